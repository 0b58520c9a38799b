import { type RawBuilder, sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { type Condition, column } from '../db/compared.ts';
import { type Count, countUpTo } from '../records/query/count.ts';
import { readCursor, writeCursor } from '../records/query/cursor.ts';
import type { Item } from '../records/query/present-rows.ts';
import { readRecords } from '../records/query/read-records.ts';
import { allOf, demandRead, type Reader, visibleRows } from '../records/query/readable.ts';
import { suspectedAmong } from './pairs.ts';
import { comparedNames, comparesAll, readFacts } from './read-facts.ts';
import { bringUpToDate, type SearchState } from './up-to-date.ts';

/** Which pairs are asked for. */
export interface PairsRequest {
  /** Those that somebody said are two records, instead of those that are suspected. */
  readonly distinct?: boolean | undefined;
  /** How the names are alike, or the field that both have the same. */
  readonly reason?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Two records that are likely to be one, as the API gives them. */
export interface ListedPair {
  /** From 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly records: readonly [Item, Item];
}

export interface ListedPairs {
  readonly items: readonly ListedPair[];
  readonly next: string | null;
  /** Null for who does not see all that pairs are judged by: the number would tell of it. */
  readonly count: Count | null;
  readonly search: SearchState;
}

const standardLimit = 50;
/** Pages gone through for one that holds something, where the reader may not see what makes the pairs alike. */
const mostPages = 5;
/** Where pairs stop being counted. */
const mostCounted = 1_000;

interface PairRow {
  readonly one: string;
  readonly other: string;
  readonly score: number;
}

function pairsIn(reader: Reader, record: EffectiveRecord, { distinct, reason }: PairsRequest) {
  const said = sql<boolean>`EXISTS (SELECT 1 FROM distinct_pair AS said WHERE said.one = pair.one AND said.other = pair.other)`;
  const condition = allOf([
    sql<boolean>`pair.record = ${record.name}`,
    sql<boolean>`a.deleted_at IS NULL`,
    sql<boolean>`b.deleted_at IS NULL`,
    visibleRows(reader, record, 'a'),
    visibleRows(reader, record, 'b'),
    distinct ? said : sql<boolean>`NOT ${said}`,
    reason === undefined ? null : sql<boolean>`pair.reasons @> ARRAY[${reason}]::text[]`,
  ]);
  const table = sql.table(record.table);
  const from = sql`duplicate_pair AS pair JOIN ${table} AS a ON a.id = pair.one JOIN ${table} AS b ON b.id = pair.other`;
  return { from, condition: condition ?? sql<boolean>`true` };
}

/**
 * Takes who reads, a record type and what is asked for; returns a page of the pairs that are likely to be one record, the
 * likeliest first. Both are records that the reader may see, judged by what they may see of them. Throws 403, 400
 * invalid-cursor.
 */
export async function listPairs(reader: Reader, record: EffectiveRecord, request: PairsRequest): Promise<ListedPairs> {
  demandRead(reader, record);
  const whole = comparesAll(reader, record);
  const stands = await bringUpToDate(reader.company, record);
  // How many records there are is for who sees them all.
  const search = whole || !stands.running ? stands : { ...stands, running: { done: 0, total: null } };
  const { from, condition } = pairsIn(reader, record, request);
  const { limit = standardLimit, cursor, distinct = false, reason = null } = request;
  const list = ['duplicates', record.name, distinct, reason];
  // Of two that have something alike which the reader may not see, they are not told.
  if (!whole && reason !== null && record.field(reason) && !comparedNames(reader, record).has(reason))
    return { items: [], next: null, count: null, search };
  const count = whole ? await countPairs(reader, from, condition) : null;
  let position = cursor === undefined ? null : readCursor(reader, list, 2, cursor);
  for (let page = 1; ; page++) {
    const beyond: Condition | null = position
      ? sql`(pair.score, pair.one, pair.other) < (${Number(position.values[0])}::int, ${position.id}::uuid, ${String(position.values[1])}::uuid)`
      : null;
    const { rows } = await sql<PairRow>`
      SELECT pair.one, pair.other, pair.score FROM ${from} WHERE ${allOf([condition, beyond])}
      ORDER BY ${column('pair', 'score')} DESC, pair.one DESC, pair.other DESC LIMIT ${limit + 1}`.execute(
      reader.company.database,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    position = rows.length > limit && last ? { id: last.one, values: [String(last.score), last.other] } : null;
    const items = await present(reader, record, shown);
    if (items.length > 0 || !position || page === mostPages)
      return { items, next: position && writeCursor(reader, list, position), count, search };
  }
}

async function countPairs(reader: Reader, from: RawBuilder<unknown>, condition: Condition): Promise<Count> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM ${from} WHERE ${condition} LIMIT ${mostCounted + 1}) AS pairs`.execute(
    reader.company.database,
  );
  return countUpTo(rows[0]?.count ?? 0, mostCounted);
}

/** Judges pairs anew, by what the reader may see and as the records are now. */
async function present(reader: Reader, record: EffectiveRecord, rows: readonly PairRow[]): Promise<ListedPair[]> {
  const ids = [...new Set(rows.flatMap(({ one, other }) => [one, other]))];
  const [facts, found] = await Promise.all([readFacts(reader, record, ids), readRecords(reader, record, ids)]);
  const items = new Map(found.map((item) => [item.id, item]));
  const pairs = rows.map(({ one, other }) => [one, other] as const);
  return (await suspectedAmong(reader, record, pairs, facts)).flatMap(({ one, other, score, reasons }) => {
    const [first, second] = [items.get(one), items.get(other)];
    return first && second ? [{ score, reasons, records: [first, second] as const }] : [];
  });
}
