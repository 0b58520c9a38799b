import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
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

/** Takes an API key; returns its user's id, or undefined when it is unknown or revoked. Notes the use, to the minute. */
export async function userOfApiKey(company: Company, key: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string; user_id: string; stale: boolean }>`
    SELECT id, user_id, (last_used_at IS NULL OR last_used_at < now() - interval '1 minute') AS stale
    FROM auth.api_key WHERE sha256 = ${sha256(key)} AND revoked_at IS NULL
  `.execute(company.database);
  const row = rows[0];
  if (row?.stale)
    await sql`UPDATE auth.api_key SET last_used_at = now() WHERE id = ${row.id}`.execute(company.database);
  return row?.user_id;
}
