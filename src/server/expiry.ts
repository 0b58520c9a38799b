import { sql } from 'kysely';
import type { Company } from './company.ts';
import { bringAllUpToDate } from './duplicates/up-to-date.ts';
import { sweepFiles } from './files/files.ts';
import { forgetOldMails } from './mail/outbox.ts';
import { forgetOldNotifications } from './notifications/preferences.ts';

/** How long the answer to an idempotency key is kept; hours: a phone may send what it holds weeks later, once. */
const keyLife = 30 * 24;
const everyHour = 3_600_000;

/** Deletes what has expired: sessions, sign-ins under way, failed ones, answers to idempotency keys. */
export async function deleteExpired({ database }: Pick<Company, 'database'>): Promise<void> {
  await sql`DELETE FROM auth.session WHERE "expiresAt" < now()`.execute(database);
  await sql`DELETE FROM auth.portal_session WHERE expires_at < now()`.execute(database);
  await sql`DELETE FROM auth.portal_handout WHERE created_at < now() - interval '1 day'`.execute(database);
  await sql`DELETE FROM auth.verification WHERE "expiresAt" < now()`.execute(database);
  await sql`DELETE FROM auth.failed_sign_in WHERE last_at < now() - interval '1 day'`.execute(database);
  await sql`DELETE FROM idempotency_key WHERE created_at < now() - make_interval(hours => ${keyLife})`.execute(
    database,
  );
  await sql`DELETE FROM access_log WHERE at < now() - interval '1 year'`.execute(database);
  await forgetOldMails(database);
}

/**
 * Deletes what has expired and files that nothing holds, and looks for the pairs of what has changed, now and every hour;
 * returns what stops it. A fault waits for the next hour.
 */
export function watchExpiry(company: Company): () => void {
  const work = (): void =>
    void deleteExpired(company)
      .then(() => sweepFiles(company))
      .then(() => forgetOldNotifications(company))
      .then(() => bringAllUpToDate(company))
      .catch(() => undefined);
  const timer = setInterval(work, everyHour);
  timer.unref();
  work();
  return () => clearInterval(timer);
}
