import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';

/** Failures after which waits begin: by account and address together, by account, by address. */
const free = { pair: 5, account: 20, address: 50 } as const;

/** The longest wait, and how long after the last failure a subject is forgotten; seconds. */
const longestWait = 15 * 60;
const memory = 15 * 60;

/** Six digits are soon guessed: who knows a password and guesses codes is remembered for a day. */
const secondFactorMemory = 24 * 3600;

/** Something that is tried. */
export interface Attempt {
  /** What is typed to say who one is; absent where nothing is (a passkey): then the address alone is counted. */
  readonly email?: string;
  /** The user whose second factor is tried: counted apart from their password. */
  readonly secondFactorOf?: string;
  /** Address the request comes from. */
  readonly address: string;
}

interface Subject {
  readonly hash: Buffer;
  readonly free: number;
  readonly memory: number;
}

function subjects(company: Company, { email, secondFactorOf, address }: Attempt): Subject[] {
  const key = company.key('failed-sign-ins');
  const hash = (...parts: string[]) => createHmac('sha256', key).update(parts.join('\0')).digest();
  const account = secondFactorOf === undefined ? email?.trim().toLowerCase() : `second factor ${secondFactorOf}`;
  const kept = secondFactorOf === undefined ? memory : secondFactorMemory;
  const ofAccount =
    account === undefined
      ? []
      : [
          { hash: hash('pair', account, address), free: free.pair, memory: kept },
          { hash: hash('account', account), free: free.account, memory: kept },
        ];
  return [...ofAccount, { hash: hash('address', address), free: free.address, memory }];
}

/** Longest exponent of a wait, so that doubling never overflows. */
const mostDoublings = 12;

/**
 * Counts one more failure of a subject unless it has to wait, in one statement: many sign-ins at once are counted one
 * after the other. Returns the seconds it has to wait: 0, or 2, 4, 8 … 900 less those gone by.
 */
async function reserve(company: Company, { hash, free: allowed, memory: forgottenAfter }: Subject): Promise<number> {
  const wait = sql`make_interval(secs => least(${longestWait}, power(2, least(kept.failures - ${allowed} + 1, ${mostDoublings}))))`;
  const isFresh = sql`kept.last_at > clock_timestamp() - make_interval(secs => ${forgottenAfter})`;
  const { rows } = await sql`
    INSERT INTO auth.failed_sign_in AS kept (subject, failures, last_at) VALUES (${hash}, 1, clock_timestamp())
    ON CONFLICT (subject) DO UPDATE SET last_at = clock_timestamp(),
      failures = CASE WHEN ${isFresh} THEN kept.failures + 1 ELSE 1 END
      WHERE NOT (${isFresh} AND kept.failures >= ${allowed} AND kept.last_at + ${wait} > clock_timestamp())
    RETURNING 1 AS counted
  `.execute(company.database);
  if (rows.length > 0) return 0;
  const { rows: waiting } = await sql<{ seconds: number }>`
    SELECT ceil(extract(epoch FROM kept.last_at + ${wait} - clock_timestamp()))::integer AS seconds
    FROM auth.failed_sign_in AS kept WHERE subject = ${hash}
  `.execute(company.database);
  return Math.max(1, waiting[0]?.seconds ?? 1);
}

/**
 * Counts a sign-in as failed before it is tried; `forgive` takes it back. Throws 429 with the seconds to wait
 * (`retryAfter`) while too many have failed; each further failure doubles the wait. Two accounts behind one address do
 * not slow each other before fifty failures, and a stranger does not lock a person out before twenty.
 */
export async function countAttempt(company: Company, attempt: Attempt): Promise<void> {
  for (const subject of subjects(company, attempt)) {
    const retryAfter = await reserve(company, subject);
    if (retryAfter > 0)
      throw new CarnetError(429, 'too-many-sign-ins', { parameters: { seconds: retryAfter }, extra: { retryAfter } });
  }
}

/** Forgets the failures of an account once it has signed in; its address keeps those of others. */
export async function forgive(company: Company, attempt: Attempt): Promise<void> {
  const hashes = subjects(company, attempt).map(({ hash }) => hash);
  const address = hashes.pop();
  await sql`DELETE FROM auth.failed_sign_in WHERE subject = ANY(${hashes})`.execute(company.database);
  await sql`UPDATE auth.failed_sign_in SET failures = failures - 1 WHERE subject = ${address}`.execute(
    company.database,
  );
}
