import { permissionOn } from '../../meta/permissions.ts';
import type { Company } from '../company.ts';
import type { Principal } from '../context.ts';
import { readingKeys } from '../records/visibility.ts';
import type { Heard } from './change-feed.ts';
import { type ChangeNotice, isChange, type Notice } from './notices.ts';
import { readableIds } from './reader-filter.ts';

/** One server-sent event: its name and its data, JSON. */
export interface LiveEvent {
  readonly name: 'change' | 'operation' | 'model' | 'resync';
  readonly data: unknown;
}

/** What a subscriber is at the moment: their rights may have changed since they subscribed. */
type CurrentPrincipal = () => Promise<Principal | undefined>;

export interface EventStream {
  readonly hear: (heard: Heard) => void;
  readonly close: () => void;
}

/** Changes that come close together are told together, in milliseconds: an import is not a flood. */
const gathering = 60;
const mostIds = 200;

/**
 * Turns what the company hears into the events of one subscriber. Changes are gathered for a moment, then those ids
 * are told that the subscriber may read now. Who may have lost a record hears that many of its type changed, without
 * its id; whose rights changed hears `resync`. `end` is called when they may no longer be signed in.
 */
export function createEventStream(
  company: Company,
  subscriber: Principal,
  current: CurrentPrincipal,
  send: (event: LiveEvent) => void,
  end: () => void,
): EventStream {
  let waiting: Notice[] = [];
  let missed = false;
  let timer: NodeJS.Timeout | undefined;
  let working = false;
  let closed = false;
  let known = rightsOf(subscriber);

  const flush = async (): Promise<void> => {
    timer = undefined;
    if (closed || working) return;
    working = true;
    try {
      while (!closed && (missed || waiting.length > 0)) {
        const notices = waiting;
        const lost = missed;
        waiting = [];
        missed = false;
        const principal = await current();
        if (!principal) return end();
        const rights = rightsOf(principal);
        if (lost || rights !== known) send({ name: 'resync', data: {} });
        known = rights;
        for (const event of await eventsFor(company, principal, notices)) if (!closed) send(event);
      }
    } catch {
      // The database does not answer: what is lost is told once it does.
      missed = true;
    } finally {
      working = false;
      if (missed && !closed) schedule(1_000);
    }
  };
  const schedule = (pause: number): void => {
    timer ??= setTimeout(() => void flush(), pause);
  };
  return {
    hear: (heard) => {
      if (heard === 'missed') missed = true;
      else waiting.push(heard);
      schedule(gathering);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** Takes notices; returns what the principal may hear of them, changes of one kind gathered. */
async function eventsFor(company: Company, principal: Principal, notices: readonly Notice[]): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  for (const change of gather(notices.filter(isChange))) {
    const record = company.model().find(change.record);
    if (!record || permissionOn(principal.permissions, record.name).read === 'none') continue;
    if (change.many) {
      events.push({ name: 'change', data: { record: record.name, many: true, kind: change.kind } });
      continue;
    }
    const { lost = [], ...told } = change;
    const ids = await readableIds(company, principal, record, change.ids ?? []);
    // What is about a record is lost with it, as far as any right reaches.
    const scope = record.about ? 'team' : permissionOn(principal.permissions, record.name).read;
    const keys = readingKeys(principal, scope, record);
    // What they have lost is not named: they read what is open again, and no longer find it.
    if (typeof keys !== 'string' && lost.some((key) => keys.includes(key)))
      events.push({ name: 'change', data: { record: record.name, many: true, kind: change.kind } });
    else if (ids.length > 0) events.push({ name: 'change', data: { ...told, ids } });
  }
  for (const notice of notices) {
    if (notice.kind === 'model') events.push({ name: 'model', data: { version: notice.version } });
    // Its own user follows a batch; whoever reads the trail may follow all.
    if (notice.kind === 'operation' && (notice.user === principal.userId || principal.permissions.areas.audit)) {
      const { kind: _kind, user: _user, ...data } = notice;
      events.push({ name: 'operation', data });
    }
  }
  return events;
}

/** What somebody may do and see, as a text to compare: a role, a team or their place in one may change meanwhile. */
function rightsOf({ permissions, keys }: Principal): string {
  return JSON.stringify([permissions, keys.own.toSorted(), keys.team.toSorted()]);
}

function gather(changes: readonly ChangeNotice[]): ChangeNotice[] {
  const groups = new Map<string, { change: ChangeNotice; ids: Set<string>; lost: Set<string>; many: boolean }>();
  for (const change of changes) {
    const key = `${change.record} ${change.kind} ${change.operation ?? ''}`;
    const group = groups.get(key) ?? { change, ids: new Set<string>(), lost: new Set<string>(), many: false };
    for (const id of change.ids ?? []) group.ids.add(id);
    for (const one of change.lost ?? []) group.lost.add(one);
    group.many ||= change.many === true || group.ids.size > mostIds;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ change: { ids: _ids, ...change }, ids, lost, many }) =>
    many ? { ...change, many } : { ...change, ids: [...ids], lost: [...lost] },
  );
}
