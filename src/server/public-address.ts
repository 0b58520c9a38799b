import { sql } from 'kysely';
import type { Company } from './company.ts';

/**
 * Takes a company; returns where people reach Carnet (`https://carnet.exemple.fr`), for the links in mails: what the
 * environment tells, else what an administrator wrote, else null. It is never taken from the request of someone unknown:
 * whoever asks for another password could then choose where the link leads.
 */
export async function publicAddress(company: Pick<Company, 'database' | 'outgoing'>): Promise<string | null> {
  if (company.outgoing.address !== undefined) return company.outgoing.address;
  const { rows } = await sql<{ address: string | null }>`SELECT address FROM company_profile`.execute(company.database);
  return rows[0]?.address ?? null;
}
