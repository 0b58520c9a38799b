import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { type Language, languages } from '../../lib/localized.ts';
import { type AccessOrigin, logAccess } from '../access/access-log.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { sha256 } from './session-token.ts';
import { checkPassword, setPassword } from './sign-in.ts';

/** What a one-time link is for: a first password, or another one for who forgot theirs. */
export type EntryLinkKind = 'invitation' | 'reset';

/** How long each link can be used, in hours. One that an administrator hands over waits longer than one that was asked for. */
export const entryLinkHours = { invitation: 7 * 24, reset: 1, handedOver: 24 } as const;

/** Whom an open link lets in. */
export interface EntryGuest {
  readonly id: string;
  readonly kind: EntryLinkKind;
  readonly user: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

/**
 * Makes a one-time link of a user, in the place of the open one of its kind. Takes the transaction, the user's id, the
 * kind, who makes it (null for the programme) and the hours it lives. Returns its secret, which is kept nowhere.
 */
export async function makeEntryLink(
  transaction: EngineTransaction,
  user: string,
  kind: EntryLinkKind,
  by: string | null,
  hours: number,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await endEntryLinks(transaction, user, kind);
  await sql`
    INSERT INTO auth.entry_link (id, user_id, kind, sha256, created_by, expires_at)
    VALUES (${newId()}, ${user}, ${kind}, ${sha256(secret)}, ${by}, now() + make_interval(hours => ${hours}))
  `.execute(transaction);
  return secret;
}

/** Ends the open link of a user of one kind; tells whether there was one. */
export async function endEntryLinks(
  transaction: EngineTransaction,
  user: string,
  kind: EntryLinkKind,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE auth.entry_link SET ended_at = now() WHERE user_id = ${user} AND kind = ${kind} AND ended_at IS NULL RETURNING 1
  `.execute(transaction);
  return rows.length > 0;
}

async function findGuest(
  database: Company['database'] | EngineTransaction,
  secret: string,
  lock = false,
): Promise<EntryGuest> {
  const { rows } = await sql<Omit<EntryGuest, 'language'> & { language: string | null }>`
    SELECT link.id, link.kind, link.user_id AS user, person.name, person.email, person.language
    FROM auth.entry_link link JOIN "user" person ON person.id = link.user_id
    WHERE link.sha256 = ${sha256(secret)} AND link.ended_at IS NULL AND link.expires_at > now()
      AND person.deleted_at IS NULL AND person.active ${lock ? sql`FOR UPDATE OF link` : sql``}
  `.execute(database);
  const row = rows[0];
  if (!row) throw new CarnetError(410, 'link-ended');
  return { ...row, language: languages.find((known) => known === row.language) ?? 'fr' };
}

/** Takes the secret of a link; returns whom it lets in. Throws 410 link-ended: unknown, used, revoked or too old. */
export function readEntryLink(company: Company, secret: string): Promise<EntryGuest> {
  return findGuest(company.database, secret);
}

/**
 * Uses a link up: its user gets the password, loses the sessions and the other links they had, and can sign in. Returns
 * whom it let in. Throws 410 link-ended (also for the second of two who use it at once), 422 naming `password`.
 */
export async function useEntryLink(
  company: Company,
  secret: string,
  password: string,
  origin: AccessOrigin,
): Promise<EntryGuest> {
  checkPassword(password);
  return await company.database.transaction().execute(async (transaction) => {
    const guest = await findGuest(transaction, secret, true);
    await setPassword(transaction, { id: guest.user, name: guest.name }, password);
    await endEntryLinks(transaction, guest.user, 'invitation');
    await endEntryLinks(transaction, guest.user, 'reset');
    await logAccess(transaction, {
      kind: guest.kind === 'invitation' ? 'invitation-accepted' : 'password-changed',
      user: guest.user,
      origin,
    });
    await sendNotice(transaction, { kind: 'session' });
    return guest;
  });
}
