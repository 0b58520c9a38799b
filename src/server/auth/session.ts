import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Company, Database } from '../company.ts';
import { sealToken } from './session-token.ts';

/** How long a session lasts without use, and how often its end is moved while it is used; seconds. */
export const sessionLife = { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600 } as const;

/** How someone signed in. */
export type SignInMethod = 'password' | 'passkey' | 'single-sign-on';

/** Where a sign-in comes from. */
export interface Visitor {
  /** The address the request comes from. */
  readonly address: string;
  readonly userAgent?: string | undefined;
}

/** A session to open. */
export interface NewSession {
  readonly userId: string;
  readonly method: SignInMethod;
  /** Whether more than one thing was asked for: a password and a code, a passkey that checked its holder. */
  readonly secondFactor: boolean;
}

/** Opens a session for a user who has a row in `auth`; returns the value of its cookie. */
export async function openSession(
  company: Pick<Company, 'key'>,
  database: Database,
  { userId, method, secondFactor }: NewSession,
  { address, userAgent }: Visitor,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await sql`
    INSERT INTO auth.session (id, token, "userId", "expiresAt", "ipAddress", "userAgent", method, second_factor)
    VALUES (${newId()}, ${token}, ${userId}, now() + make_interval(secs => ${sessionLife.expiresIn}),
      ${address}, ${userAgent?.slice(0, 300) ?? ''}, ${method}, ${secondFactor})
  `.execute(database);
  return sealToken(company, token);
}
