import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { administers } from '../access/administration.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import { writeSettingsTrail } from '../settings/change-settings.ts';
import { hasSecondFactor, roleAsksSecondFactor } from './second-factor.ts';
import { sha256 } from './session-token.ts';

const prefix = 'carnet_';

/** Tells whether a text may be an API key: nothing else is looked for in the database. */
export function looksLikeApiKey(text: string): boolean {
  return /^carnet_[A-Za-z0-9_-]{43}$/.test(text);
}

/**
 * Takes the e-mail of a user and what the key is for; returns a new key with that user's rights. It can be shown now
 * and never again: its hash alone is kept. Throws 404 not-found when no active user has the e-mail.
 */
export async function createApiKey(company: Company, email: string, name: string): Promise<string> {
  const key = prefix + randomBytes(32).toString('base64url');
  const { rows } = await sql<{ id: string }>`
    INSERT INTO auth.api_key (id, user_id, name, sha256)
    SELECT ${newId()}::uuid, id, ${name}, ${sha256(key)} FROM "user"
    WHERE lower(email) = lower(${email.trim()}) AND deleted_at IS NULL AND active
    RETURNING id
  `.execute(company.database);
  if (rows.length === 0) throw new CarnetError(404, 'not-found');
  return key;
}

/** What a key opens where that is not all of the API: the address book of its user, to be read or written too. */
export const keyOpenings = ['address-book', 'address-book-writing'] as const;
export type KeyOpening = (typeof keyOpenings)[number];

/** An API key as it can still be shown: what it is called, whose rights it has, when it was made and last used. */
export interface ListedApiKey {
  readonly id: string;
  readonly name: string;
  readonly user: { readonly id: string; readonly name: string };
  /** Null where it opens all of the API. */
  readonly opens: KeyOpening | null;
  readonly createdAt: string;
  /** To the minute; null where it never was. */
  readonly lastUsedAt: string | null;
}

/** Most keys that one person holds at once. */
const mostKeys = 50;

/** Takes who asks; returns the keys that are not revoked, the newest first: everyone's for an administrator, else one's own. */
export async function listApiKeys({ company, principal }: Context): Promise<ListedApiKey[]> {
  const own = administers(principal.permissions) ? sql`` : sql`AND key.user_id = ${principal.userId}`;
  const { rows } = await sql<{
    id: string;
    name: string;
    user_id: string;
    user_name: string;
    opens: KeyOpening | null;
    created_at: Date;
    last_used_at: Date | null;
  }>`
    SELECT key.id, key.name, key.user_id, person.name AS user_name, key.opens, key.created_at, key.last_used_at
    FROM auth.api_key key JOIN "user" person ON person.id = key.user_id
    WHERE key.revoked_at IS NULL ${own} ORDER BY key.id DESC LIMIT 1000
  `.execute(company.database);
  return rows.map(({ id, name, user_id, user_name, opens, created_at, last_used_at }) => ({
    id,
    name,
    user: { id: user_id, name: user_name },
    opens,
    createdAt: new Date(created_at).toISOString(),
    lastUsedAt: last_used_at === null ? null : new Date(last_used_at).toISOString(),
  }));
}

/**
 * Makes a key with the rights of whoever asks, for all of the API or for what `opens` names alone; returns its id and the
 * key itself, which is shown this once. Throws 403
 * where a key asks for another (one that leaked would outlive its own end), 422 where there are too many.
 */
export async function makeOwnApiKey(
  context: Context,
  name: string,
  opens: KeyOpening | null = null,
): Promise<{ id: string; key: string }> {
  const { company, principal, channel } = context;
  if (principal.userId === null || channel === 'api') throw new CarnetError(403, 'forbidden');
  const key = prefix + randomBytes(32).toString('base64url');
  const id = newId();
  await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::integer AS count FROM auth.api_key WHERE user_id = ${principal.userId} AND revoked_at IS NULL
    `.execute(transaction);
    if ((rows[0]?.count ?? 0) >= mostKeys)
      throw new CarnetError(422, 'too-many-keys', { parameters: { maximum: mostKeys } });
    await sql`INSERT INTO auth.api_key (id, user_id, name, sha256, opens)
      VALUES (${id}::uuid, ${principal.userId}, ${name}, ${sha256(key)}, ${opens})`.execute(transaction);
    const line = {
      subject: `apiKey:${name}`,
      kind: 'create',
      before: null,
      after: { user: principal.name, ...(opens ? { opens } : {}) },
      id,
    } as const;
    await writeSettingsTrail(transaction, context, [line], 1);
  });
  return { id, key };
}

/**
 * Ends a key at once, in every process. Takes who asks and the key's id. Throws 404 where there is no such key, or it is
 * another's and they are no administrator.
 */
export async function revokeApiKey(context: Context, id: string): Promise<void> {
  const { company, principal } = context;
  const own = administers(principal.permissions) ? sql`` : sql`AND key.user_id = ${principal.userId}`;
  await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ name: string; owner: string }>`
      UPDATE auth.api_key key SET revoked_at = now() FROM "user" person
      WHERE key.id = ${id} AND key.revoked_at IS NULL AND person.id = key.user_id ${own}
      RETURNING key.name, person.name AS owner
    `.execute(transaction);
    const [revoked] = rows;
    if (!revoked) throw new CarnetError(404, 'not-found');
    const line = {
      subject: `apiKey:${revoked.name}`,
      kind: 'delete',
      before: { user: revoked.owner },
      after: null,
      id,
    } as const;
    await writeSettingsTrail(transaction, context, [line], 2);
    await sendNotice(transaction, { kind: 'session' });
  });
}

/**
 * Takes an API key; returns its user's id and what it opens, or undefined when it is unknown or revoked. Notes the use, to the minute.
 * Throws 403 second-factor-required while its user has none and their role asks for one: a key made before is no way
 * around it.
 */
export async function userOfApiKey(
  company: Company,
  key: string,
): Promise<{ readonly userId: string; readonly opens: KeyOpening | null } | undefined> {
  const { rows } = await sql<{ id: string; user_id: string; opens: KeyOpening | null; stale: boolean; bare: boolean }>`
    SELECT id, user_id, opens, (last_used_at IS NULL OR last_used_at < now() - interval '1 minute') AS stale,
      ${roleAsksSecondFactor(sql`api_key.user_id`)} AND NOT ${hasSecondFactor(sql`api_key.user_id`)} AS bare
    FROM auth.api_key WHERE sha256 = ${sha256(key)} AND revoked_at IS NULL
  `.execute(company.database);
  const row = rows[0];
  if (row?.bare) throw new CarnetError(403, 'second-factor-required');
  if (row?.stale)
    await sql`UPDATE auth.api_key SET last_used_at = now() WHERE id = ${row.id}`.execute(company.database);
  return row && { userId: row.user_id, opens: row.opens };
}
