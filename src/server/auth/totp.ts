import { sql } from 'kysely';
import type { Company, Database } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { seal, unseal } from '../sealed.ts';
import { makeBackupCodes } from './backup-codes.ts';
import { keepIdentity } from './identity.ts';

/** A step and the one on either side of it are taken: clocks differ. Seconds (RFC 6238 §5.2). */
const step = 30;

/** What a telephone is shown to make codes from. */
export interface TotpSetUp {
  /** Base32, to be typed where no camera is at hand. */
  readonly secret: string;
  /** The same as an address (`otpauth://`), for the square to be scanned. */
  readonly uri: string;
}

function purposeOf(userId: string): string {
  return `totp ${userId}`;
}

/**
 * Begins to set codes up for a user: makes the secret, which is good for nothing before it is confirmed by a code of
 * it. Throws 409 second-factor-exists when they have one already.
 */
export async function beginTotp(
  company: Company,
  user: { id: string; name: string; email: string },
): Promise<TotpSetUp> {
  const { generateSecret, generateURI } = await import('otplib');
  const secret = generateSecret();
  await keepIdentity(company.database, user);
  const { rows } = await sql`
    INSERT INTO auth.totp AS kept (user_id, secret) VALUES (${user.id}, ${seal(company, purposeOf(user.id), secret)})
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = now() WHERE kept.confirmed_at IS NULL
    RETURNING 1 AS begun
  `.execute(company.database);
  if (rows.length === 0) throw new CarnetError(409, 'second-factor-exists');
  const { rows: profile } = await sql<{ name: string }>`SELECT name FROM company_profile`.execute(company.database);
  const issuer = `Carnet ${profile[0]?.name ?? ''}`.trim().replaceAll(':', ' ');
  return { secret, uri: generateURI({ issuer, label: user.email, secret }) };
}

/**
 * Takes what a user typed; tells whether it is a code of theirs that was not used yet. It is used up by this, in one
 * statement: of two that come at once, one is taken. With `confirming`, of the secret that is being set up.
 */
export async function spendTotpCode(
  company: Pick<Company, 'key'>,
  database: Database,
  userId: string,
  typed: string,
  confirming = false,
): Promise<boolean> {
  const token = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return false;
  const { rows } = await sql<{ secret: Buffer }>`
    SELECT secret FROM auth.totp WHERE user_id = ${userId} AND (confirmed_at IS NULL) = ${confirming}
  `.execute(database);
  const sealed = rows[0]?.secret;
  const secret = sealed && unseal(company, purposeOf(userId), sealed);
  if (secret === undefined) return false;
  const { verify } = await import('otplib');
  const result = await verify({ secret, token, epochTolerance: step });
  if (!result.valid || !('timeStep' in result)) return false;
  const { rows: taken } = await sql`
    UPDATE auth.totp SET last_step = ${result.timeStep}, confirmed_at = coalesce(confirmed_at, now())
    WHERE user_id = ${userId} AND secret = ${sealed} AND last_step < ${result.timeStep} AND (confirmed_at IS NULL) = ${confirming}
    RETURNING 1 AS taken
  `.execute(database);
  return taken.length > 0;
}

/**
 * Takes a code of the secret that a user is setting up; from here on they are asked for one. Returns their backup codes,
 * to be shown this once. Throws 422 naming `code` when it is not right.
 */
export async function confirmTotp(company: Company, userId: string, typed: string): Promise<string[]> {
  return await company.database.transaction().execute(async (transaction) => {
    if (!(await spendTotpCode(company, transaction, userId, typed, true))) throw wrongCode();
    return await makeBackupCodes(company, transaction, userId);
  });
}

/** The refusal of a code, at the field `code`. */
export function wrongCode(code: 'wrong-code' | 'wrong-backup-code' = 'wrong-code'): CarnetError {
  return new CarnetError(422, code, { errors: [{ field: 'code', code }] });
}
