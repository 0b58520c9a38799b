import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Database } from '../../server/company.ts';
import type { Context } from '../../server/context.ts';
import { CarnetError } from '../../server/errors.ts';
import type { AccessMode } from '../../server/portal/portal-access.ts';
import { readRecords, visibleIds } from '../../server/records/query/read-records.ts';
import { nextSelected, type SelectedRecords } from '../../server/records/selected-rows.ts';
import type { EngineTransaction } from '../../server/records/write/types.ts';
import type { OutsideFate, OutsideKind, OutsideLine, OutsidePreview } from './outside-reasons.ts';

/** What is to become of the contacts of a selection. */
export interface OutsideRequest {
  readonly selection: SelectedRecords;
  readonly passwordMode: AccessMode | 'none';
  readonly exitDate: string | null;
  /** Profiles of extranet users. */
  readonly profiles?: readonly string[] | undefined;
  readonly onlyOwnSites?: boolean | undefined;
  /** Whether links and passwords go by mail. */
  readonly mail: boolean;
}

/** A contact and what becomes of them; with what is written where they are let in. */
export interface Planned extends OutsideLine {
  readonly values: Readonly<Record<string, unknown>> | null;
}

/** The record type that contacts become by each gesture, and the field that holds what they sign in with. */
const becoming = {
  'extranet-users': { record: 'extranetUser', login: 'login' },
  'external-collaborators': { record: 'collaborator', login: 'email' },
} as const satisfies Record<OutsideKind, { record: string; login: string }>;

/** Contacts looked at together. */
const chunk = 500;
/** Contacts named before the gesture. */
const mostNamed = 200;

/** Takes a gesture; returns the record type that it makes. */
export function outsideRecord(context: Context, kind: OutsideKind): EffectiveRecord {
  return context.company.model().record(becoming[kind].record);
}

/** Throws 403 without the right to make such records, 422 naming what is missing in the request. */
export function demandOutside(context: Context, kind: OutsideKind, { selection, profiles }: OutsideRequest): void {
  const { permissions } = context.principal;
  const { record } = becoming[kind];
  if (!permissionOn(permissions, record).create) throw new CarnetError(403, 'forbidden');
  if (!selection.ids && selection.filter === undefined && selection.search === undefined)
    throw new CarnetError(422, 'invalid-selection');
  const known = context.company.model().lists.extranetProfile ?? [];
  const missing = kind === 'extranet-users' && !profiles?.length;
  const unknown = profiles?.some((code) => !known.some((value) => value.code === code && value.active !== false));
  if (missing || unknown)
    throw new CarnetError(422, 'validation-failed', {
      errors: [{ field: 'profiles', code: missing ? 'required' : 'not-in-list' }],
    });
}

interface Standing {
  /** Contacts who are one already. */
  readonly taken: ReadonlySet<string>;
  /** Addresses, in small letters, that somebody signs in with. */
  readonly used: ReadonlySet<string>;
}

async function standingOf(
  database: Database | EngineTransaction,
  kind: OutsideKind,
  contacts: readonly string[],
  emails: readonly string[],
): Promise<Standing> {
  const { record, login } = becoming[kind];
  const table = sql.table(record === 'extranetUser' ? 'extranet_user' : record);
  const { rows } = await sql<{ contact_id: string | null; login: string | null }>`
    SELECT contact_id, lower(${sql.ref(login)}) AS login FROM ${table}
    WHERE deleted_at IS NULL AND (contact_id = ANY(${[...contacts]}::uuid[]) OR lower(${sql.ref(login)}) = ANY(${[...emails]}::text[]))
  `.execute(database);
  return {
    taken: new Set(rows.flatMap(({ contact_id }) => contact_id ?? [])),
    used: new Set(rows.flatMap((row) => row.login ?? [])),
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Takes who acts, the gesture, the request and contacts; returns what becomes of each, in their order. `given` are the
 * addresses that others of the same batch get: added to. Contacts that whoever acts may not see are left out.
 */
export async function planOutside(
  context: Context,
  kind: OutsideKind,
  request: OutsideRequest,
  ids: readonly string[],
  given: Set<string>,
  database: Database | EngineTransaction = context.company.database,
): Promise<Planned[]> {
  const model = context.company.model();
  const contacts = await readRecords(context, model.record('contact'), ids);
  const emailOf = (item: (typeof contacts)[number]) => text(item.email);
  const accounts = contacts.flatMap((item) => text(item.account) ?? []);
  const [{ taken, used }, seen] = await Promise.all([
    standingOf(
      database,
      kind,
      ids,
      contacts.flatMap((item) => emailOf(item)?.toLowerCase() ?? []),
    ),
    visibleIds(context, model.record('account'), accounts),
  ]);
  const fateOf = (item: (typeof contacts)[number]): OutsideFate => {
    const email = emailOf(item)?.toLowerCase();
    if (item.status === 'disappeared') return 'disappeared';
    if (taken.has(item.id)) return 'has-one';
    if (email === undefined) return request.passwordMode === 'none' ? 'create' : 'no-email';
    if (used.has(email) || given.has(email)) return 'email-used';
    if (kind === 'extranet-users' && !seen.has(text(item.account) ?? '')) return 'no-company';
    given.add(email);
    return 'create';
  };
  const { passwordMode, exitDate, profiles, onlyOwnSites } = request;
  return contacts.map((item): Planned => {
    const email = emailOf(item);
    const fate = fateOf(item);
    const common = { contact: item.id, exitDate, passwordMode };
    const values =
      kind === 'extranet-users'
        ? { ...common, account: item.account, login: email, profiles, onlyOwnSites: onlyOwnSites ?? false }
        : { ...common, name: item.title, type: 'external', email, phone: item.mobile ?? item.phone ?? null };
    return { id: item.id, title: item.title, email, fate, values: fate === 'create' ? values : null };
  });
}

/** Takes fates; returns how many there are of each, added to what was counted. */
export function countFates(lines: readonly OutsideLine[], counted: OutsidePreview['fates']): OutsidePreview['fates'] {
  const counts: Partial<Record<OutsideFate, number>> = { ...counted };
  for (const { fate } of lines) counts[fate] = (counts[fate] ?? 0) + 1;
  return counts;
}

/** Takes a planned contact; returns what is told of them. */
export function lineOf({ id, title, email, fate }: Planned): OutsideLine {
  return { id, title, email, fate };
}

/** Tells what would become of every contact of a selection. Throws 403, 422. */
export async function previewOutside(
  context: Context,
  kind: OutsideKind,
  request: OutsideRequest,
): Promise<OutsidePreview> {
  demandOutside(context, kind, request);
  const record = context.company.model().record('contact');
  const given = new Set<string>();
  let after: string | null = null;
  let preview: OutsidePreview = { count: 0, fates: {}, items: [] };
  for (;;) {
    const ids: string[] = await nextSelected(context, record, request.selection, after, chunk);
    const planned = (await planOutside(context, kind, request, ids, given)).map(lineOf);
    // Who is left alone is named first: that is what one looks for.
    const items = [...preview.items, ...planned].sort(
      (one, other) => Number(one.fate === 'create') - Number(other.fate === 'create'),
    );
    preview = {
      count: preview.count + planned.length,
      fates: countFates(planned, preview.fates),
      items: items.slice(0, mostNamed),
    };
    after = ids.at(-1) ?? null;
    if (ids.length < chunk) return preview;
  }
}
