import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Company, Database } from '../company.ts';
import { openToken, sealToken, sha256 } from './session-token.ts';

/** What is kept for a short while and taken once: a challenge, a sign-in that waits for its second step. */
export type OneTimePurpose = 'passkey' | 'second-step' | 'new-passkey' | 'single-sign-on';

function identifierOf(purpose: OneTimePurpose, token: string): string {
  return `${purpose}:${sha256(token).toString('base64url')}`;
}

/** Keeps a value for `seconds`; returns the ticket that gives it back, signed with a key outside the database. */
export async function keepOnce(
  company: Pick<Company, 'database' | 'key'>,
  purpose: OneTimePurpose,
  value: object,
  seconds: number,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await sql`
    INSERT INTO auth.verification (id, identifier, value, "expiresAt")
    VALUES (${newId()}, ${identifierOf(purpose, token)}, ${JSON.stringify(value)}, now() + make_interval(secs => ${seconds}))
  `.execute(company.database);
  return sealToken(company, token);
}

/** Takes a ticket; returns what was kept under it, and leaves it there. Undefined for one that is unknown, taken or too old. */
export async function readOnce<Value>(
  company: Pick<Company, 'database' | 'key'>,
  purpose: OneTimePurpose,
  ticket: string | undefined,
): Promise<Value | undefined> {
  const token = ticket === undefined ? undefined : openToken(company, ticket);
  if (token === undefined) return undefined;
  const { rows } = await sql<{ value: string }>`
    SELECT value FROM auth.verification WHERE identifier = ${identifierOf(purpose, token)} AND "expiresAt" > now()
  `.execute(company.database);
  return rows[0] && (JSON.parse(rows[0].value) as Value);
}

/** Takes a ticket and a database or transaction; returns what was kept under it, for the one who comes first. */
export async function takeOnce<Value>(
  company: Pick<Company, 'key'>,
  database: Database,
  purpose: OneTimePurpose,
  ticket: string | undefined,
): Promise<Value | undefined> {
  const token = ticket === undefined ? undefined : openToken(company, ticket);
  if (token === undefined) return undefined;
  const { rows } = await sql<{ value: string; fresh: boolean }>`
    DELETE FROM auth.verification WHERE identifier = ${identifierOf(purpose, token)}
    RETURNING value, "expiresAt" > now() AS fresh
  `.execute(database);
  return rows[0]?.fresh ? (JSON.parse(rows[0].value) as Value) : undefined;
}
