import { sql } from 'kysely';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { openToken } from './session-token.ts';

/** How long someone who proved again who they are need not do so once more, in seconds. */
const proofLife = 300;

/** A session opened this recently stands for a proof where its holder has neither password nor codes; seconds. */
const freshSession = 600;

/** What someone can prove with that they are the one who signed in. */
export interface ProofWays {
  readonly password: boolean;
  readonly totp: boolean;
  readonly passkey: boolean;
}

/** Takes a user; returns what they can prove with. */
export async function readProofWays(company: Company, userId: string): Promise<ProofWays> {
  const { rows } = await sql<{ password: boolean; totp: boolean; passkey: boolean }>`
    SELECT EXISTS (SELECT FROM auth.account WHERE "userId" = ${userId} AND password IS NOT NULL) AS password,
      EXISTS (SELECT FROM auth.totp WHERE user_id = ${userId} AND confirmed_at IS NOT NULL) AS totp,
      EXISTS (SELECT FROM auth.passkey WHERE user_id = ${userId}) AS passkey
  `.execute(company.database);
  return rows[0] ?? { password: false, totp: false, passkey: false };
}

/** Notes that the holder of a session has just proved who they are. Takes the value of its cookie. */
export async function noteProof(company: Company, cookie: string | undefined): Promise<void> {
  const token = cookie === undefined ? undefined : openToken(company, cookie);
  await sql`UPDATE auth.session SET proved_at = now() WHERE token = ${token ?? null}`.execute(company.database);
}

/**
 * Lets a change of what one signs in with go on only where the person has just proved who they are: a session left open
 * on a desk is not enough. Takes the value of the session's cookie. Throws 403 proof-needed otherwise, and for API keys,
 * which have no session.
 */
export async function demandProof(company: Company, userId: string, cookie: string | undefined): Promise<void> {
  const token = cookie === undefined ? undefined : openToken(company, cookie);
  const { rows } = await sql<{ proved: boolean; fresh: boolean }>`
    SELECT coalesce(proved_at > now() - make_interval(secs => ${proofLife}), false) AS proved,
      "createdAt" > now() - make_interval(secs => ${freshSession}) AS fresh
    FROM auth.session WHERE token = ${token ?? null} AND "userId" = ${userId}
  `.execute(company.database);
  const [session] = rows;
  if (session?.proved) return;
  const { password, totp, passkey } = await readProofWays(company, userId);
  if (session?.fresh && !password && !totp && !passkey) return;
  throw new CarnetError(403, 'proof-needed');
}

/** Notes that a session's holder has shown a second factor: their role may ask for one from here on. */
export async function noteSecondFactor(company: Company, cookie: string | undefined): Promise<void> {
  const token = cookie === undefined ? undefined : openToken(company, cookie);
  await sql`UPDATE auth.session SET second_factor = true WHERE token = ${token ?? null}`.execute(company.database);
}
