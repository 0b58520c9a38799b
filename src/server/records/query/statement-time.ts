import { type RawBuilder, sql } from 'kysely';
import type { Company } from '../../company.ts';

/** PostgreSQL's code for a statement that took longer than it was given. */
const queryCanceled = '57014';

function wasCanceled(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { readonly code?: unknown }).code === queryCanceled;
}

/** Takes a statement and the milliseconds it may take; returns its rows, null where it took longer, or has none. */
export async function inTime<Row>(company: Company, time: number, query: RawBuilder<Row>): Promise<Row[] | null> {
  if (time <= 0) return null;
  try {
    return await company.database.transaction().execute(async (transaction) => {
      await sql`SET LOCAL statement_timeout = ${sql.lit(time)}`.execute(transaction);
      return (await query.execute(transaction)).rows;
    });
  } catch (error) {
    if (wasCanceled(error)) return null;
    throw error;
  }
}
