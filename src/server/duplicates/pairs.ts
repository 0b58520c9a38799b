import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { duplicateKeys } from '../../rules/duplicates/duplicate-keys.ts';
import { type Comparable, canBeSuspected, suspected } from '../../rules/duplicates/likeness.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Company, Database } from '../company.ts';
import type { Reader } from '../records/query/readable.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { findByKeys, mostOfKey } from './candidates.ts';
import { pairOf } from './distinct.ts';
import { judge } from './judge.ts';
import { readFacts } from './read-facts.ts';

/** Two records that are likely to be one. */
export interface SuspectedPair {
  readonly one: string;
  readonly other: string;
  /** From 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The programme itself, which compares all that there is: who reads a pair is told of what they may see alone. */
export function wholeReader(company: Company): Reader {
  return { company, principal: systemPrincipal(company) };
}

/** Takes pairs of ids and what is known of each record; returns those that are likely to be one. */
export async function suspectedAmong(
  reader: Reader,
  record: EffectiveRecord,
  pairs: readonly (readonly [string, string])[],
  facts: ReadonlyMap<string, Comparable>,
  executor: Database = reader.company.database,
): Promise<SuspectedPair[]> {
  const known = pairs.flatMap(([one, other]) => {
    const [first, second] = [facts.get(one), facts.get(other)];
    return first && second && canBeSuspected(first, second)
      ? [{ one, other, candidate: { one: first, other: second } }]
      : [];
  });
  const alike = await judge(
    reader,
    record,
    known.map(({ candidate }) => candidate),
    executor,
  );
  return known.flatMap(({ one, other }, place) => {
    const how = alike[place];
    return how && how.score >= suspected ? [{ one, other, ...how }] : [];
  });
}

/** Keeps pairs: what was known of one before gives way. */
export async function storePairs(
  executor: Database | EngineTransaction,
  record: EffectiveRecord,
  pairs: readonly SuspectedPair[],
): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map(({ score, ...pair }) => ({ ...pair, record: record.name, score: Math.round(score * 1000) }));
  await sql`
    INSERT INTO duplicate_pair (record, one, other, score, reasons, found_at)
    SELECT record, one, other, score, reasons, now() FROM json_populate_recordset(NULL::duplicate_pair, ${JSON.stringify(rows)}::json)
    ON CONFLICT (one, other) DO UPDATE SET score = excluded.score, reasons = excluded.reasons, found_at = excluded.found_at`.execute(
    executor,
  );
}

/** Looks anew for the pairs of some records, in the caller's transaction. */
export async function findPairsOf(
  transaction: EngineTransaction,
  company: Company,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<void> {
  const reader = wholeReader(company);
  const own = [...(await readFacts(reader, record, ids, transaction))];
  const wanted = own.flatMap(([, facts], place) => duplicateKeys(facts).telling.map((key) => ({ place, key })));
  const found = await findByKeys(reader, record, wanted, mostOfKey, transaction);
  const pairs = new Map<string, readonly [string, string]>();
  for (const { place, id } of found) {
    const asked = own[place]?.[0];
    if (asked !== undefined && asked !== id) pairs.set([...pairOf(asked, id)].join(), pairOf(asked, id));
  }
  const missing = [...new Set([...pairs.values()].flat())].filter((id) => !own.some(([known]) => known === id));
  const facts = new Map([...own, ...(await readFacts(reader, record, missing, transaction))]);
  const suspects = await suspectedAmong(reader, record, [...pairs.values()], facts, transaction);
  await sql`DELETE FROM duplicate_pair WHERE one = ANY(${[...ids]}::uuid[]) OR other = ANY(${[...ids]}::uuid[])`.execute(
    transaction,
  );
  await storePairs(transaction, record, suspects);
}
