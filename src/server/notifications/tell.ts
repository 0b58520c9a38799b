import { sql } from 'kysely';
import { structureType } from '../../fields/structure/structure.ts';
import { aboutType } from '../../meta/derive/about.ts';
import { fieldAccess, permissionOn } from '../../meta/permissions.ts';
import {
  type Channels,
  channelsOf,
  mergedDetails,
  type NotificationDetails,
  type NotificationKind,
  togetherFor,
} from '../../rules/notification-details.ts';
import { principalFor, systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import type { Context, Principal } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { mayReadRow } from '../records/visibility.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import type { Happening } from './happenings.ts';
import { KnownRows, type Pointer } from './known-rows.ts';
import { mailNotification } from './notification-mail.ts';

/** One notification to be: all that happened of one kind, to one record or by one batch, for one person. */
export interface Telling {
  readonly recipient: Principal & { readonly userId: string };
  readonly kind: NotificationKind;
  /** Null for a batch. */
  readonly about: Pointer | null;
  readonly actor: string | null;
  readonly count: number;
  readonly details: NotificationDetails;
}

/** Someone who may be told, with how they want to be. */
interface Recipient {
  readonly principal: Telling['recipient'];
  readonly channels: Readonly<Record<NotificationKind, Channels>>;
}

/** Takes a company and users; returns those who may sign in, with how they want to be told. */
async function recipientsOf(company: Company, ids: Iterable<string>): Promise<Map<string, Recipient>> {
  const users = [...new Set(ids)];
  const { rows } = await sql<{ user_id: string; choices: unknown }>`
    SELECT user_id, choices FROM notification_preference WHERE user_id = ANY(${users}::uuid[])
  `.execute(company.database);
  const chosen = new Map(rows.map(({ user_id, choices }) => [user_id, choices]));
  const found = new Map<string, Recipient>();
  for (const id of users) {
    const principal = await principalFor(company, id);
    if (principal) found.set(id, { principal: { ...principal, userId: id }, channels: channelsOf(chosen.get(id)) });
  }
  return found;
}

function mayRead(company: Company, principal: Principal, known: KnownRows, pointer: Pointer): boolean {
  const row = known.row(pointer);
  const record = company.model().record(pointer.record);
  return row !== undefined && mayReadRow(principal, permissionOn(principal.permissions, record.name).read, record, row);
}

/** Takes something that happened; returns what its reader may be told of it, null where that is nothing. */
function detailsFor(
  company: Company,
  principal: Principal,
  known: KnownRows,
  { about, fields, comment, document, linked, due, operation }: Happening,
): NotificationDetails | null {
  if (!mayRead(company, principal, known, about)) return null;
  const model = company.model();
  if (fields) {
    const permission = permissionOn(principal.permissions, fields.record);
    const names = fields.names.filter(
      (name) =>
        permission.read !== 'none' &&
        fieldAccess(permission, name) !== 'none' &&
        model.record(fields.record).field(name)?.hidden !== true,
    );
    if (names.length === 0) return null;
    return operation ? { operation, record: about.record } : { fields: names };
  }
  if (linked && !mayRead(company, principal, known, linked)) return null;
  if (operation) return { operation, record: about.record };
  return {
    ...(comment ? { comment, comments: 1 } : {}),
    ...(document ? { documents: 1 } : {}),
    ...(linked ? { linked: { [linked.as]: 1 } } : {}),
    ...(due ? { due } : {}),
  };
}

/** Takes what happened; returns what is to be told to whom: of what each may see alone, alike things as one. */
async function tellingsOf(
  company: Company,
  transaction: EngineTransaction,
  happenings: readonly Happening[],
): Promise<{ telling: Telling; channels: Channels }[]> {
  const known = new KnownRows(transaction, company.model());
  await known.read(happenings.flatMap(({ about, linked }) => [about, ...(linked ? [linked] : [])]));
  const recipients = await recipientsOf(
    company,
    happenings.map(({ recipient }) => recipient),
  );
  const tellings = new Map<string, { telling: Telling; channels: Channels }>();
  for (const happening of happenings) {
    const { recipient: id, kind, actor, operation } = happening;
    const recipient = recipients.get(id);
    const channels = recipient?.channels[kind];
    if (!recipient || !channels || !(channels.application || channels.mail)) continue;
    const details = detailsFor(company, recipient.principal, known, happening);
    if (!details) continue;
    const about = operation ? null : happening.about;
    const key = [id, kind, about?.id ?? operation].join();
    const before = tellings.get(key)?.telling;
    const several = before && before.actor !== actor ? { several: true } : {};
    tellings.set(key, {
      channels,
      telling: {
        recipient: recipient.principal,
        kind,
        about,
        actor,
        count: (before?.count ?? 0) + 1,
        details: mergedDetails(before?.details ?? {}, { ...details, ...several }),
      },
    });
  }
  return [...tellings.values()];
}

interface Standing {
  readonly id: string;
  readonly actor_id: string | null;
  readonly count: string;
  /** As the field keeps it: JSON within JSON. */
  readonly details: unknown;
}

/** The notification that this one is told with: unread, of the same kind and record, or batch, minutes old. */
async function standingFor(
  transaction: EngineTransaction,
  company: Company,
  { recipient, kind, about, details }: Telling,
): Promise<Standing | undefined> {
  const { table } = aboutType(company.model(), 'notification');
  const same = about
    ? sql`about_id = ${about.id} AND at > now() - make_interval(secs => ${togetherFor / 1_000})`
    : sql`about_id IS NULL AND (details #>> '{}')::jsonb ->> 'operation' = ${details.operation ?? ''}`;
  const { rows } = await sql<Standing>`
    SELECT id, actor_id, count, details FROM ${sql.table(table)}
    WHERE recipient_id = ${recipient.userId} AND kind = ${kind} AND deleted_at IS NULL
      AND (read_at IS NULL OR NOT listed) AND ${same}
    ORDER BY at DESC LIMIT 1 FOR UPDATE
  `.execute(transaction);
  return rows[0];
}

function detailsOf(standing: Standing | undefined): NotificationDetails {
  return (structureType.decode([standing?.details ?? null], {}) ?? {}) as NotificationDetails;
}

/** Writes what is to be told, in the caller's transaction, and queues the mails of those who want them. */
export async function writeTellings(
  transaction: EngineTransaction,
  company: Company,
  tellings: readonly { readonly telling: Telling; readonly channels: Channels }[],
): Promise<void> {
  const at = new Date().toISOString();
  const context: Context = { company, principal: systemPrincipal(company), channel: 'job' };
  const writes: Write[] = [];
  for (const { telling, channels } of tellings) {
    const { recipient, kind, about, actor, count, details } = telling;
    const standing = await standingFor(transaction, company, telling);
    const several = standing && standing.actor_id !== actor ? { several: true } : {};
    const values = {
      at,
      actor,
      count: Number(standing?.count ?? 0) + count,
      details: mergedDetails(detailsOf(standing), { ...details, ...several }),
    };
    if (standing) writes.push({ kind: 'update', id: standing.id, values });
    else {
      const read = channels.application ? null : at;
      const listed = channels.application;
      writes.push({
        kind: 'create',
        values: { ...values, recipient: recipient.userId, kind, about, listed, readAt: read },
      });
    }
    // What stands unread was mailed when it came.
    if (channels.mail && !standing) await mailNotification(transaction, context, telling);
  }
  if (writes.length === 0) return;
  const outcomes = await writeInTransaction(transaction, context, aboutType(company.model(), 'notification'), writes, {
    trusted: true,
  });
  // A record may have gone to the trash meanwhile: there is nothing to tell of it any more.
  for (const outcome of outcomes)
    if (!outcome.ok && outcome.status !== 422) throw new CarnetError(outcome.status, outcome.code);
}

/** Tells people of what happened, in the caller's transaction: each of what they may see, in the way they chose. */
export async function tell(
  transaction: EngineTransaction,
  company: Company,
  happenings: readonly Happening[],
): Promise<void> {
  if (happenings.length === 0) return;
  await writeTellings(transaction, company, await tellingsOf(company, transaction, happenings));
}

/** Tells the one who began a batch that it has ended. Takes the user, what the batch was and how it ended. */
export async function tellOfBatch(
  transaction: EngineTransaction,
  company: Company,
  userId: string,
  operation: string,
  batch: NonNullable<NotificationDetails['batch']>,
): Promise<void> {
  const recipient = (await recipientsOf(company, [userId])).get(userId);
  const channels = recipient?.channels.operation;
  if (!recipient || !channels || !(channels.application || channels.mail)) return;
  const telling: Telling = {
    recipient: recipient.principal,
    kind: 'operation',
    about: null,
    actor: null,
    count: 1,
    details: { operation, batch },
  };
  await writeTellings(transaction, company, [{ telling, channels }]);
}
