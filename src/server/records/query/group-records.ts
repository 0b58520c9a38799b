import { type RawBuilder, sql } from 'kysely';
import { groupingOf, isTotalled } from '../../../meta/derive/grouping.ts';
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
  readonly from: RawBuilder<unknown>;
  readonly where: Condition | null;
  /** The parts of a group's key, none where there is one group alone. */
  readonly keys: readonly RawBuilder<unknown>[];
}

function keysOf(reader: Reader, field: EffectiveField): readonly RawBuilder<unknown>[] {
  const columns = field.columns.map(({ name }) => column(rowAlias, name));
  const [only = sql`NULL`] = columns;
  switch (field.type.comparison) {
    case 'codes':
      return [sql`each.value`];
    case 'boolean':
      return [sql`(${only} IS TRUE)`];
    case 'date':
      return [sql`to_char(${only}, 'YYYY-MM')`];
    case 'moment':
      return [sql`to_char(${only} AT TIME ZONE ${reader.principal.timeZone}::text, 'YYYY-MM')`];
    default:
      return columns;
  }
}

function sourceOf(
  reader: Reader,
  record: EffectiveRecord,
  where: Condition | null,
  by: EffectiveField | undefined,
): Source {
  const table = sql`${sql.table(record.table)} AS ${sql.ref(rowAlias)}`;
  const values = by && groupingOf(by) === 'values' ? by.columns[0]?.name : undefined;
  return {
    from: values ? sql`${table} LEFT JOIN LATERAL unnest(${column(rowAlias, values)}) AS each (value) ON true` : table,
    where,
    keys: by ? keysOf(reader, by) : [],
  };
}

const keyNames = (keys: readonly unknown[]): string[] => keys.map((_key, index) => `g${index}`);
const keyOf = (row: Row, width: number): string =>
  JSON.stringify(Array.from({ length: width }, (_none, index) => row[`g${index}`] ?? null));

function selected({ keys }: Source): RawBuilder<unknown>[] {
  return keys.map((key, index) => sql`${key} AS ${sql.ref(`g${index}`)}`);
}

/** Counts each group, the largest first; null where it takes too long. */
async function countGroups(reader: Reader, source: Source, months: boolean): Promise<Row[] | null> {
  const order = months ? sql`1 DESC NULLS LAST` : sql`count(*) DESC, 1`;
  return inTime<Row>(
    reader.company,
    addingTime,
    sql<Row>`SELECT ${sql.join([...selected(source), sql`count(*)::integer AS total`])} FROM ${source.from} WHERE ${source.where ?? sql`true`}
      GROUP BY ${sql.join(source.keys.map((_key, index) => sql.lit(index + 1)))} ORDER BY ${order} LIMIT ${mostGroups + 1}`,
  );
}

/** Counts the groups of a list's values, each up to 10 000: what is left where counting them all takes too long. */
async function countEach(reader: Reader, source: Source, by: EffectiveField): Promise<Row[] | null> {
  const { values } = by.options as { readonly values?: readonly { readonly code: string }[] };
  const [key] = source.keys;
  if (!values || !key) return null;
  const codes = [...values.map(({ code }) => code), null];
  const counted = codes.map(
    (code) =>
      sql`(SELECT ${code}::text AS g0, count(*)::integer AS total FROM (SELECT 1 FROM ${source.from} WHERE ${allOf([
        source.where,
        code === null ? sql<boolean>`${key} IS NULL` : sql<boolean>`${key} = ${code}`,
      ])} LIMIT ${mostCounted + 1}) AS some)`,
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
): Promise<ReadonlyMap<string, readonly Total[]> | null> {
  const [amount, currency] = field.columns.map(({ name }) => column(rowAlias, name));
  if (!amount) return null;
  const digits = field.columns[0]?.type === 'numeric' ? 2 : 0;
  const keys = [...selected(source), sql`${currency ?? sql`NULL::text`} AS currency`];
  const rows = await inTime<Row>(
    reader.company,
    addingTime,
    sql<Row>`SELECT ${sql.join([...keys, sql`count(*)::integer AS total, sum(${amount})::text AS sum, round(avg(${amount}), ${sql.lit(digits)})::text AS average`])}
      FROM ${source.from} WHERE ${allOf([source.where, sql<boolean>`${amount} IS NOT NULL`])}
      GROUP BY ${sql.join(keys.map((_key, index) => sql.lit(index + 1)))} ORDER BY count(*) DESC, currency`,
  );
  if (!rows) return null;
  const sums = field.type.totals?.includes('sum') ?? false;
  const found = new Map<string, Total[]>();
  for (const row of rows) {
    const key = keyOf(row, source.keys.length);
    const totals = found.get(key) ?? [];
    found.set(key, totals);
    totals.push({
      count: Number(row.total),
      sum: sums ? totalValue(field, row.sum, row.currency) : null,
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
 * `too-many-to-group`.
 */
export async function groupRecords(reader: Reader, record: EffectiveRecord, query: GroupQuery): Promise<Groups> {
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
  const whole = sourceOf(reader, record, where, undefined);
  const grouped = by && sourceOf(reader, record, where, by);
  const [exact, wholeTotals, groupTotals] = await Promise.all([
    by && grouped ? countGroups(reader, grouped, groupingOf(by) === 'month') : [],
    Promise.all(totalled.map((field) => addUp(reader, whole, field))),
    Promise.all(totalled.map((field) => (grouped ? addUp(reader, grouped, field) : null))),
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
