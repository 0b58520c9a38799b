import { type RawBuilder, sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Company } from '../../company.ts';
import { rowAlias } from './compile-filter.ts';
import type { Conditions } from './page-request.ts';
import { plannedCost } from './planned-cost.ts';
import { allOf } from './readable.ts';
import { inTime } from './statement-time.ts';
import { atLeast, type Sample, sampleTable } from './table-statistics.ts';

/** How many rows a list holds: `exact`, or at least `value`. */
export interface Count {
  readonly value: number;
  readonly exact: boolean;
}

/** Where counting stops: « 10 000+ ». */
export const mostCounted = 10_000;

/** Longest time that counting may take, in milliseconds. */
const countTime = 25;

/** What costs more than this to count would take longer than that: it is not begun. */
const dearestCount = 8000;

/** Takes a number known to be right up to a bound; returns it as a count. */
export function countUpTo(value: number, bound = mostCounted): Count {
  return value > bound ? { value: bound, exact: false } : { value, exact: true };
}

/** When a company's tables were last seen to hold more than is counted, by table. */
const long = new WeakMap<Company, Map<string, number>>();

/** How long that is believed, in milliseconds. */
const believed = 30_000;

/** Counts every row: the first ones are enough, and a list that was long a moment ago still is. */
async function countAll(
  company: Company,
  record: EffectiveRecord,
  { trash }: Conditions,
  query: RawBuilder<{ total: number }>,
): Promise<Count> {
  const seen = long.get(company) ?? new Map<string, number>();
  long.set(company, seen);
  const name = trash ? `${record.table} trash` : record.table;
  if (Date.now() - (seen.get(name) ?? 0) < believed) return { value: mostCounted, exact: false };
  const count = countUpTo((await query.execute(company.database)).rows[0]?.total ?? 0);
  if (!count.exact) seen.set(name, Date.now());
  return count;
}

/**
 * Counts the rows of a list up to 10 000, for 25 ms at most; where that is not enough, a lower bound is answered: what
 * a sample leaves no doubt of, or `seen` (rows known to be there). A sample of the table (that of the page, where it
 * took one) tells lists that hold far more from those worth counting, and the planner those that would take too long.
 */
export async function countRows(
  company: Company,
  record: EffectiveRecord,
  conditions: Conditions,
  { seen, sample }: { readonly seen: number; readonly sample: Sample | null },
): Promise<Count> {
  const known =
    conditions.probe &&
    (sample ??
      (await sampleTable(company, record, conditions.state, conditions.probe, {
        own: conditions.linked ? conditions.own : null,
      })));
  const least = known ? atLeast(known) : 0;
  if (least > mostCounted) return { value: mostCounted, exact: false };
  const branches = conditions.seek.map(
    (branch) =>
      sql`(SELECT ${sql.ref(`${rowAlias}.id`)} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${allOf([conditions.state, branch])} LIMIT ${mostCounted + 1})`,
  );
  const query = sql<{
    total: number;
  }>`SELECT count(*)::integer AS total FROM (${sql.join(branches, sql` UNION `)}) AS counted`;
  if (!conditions.probe) return countAll(company, record, conditions, query);
  const bound = { value: Math.min(Math.max(seen, least), mostCounted), exact: false };
  if (known && (await plannedCost(company, query)) > dearestCount) return bound;
  const counted = await inTime(company, countTime, query);
  return counted ? countUpTo(counted[0]?.total ?? 0) : bound;
}
