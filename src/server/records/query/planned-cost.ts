import { type RawBuilder, sql } from 'kysely';
import type { Company } from '../../company.ts';

/**
 * Takes a statement; returns what it would cost as PostgreSQL plans it, in its units: a row found by an index is about
 * half a unit, and a unit some two microseconds where the pages are in memory. Planning takes about a millisecond.
 */
export async function plannedCost(company: Company, statement: RawBuilder<unknown>): Promise<number> {
  const [row] = await company.read(sql`EXPLAIN (FORMAT JSON) ${statement}`.compile(company.database));
  const plans = row?.['QUERY PLAN'] as readonly { readonly Plan: { readonly 'Total Cost': number } }[] | undefined;
  return plans?.[0]?.Plan['Total Cost'] ?? 0;
}
