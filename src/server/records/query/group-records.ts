import { type RawBuilder, sql } from 'kysely';
import { type Grouping, groupingOf, isBoardField, isTotalled } from '../../../meta/derive/grouping.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import { CarnetError } from '../../errors.ts';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { type Count, mostCounted } from './count.ts';
import { listConditions } from './list-records.ts';
import { allOf, demandRead, isReadable, type Reader } from './readable.ts';
import { inTime } from './statement-time.ts';
import { addPointer, type Pointers, readTitles, titleOfReference } from './titles.ts';

/** What is asked: the records of a list, put in groups by a field, with totals of others. */
export interface GroupQuery {
  readonly search?: string | undefined;
  readonly filter?: unknown;
  readonly trash?: boolean | undefined;
  /** The field to group by; the whole list alone where absent. */
  readonly by?: string | undefined;
  /** Names of number fields to sum up. */
  readonly totals?: readonly string[] | undefined;
}

/** What some values of a field come to, in the form the field has in the API; one for each currency. */
export interface Total {
  /** How many records have a value. */
  readonly count: number;
  readonly sum: unknown;
  readonly average: unknown;
}

/** Totals by field; null where it would take too long to add so many up. */
export type Totals = Readonly<Record<string, readonly Total[] | null>>;

export interface Group {
  /** The value: a code, an id, true or false, a month as `2026-11`; null for records without one. */
  readonly value: unknown;
  /** For a reference: the title of what it points to. */
  readonly title: string | null;
  readonly count: Count;
  readonly totals: Totals;
}

export interface Groups {
  readonly groups: readonly Group[];
  /** True where there are more groups than are told: the largest are. */
  readonly more: boolean;
  readonly totals: Totals;
}

/** Most groups told at once. */
const mostGroups = 200;
/** Longest time a statement that adds up may take, in milliseconds. */
const addingTime = 1_000;

function refuse(field: string): CarnetError {
  const parameters = { field: field.slice(0, 200) };
  return new CarnetError(400, 'invalid-grouping', {
    parameters,
    errors: [{ field: parameters.field, code: 'invalid-grouping', parameters }],
  });
}

/** The rows to add up, and how a row says its group. */
interface Source {
  readonly record: EffectiveRecord;
  readonly where: Condition | null;
  readonly grouping: Grouping | undefined;
  /** The parts of a group's key, none where there is one group alone. */
  readonly keys: readonly RawBuilder<unknown>[];
}

function keysOf(reader: Reader, field: EffectiveField): readonly RawBuilder<unknown>[] {
  const columns = field.columns.map(({ name }) => column(rowAlias, name));
  const [only = sql`NULL`] = columns;
  switch (field.type.comparison) {
    case 'boolean':
      return [sql`(${only} IS TRUE)`];
    case 'date':
      return [sql`date_trunc('month', ${only}::timestamp)`];
    case 'moment':
      return [sql`date_trunc('month', ${only} AT TIME ZONE ${reader.principal.timeZone}::text)`];
    default:
      return columns;
  }
}

function tableOf({ record }: Source): RawBuilder<unknown> {
  return sql`${sql.table(record.table)} AS ${sql.ref(rowAlias)}`;
}

const keyNames = (keys: readonly unknown[]): string[] => keys.map((_key, index) => `g${index}`);
const keyOf = (row: Row, width: number): string =>
  JSON.stringify(Array.from({ length: width }, (_none, index) => row[`g${index}`] ?? null));

/** A sum made of what parts of a group come to, under the name it has in each. */
type Added = Readonly<Record<string, RawBuilder<unknown>>>;

/**
 * The statement that puts rows in groups and adds them up. Where a row is in a group for each of its values, rows of
 * the same values are added up first: there are few such sets, and many rows.
 */
function added(
  { record, where, grouping, keys }: Source,
  more: readonly RawBuilder<unknown>[],
  sums: Added,
): RawBuilder<Row> {
  const all = [...keys, ...more];
  const names = all.map((_key, index) => sql.ref(`g${index}`));
  const places = sql.join(all.map((_key, index) => sql.lit(index + 1)));
  const parts = [
    ...all.map((key, index) => sql`${key} AS ${sql.ref(`g${index}`)}`),
    ...Object.entries(sums).map(([name, sum]) => sql`${sum} AS ${sql.ref(name)}`),
  ];
  const rows = sql`SELECT ${sql.join(parts)} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${where ?? sql`true`} ${all.length > 0 ? sql`GROUP BY ${places}` : sql``}`;
  const [first, ...rest] = names;
  if (grouping === 'month')
    return sql`SELECT to_char(${first}, 'YYYY-MM') AS g0, ${sql.join([...rest, ...Object.keys(sums).map((name) => sql.ref(name))])} FROM (${rows}) AS months`;
  if (grouping !== 'values') return sql`${rows}`;
  const again = Object.keys(sums).map((name) => sql`sum(${sql.ref(name)}) AS ${sql.ref(name)}`);
  return sql`SELECT ${sql.join([sql`each.value AS g0`, ...rest, ...again])} FROM (${rows}) AS sets
    LEFT JOIN LATERAL unnest(sets.g0) AS each (value) ON true GROUP BY ${places}`;
}

/** Counts each group, the largest first (the latest month first); null where it takes too long. */
async function countGroups(reader: Reader, source: Source, time: number): Promise<Row[] | null> {
  const counted = added(source, [], { total: sql`count(*)` });
  const order = source.grouping === 'month' ? sql`g0 DESC NULLS LAST` : sql`total DESC, g0`;
  return inTime<Row>(
    reader.company,
    time,
    sql<Row>`SELECT * FROM (${counted}) AS counted ORDER BY ${order} LIMIT ${mostGroups + 1}`,
  );
}

/** Counts the groups of a list's values, each up to 10 000: what is left where counting them all takes too long. */
async function countEach(reader: Reader, source: Source, by: EffectiveField): Promise<Row[] | null> {
  const [key] = source.keys;
  if (!isBoardField(by) || !key) return null;
  const codes = [...listValues(by).map(({ code }) => code), null];
  const isIn = (code: string | null): Condition => {
    if (source.grouping === 'values')
      return code === null ? sql`coalesce(cardinality(${key}), 0) = 0` : sql`${key} @> ARRAY[${code}]::text[]`;
    return code === null ? sql`${key} IS NULL` : sql`${key} = ${code}`;
  };
  const counted = codes.map(
    (code) =>
      sql`(SELECT ${code}::text AS g0, count(*)::integer AS total FROM (SELECT 1 FROM ${tableOf(source)} WHERE ${allOf([
        source.where,
        isIn(code),
      ])} LIMIT ${mostCounted + 1}) AS counted)`,
  );
  const rows = await inTime<Row>(reader.company, addingTime, sql<Row>`${sql.join(counted, sql` UNION ALL `)}`);
  return rows?.filter(({ total }) => Number(total) > 0) ?? null;
}

/** The value of a field made of what PostgreSQL added up. */
function totalValue(field: EffectiveField, text: unknown, currency: unknown): unknown {
  if (text === null || text === undefined) return null;
  const amount = field.columns[0]?.type === 'numeric' ? String(text) : Number(text);
  return field.type.decode([amount, currency ?? null], field.options);
}

/** Adds a field up in each group; null where it takes too long. */
async function addUp(
  reader: Reader,
  source: Source,
  field: EffectiveField,
  time: number,
): Promise<ReadonlyMap<string, readonly Total[]> | null> {
  const [amount, currency] = field.columns.map(({ name }) => column(rowAlias, name));
  if (!amount) return null;
  const digits = field.columns[0]?.type === 'numeric' ? 2 : 0;
  const width = source.keys.length;
  const parts = added(
    { ...source, where: allOf([source.where, sql<boolean>`${amount} IS NOT NULL`]) },
    [currency ?? sql`NULL::text`],
    { total: sql`count(*)`, sum: sql`sum(${amount})` },
  );
  const rows = await inTime<Row>(
    reader.company,
    time,
    sql<Row>`SELECT *, ${sql.ref(`g${width}`)} AS currency, sum::text AS written, round(sum::numeric / total, ${sql.lit(digits)})::text AS average
      FROM (${parts}) AS added ORDER BY total DESC, ${sql.ref(`g${width}`)}`,
  );
  if (!rows) return null;
  const sums = field.type.totals?.includes('sum') ?? false;
  const found = new Map<string, Total[]>();
  for (const row of rows) {
    const key = keyOf(row, width);
    const totals = found.get(key) ?? [];
    found.set(key, totals);
    totals.push({
      count: Number(row.total),
      sum: sums ? totalValue(field, row.written, row.currency) : null,
      average: totalValue(field, row.average, row.currency),
    });
  }
  return found;
}

async function titlesOf(reader: Reader, by: EffectiveField, values: readonly unknown[]) {
  if (by.type.comparison !== 'reference') return () => null;
  const pointers: Pointers = new Map();
  for (const value of values) addPointer(pointers, by, value);
  const titles = await readTitles(reader, pointers);
  return (value: unknown) => titleOfReference(by, value, titles);
}

/**
 * Takes who reads, a record type and what is asked; returns the groups of the list's records, each counted and with its
 * totals, and the totals of the whole. Of many groups the 200 largest (the latest months). Throws 403 `forbidden`, 400
 * `invalid-filter`, `invalid-grouping` (a field that is unknown, hidden, or of no kind to group by or to add up) and
 * `too-many-to-group`. `time` is how long adding up may take, in milliseconds: past it, values of a list are counted up
 * to 10 000 each and nothing is added up.
 */
export async function groupRecords(
  reader: Reader,
  record: EffectiveRecord,
  query: GroupQuery,
  { time = addingTime }: { readonly time?: number } = {},
): Promise<Groups> {
  demandRead(reader, record, query.trash === true);
  const fieldOf = (name: string, fits: (field: EffectiveField) => boolean): EffectiveField => {
    const field = record.field(name);
    if (!field || !isReadable(reader, record, field) || !fits(field)) throw refuse(name);
    return field;
  };
  const by = query.by === undefined ? undefined : fieldOf(query.by, (field) => groupingOf(field) !== undefined);
  const totalled = (query.totals ?? []).map((name) => fieldOf(name, isTotalled));
  const conditions = await listConditions(reader, record, query);
  const [branch, ...others] = conditions.seek;
  const where = allOf([conditions.state, others.length === 0 ? (branch ?? null) : conditions.probe]);
  const whole: Source = { record, where, grouping: undefined, keys: [] };
  const grouped: Source | undefined = by && { record, where, grouping: groupingOf(by), keys: keysOf(reader, by) };
  const [exact, wholeTotals, groupTotals] = await Promise.all([
    grouped ? countGroups(reader, grouped, time) : [],
    Promise.all(totalled.map((field) => addUp(reader, whole, field, time))),
    Promise.all(totalled.map((field) => (grouped ? addUp(reader, grouped, field, time) : null))),
  ]);
  const counted = exact ?? (by && grouped ? await countEach(reader, grouped, by) : null);
  if (!counted) throw new CarnetError(400, 'too-many-to-group');
  const width = grouped?.keys.length ?? 0;
  const told = counted.slice(0, mostGroups);
  const groupValue = (row: Row): unknown =>
    by?.type.comparison === 'reference'
      ? by.type.decode(
          keyNames(grouped?.keys ?? []).map((name) => row[name] ?? null),
          by.options,
        )
      : (row.g0 ?? null);
  const titleOf = by ? await titlesOf(reader, by, told.map(groupValue)) : () => null;
  const totalsOf = (found: readonly (ReadonlyMap<string, readonly Total[]> | null)[], key: string): Totals =>
    Object.fromEntries(
      totalled.map((field, index) => [field.name, found[index] ? (found[index].get(key) ?? []) : null]),
    );
  return {
    groups: told.map((row) => ({
      value: groupValue(row),
      title: titleOf(groupValue(row)),
      count: exact
        ? { value: Number(row.total), exact: true }
        : { value: Math.min(Number(row.total), mostCounted), exact: Number(row.total) <= mostCounted },
      totals: totalsOf(groupTotals, keyOf(row, width)),
    })),
    more: counted.length > mostGroups,
    totals: totalsOf(wholeTotals, keyOf({}, 0)),
  };
}
