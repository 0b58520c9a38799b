import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Company, Database } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { keepIdentity } from './identity.ts';
import { hashPassword, passwordLength, verifyPassword } from './password.ts';
import { type Entry, enter } from './second-step.ts';
import type { Visitor } from './session.ts';
import { openToken } from './session-token.ts';
import { countAttempt, forgive } from './throttle.ts';

interface SignIn extends Visitor {
  readonly email: string;
  readonly password: string;
}

/** Takes an e-mail; returns the id of the live, active user it belongs to. */
export async function findUserId(company: Company, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM "user" WHERE lower(email) = lower(${email.trim()}) AND deleted_at IS NULL AND active
  `.execute(company.database);
  return rows[0]?.id;
}

/** The hash of nothing anyone types: an unknown e-mail takes as long as a wrong password. */
let decoy: Promise<string> | undefined;

async function isPasswordOf(company: Company, userId: string | undefined, typed: string): Promise<boolean> {
  const { rows } = await sql<{ password: string | null }>`
    SELECT password FROM auth.account WHERE "userId" = ${userId ?? null} AND "providerId" = 'credential'
  `.execute(company.database);
  const kept = rows[0]?.password;
  decoy ??= hashPassword(newId());
  const right = await verifyPassword(kept ?? (await decoy), typed);
  return right && kept !== undefined && kept !== null;
}

/**
 * Takes an e-mail and a password; returns the cookie of a session, or the second step. Throws 401 wrong-credentials,
 * the same and as slowly for an unknown e-mail, a wrong password and a user who is not active; 429 when too many have
 * failed.
 */
export async function signIn(company: Company, attempt: SignIn): Promise<Entry> {
  await countAttempt(company, attempt);
  const userId = await findUserId(company, attempt.email);
  const right =
    attempt.password.length <= passwordLength.longest && (await isPasswordOf(company, userId, attempt.password));
  if (userId === undefined || !right) throw new CarnetError(401, 'wrong-credentials');
  await forgive(company, attempt);
  return await enter(company, { userId, method: 'password', strong: false }, attempt);
}

/** Tells whether a text is the password of a user who has one. */
export async function checkOwnPassword(company: Company, userId: string, typed: string): Promise<boolean> {
  return typed.length <= passwordLength.longest && (await isPasswordOf(company, userId, typed));
}

/** Takes the session cookie of a request; ends that session everywhere. */
export async function signOut(company: Company, cookie: string): Promise<void> {
  const token = openToken(company, cookie);
  if (token !== undefined) await sql`DELETE FROM auth.session WHERE token = ${token}`.execute(company.database);
}

/**
 * Gives a user a password, or another one: their sessions end, but for the one whose id is `kept`. Takes the database or
 * a transaction. Throws 422 validation-failed when the password is too short or too long.
 */
export async function setPassword(
  database: Database,
  user: { id: string; name: string },
  password: string,
  kept: string | null = null,
): Promise<void> {
  checkPassword(password);
  const hash = await hashPassword(password);
  await keepIdentity(database, user);
  await sql`
    INSERT INTO auth.account (id, "accountId", "providerId", "userId", password)
    VALUES (${newId()}, ${user.id}, 'credential', ${user.id}, ${hash})
    ON CONFLICT ("providerId", "accountId") DO UPDATE SET password = excluded.password, "updatedAt" = now()
  `.execute(database);
  await sql`DELETE FROM auth.session WHERE "userId" = ${user.id} AND id IS DISTINCT FROM ${kept}`.execute(database);
}

/** Throws 422 validation-failed, naming the field `password`, when a password is too short or too long. */
export function checkPassword(password: string): void {
  const { shortest, longest } = passwordLength;
  if (password.length < shortest)
    throw new CarnetError(422, 'validation-failed', {
      errors: [{ field: 'password', code: 'password-too-short', parameters: { minimum: shortest } }],
    });
  if (password.length > longest)
    throw new CarnetError(422, 'validation-failed', {
      errors: [{ field: 'password', code: 'too-long', parameters: { maximum: longest } }],
    });
}
