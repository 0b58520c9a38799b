import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { type AccessOrigin, logAccess } from '../access/access-log.ts';
import { hashPassword } from '../auth/password.ts';
import { sha256 } from '../auth/session-token.ts';
import { checkPassword } from '../auth/sign-in.ts';
import type { Company, Database } from '../company.ts';
import { CarnetError } from '../errors.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { readVisitors, type Visitor } from './visitors.ts';

/** What a one-time link of the portal is for: a first password, or another one. */
export type PortalLinkKind = 'invitation' | 'reset';

/** How long each can be used, in hours; temporary passwords as long as invitations. */
export const portalHours = { invitation: 14 * 24, reset: 1 } as const;

/**
 * Makes one-time links of visitors, each in the place of the open one of its kind. Takes the transaction, the visitors'
 * ids, the kind and who makes them (null for the programme); returns each one's secret, which is kept nowhere.
 */
export async function makePortalLinks(
  transaction: EngineTransaction,
  visitors: readonly string[],
  kind: PortalLinkKind,
  by: string | null,
): Promise<ReadonlyMap<string, string>> {
  const secrets = new Map(visitors.map((visitor) => [visitor, randomBytes(32).toString('base64url')]));
  await sql`
    UPDATE auth.portal_link SET ended_at = now()
    WHERE visitor_id = ANY(${[...visitors]}::uuid[]) AND kind = ${kind} AND ended_at IS NULL
  `.execute(transaction);
  await sql`
    INSERT INTO auth.portal_link (id, visitor_id, kind, sha256, created_by, expires_at)
    SELECT made.id, made.visitor, ${kind}, made.sha256, ${by}, now() + make_interval(hours => ${portalHours[kind]})
    FROM unnest(${[...secrets].map(() => newId())}::uuid[], ${[...secrets.keys()]}::uuid[],
      ${[...secrets.values()].map((secret) => sha256(secret))}::bytea[]) AS made (id, visitor, sha256)
  `.execute(transaction);
  return secrets;
}

/** Letters and digits that nobody takes for one another. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;
/** The last whole number of alphabets in a byte: what is drawn beyond is drawn again, so that every sign is as likely. */
const fairBytes = 256 - (256 % signs.length);

function drawTemporaryPassword(): string {
  const drawn: string[] = [];
  while (drawn.length < groups * groupLength)
    for (const byte of randomBytes(groups * groupLength))
      if (byte < fairBytes) drawn.push(signs[byte % signs.length] ?? '');
  const group = (place: number) => drawn.slice(place * groupLength, (place + 1) * groupLength).join('');
  return Array.from({ length: groups }, (_unused, place) => group(place)).join('-');
}

/**
 * Gives visitors temporary passwords in the place of whatever they had; returns each one's. They are drawn at random (20
 * of 31 signs, 99 bits), so that a plain hash keeps them as well as a slow one would, and ten thousand are made in a
 * moment. They open no session: each is exchanged for a password that the visitor chooses.
 */
export async function giveTemporaryPasswords(
  transaction: EngineTransaction,
  visitors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const given = new Map(visitors.map((visitor) => [visitor, drawTemporaryPassword()]));
  await sql`
    INSERT INTO auth.portal_password (visitor_id, temporary, temporary_ends_at)
    SELECT made.visitor, made.sha256, now() + make_interval(hours => ${portalHours.invitation})
    FROM unnest(${[...given.keys()]}::uuid[], ${[...given.values()].map((secret) => sha256(secret))}::bytea[]) AS made (visitor, sha256)
    ON CONFLICT (visitor_id) DO UPDATE SET password = NULL, temporary = excluded.temporary,
      temporary_ends_at = excluded.temporary_ends_at, updated_at = now()
  `.execute(transaction);
  await sql`DELETE FROM auth.portal_session WHERE visitor_id = ANY(${[...visitors]}::uuid[])`.execute(transaction);
  return given;
}

/** Whom an open link lets in. */
export interface PortalGuest {
  readonly kind: PortalLinkKind;
  readonly visitor: Visitor;
}

async function findGuest(company: Company, database: Database, secret: string, lock = false): Promise<PortalGuest> {
  const { rows } = await sql<{ kind: PortalLinkKind; visitor_id: string }>`
    SELECT kind, visitor_id FROM auth.portal_link
    WHERE sha256 = ${sha256(secret)} AND ended_at IS NULL AND expires_at > now() ${lock ? sql`FOR UPDATE` : sql``}
  `.execute(database);
  const row = rows[0];
  const [visitor] = row ? await readVisitors(company, [row.visitor_id], database) : [];
  if (!row || !visitor || visitor.closed !== null) throw new CarnetError(410, 'link-ended');
  return { kind: row.kind, visitor };
}

/** Takes the secret of a link; returns whom it lets in. Throws 410 link-ended: unknown, used, too old, of one who may not come in. */
export function readPortalLink(company: Company, secret: string): Promise<PortalGuest> {
  return findGuest(company, company.database, secret);
}

/**
 * Uses a link up: its visitor gets the password and loses the sessions and the other links they had. Returns whom it let
 * in. Throws 410 link-ended (also for the second of two who use it at once), 422 naming `password`.
 */
export async function usePortalLink(
  company: Company,
  secret: string,
  password: string,
  origin: AccessOrigin,
): Promise<PortalGuest> {
  checkPassword(password);
  const hash = await hashPassword(password);
  return await company.database.transaction().execute(async (transaction) => {
    const guest = await findGuest(company, transaction, secret, true);
    const { id, login, name } = guest.visitor;
    await sql`
      INSERT INTO auth.portal_password (visitor_id, password) VALUES (${id}, ${hash})
      ON CONFLICT (visitor_id) DO UPDATE SET password = excluded.password, temporary = NULL, temporary_ends_at = NULL,
        updated_at = now()
    `.execute(transaction);
    await sql`UPDATE auth.portal_link SET ended_at = now() WHERE visitor_id = ${id} AND ended_at IS NULL`.execute(
      transaction,
    );
    await sql`DELETE FROM auth.portal_session WHERE visitor_id = ${id}`.execute(transaction);
    const kind = guest.kind === 'invitation' ? 'portal-invitation-accepted' : 'portal-password-changed';
    await logAccess(transaction, { kind, user: null, about: id, origin, detail: { name, email: login } });
    return guest;
  });
}
