import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Company, Database } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { identityEmail, identityOf } from './identity.ts';
import { hashPassword, passwordLength } from './password.ts';
import { openToken, sealToken } from './session-token.ts';
import { countAttempt, forgive } from './throttle.ts';

interface SignIn {
  readonly email: string;
  readonly password: string;
  /** Address the request comes from. */
  readonly address: string;
  readonly userAgent?: string | undefined;
}

/** Takes an e-mail; returns the id of the live, active user it belongs to. */
async function findUserId(company: Company, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM "user" WHERE lower(email) = lower(${email.trim()}) AND deleted_at IS NULL AND active
  `.execute(company.database);
  return rows[0]?.id;
}

/**
 * Takes an e-mail and a password; returns the user's id and the value of the session cookie. Throws 401
 * wrong-credentials, the same and as slowly for an unknown e-mail, a wrong password and a user who is not active; 429
 * when too many have failed.
 */
export async function signIn(company: Company, attempt: SignIn): Promise<{ userId: string; cookie: string }> {
  await countAttempt(company, attempt);
  const userId = await findUserId(company, attempt.email);
  const token =
    attempt.password.length > passwordLength.longest
      ? undefined
      : await openSession(company, userId ?? newId(), attempt);
  if (userId === undefined || token === undefined) throw new CarnetError(401, 'wrong-credentials');
  await forgive(company, attempt);
  return { userId, cookie: sealToken(company, token) };
}

async function openSession(company: Company, userId: string, attempt: SignIn): Promise<string | undefined> {
  const identity = await identityOf(company);
  const headers = new Headers({
    'user-agent': attempt.userAgent?.slice(0, 300) ?? '',
    'x-forwarded-for': attempt.address,
  });
  try {
    const { token } = await identity.api.signInEmail({
      body: { email: identityEmail(userId), password: attempt.password },
      headers,
    });
    return token;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 401) return undefined;
    throw error;
  }
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
  await sql`
    INSERT INTO auth."user" (id, name, email) VALUES (${user.id}, ${user.name}, ${identityEmail(user.id)})
    ON CONFLICT (id) DO NOTHING
  `.execute(database);
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
