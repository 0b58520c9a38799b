import { createHmac, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Company, Database } from '../company.ts';

const howMany = 10;
/** Without letters and digits that are taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const half = 5;

function makeCode(): string {
  const letters = () => Array.from({ length: half }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters()}-${letters()}`;
}

function hashOf(company: Pick<Company, 'key'>, userId: string, typed: string): Buffer {
  const letters = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return createHmac('sha256', company.key('backup-codes')).update(`${userId}\0${letters}`).digest();
}

/** Gives a user ten new codes in place of those they had; returns them, to be shown this once: hashes alone are kept. */
export async function makeBackupCodes(
  company: Pick<Company, 'key'>,
  database: Database,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: howMany }, makeCode);
  await sql`DELETE FROM auth.backup_code WHERE user_id = ${userId}`.execute(database);
  for (const code of codes)
    await sql`INSERT INTO auth.backup_code (user_id, hash) VALUES (${userId}, ${hashOf(company, userId, code)})`.execute(
      database,
    );
  return codes;
}

/** Takes what a user typed, with or without its dash; tells whether it was one of their codes, which is used up by this. */
export async function spendBackupCode(
  company: Pick<Company, 'key'>,
  database: Database,
  userId: string,
  typed: string,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE auth.backup_code SET used_at = now()
    WHERE user_id = ${userId} AND hash = ${hashOf(company, userId, typed)} AND used_at IS NULL RETURNING 1 AS used
  `.execute(database);
  return rows.length > 0;
}
