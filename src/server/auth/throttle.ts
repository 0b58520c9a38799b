import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';

/** Failures after which waits begin: by account and address together, by account, by address. */
const free = { pair: 5, account: 20, address: 50 } as const;

/** Failures older than this are forgotten; the longest wait. Seconds. */
const memory = 15 * 60;

interface Attempt {
  readonly email: string;
  readonly address: string;
}

interface Subject {
  readonly hash: Buffer;
  readonly free: number;
}

function subjects(company: Company, { email, address }: Attempt): Subject[] {
  const key = company.key('failed-sign-ins');
  const hash = (...parts: string[]) => createHmac('sha256', key).update(parts.join('\0')).digest();
  const account = email.trim().toLowerCase();
  return [
    { hash: hash('pair', account, address), free: free.pair },
    { hash: hash('account', account), free: free.account },
    { hash: hash('address', address), free: free.address },
  ];
}

/** Takes how many failures there were beyond the free ones; returns the wait in seconds: 2, 4, 8 … 900. */
function waitAfter(excess: number): number {
  return excess < 0 ? 0 : Math.min(2 ** (excess + 1), memory);
}

/**
 * Takes the e-mail typed and the address it comes from. Throws 429 with the seconds to wait (`retryAfter`) while too
 * many sign-ins have failed; each further failure doubles the wait. Two accounts behind one address do not slow each
 * other before fifty failures, and a stranger cannot lock a person out from their own address before twenty.
 */
export async function refuseWhenThrottled(company: Company, attempt: Attempt): Promise<void> {
  const watched = subjects(company, attempt);
  const { rows } = await sql<{ subject: Buffer; failures: number; age: number }>`
    SELECT subject, failures, extract(epoch FROM now() - last_at)::float8 AS age FROM auth.failed_sign_in
    WHERE subject IN (${sql.join(watched.map(({ hash }) => hash))}) AND last_at > now() - make_interval(secs => ${memory})
  `.execute(company.database);
  const waits = rows.map((row) => {
    const subject = watched.find(({ hash }) => hash.equals(row.subject));
    return subject ? waitAfter(row.failures - subject.free) - row.age : 0;
  });
  const retryAfter = Math.ceil(Math.max(0, ...waits));
  if (retryAfter > 0)
    throw new CarnetError(429, 'too-many-sign-ins', { parameters: { seconds: retryAfter }, extra: { retryAfter } });
}

/** Counts a failed sign-in, and forgets those that no longer matter. */
export async function countFailure(company: Company, attempt: Attempt): Promise<void> {
  // One order for everyone: two failures at once never wait for each other's rows.
  const hashes = subjects(company, attempt)
    .map(({ hash }) => hash)
    .sort(Buffer.compare);
  const values = sql.join(hashes.map((hash) => sql`(${hash}::bytea, 1, now())`));
  await sql`
    INSERT INTO auth.failed_sign_in AS kept (subject, failures, last_at) VALUES ${values}
    ON CONFLICT (subject) DO UPDATE SET last_at = now(),
      failures = CASE WHEN kept.last_at > now() - make_interval(secs => ${memory}) THEN kept.failures + 1 ELSE 1 END
  `.execute(company.database);
  await sql`DELETE FROM auth.failed_sign_in WHERE last_at < now() - make_interval(secs => ${memory})`.execute(
    company.database,
  );
}

/** Forgets the failures of an account from an address after it has signed in there. */
export async function forgetFailures(company: Company, attempt: Attempt): Promise<void> {
  const [pair, account] = subjects(company, attempt);
  if (pair && account)
    await sql`DELETE FROM auth.failed_sign_in WHERE subject IN (${pair.hash}, ${account.hash})`.execute(
      company.database,
    );
}
