import { type RawBuilder, sql } from 'kysely';
import { fromLocal } from '../../../lib/time-zone.ts';
import { isCalendarField } from '../../../meta/derive/grouping.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import { CarnetError } from '../../errors.ts';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { listPlan } from './list-plan.ts';
import { listConditions } from './list-records.ts';
import { type Item, presentRows } from './present-rows.ts';
import { allOf, demandRead, isReadable, type Reader } from './readable.ts';
import { remembered } from './table-statistics.ts';

/** What is asked: the records of a list that stand on certain days. */
export interface WindowQuery {
  readonly search?: string | undefined;
  readonly filter?: unknown;
  /** The date or moment at which a record begins. */
  readonly start: string;
  /** The one at which it ends, where it has one. */
  readonly end?: string | undefined;
  /** First and last day, both included: ISO dates, where the reader lives. */
  readonly from: string;
  readonly to: string;
  /** Most records told of one day. */
  readonly each: number;
  readonly fields?: readonly string[] | undefined;
}

export interface Window {
  /** The first records of each day, by when they begin. */
  readonly items: readonly Item[];
  /** How many stand on each day; days without any are left out. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
}

const dayLength = 86_400_000;

/** The moment at which a day begins where the reader lives. */
function midnight(day: string, timeZone: string): string {
  const local = { date: day, hours: 0, minutes: 0, seconds: 0, milliseconds: 0 };
  return new Date(fromLocal(local, timeZone)).toISOString();
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayLength).toISOString().slice(0, 10);
}

/** The days from the first to the last, both included. */
function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
}

/** A field's column, and the bounds of the window's days in the column's own terms: one more than there are days. */
function inDays(reader: Reader, field: EffectiveField, days: readonly string[]) {
  const ends = [...days, dayAfter(days.at(-1) ?? '')];
  const isDate = field.type.comparison === 'date';
  const type = isDate ? sql`date` : sql`timestamptz`;
  const texts = isDate ? ends : ends.map((day) => midnight(day, reader.principal.timeZone));
  const bound = (place: number) => sql`${texts[place]}::${type}`;
  return {
    isDate,
    /** An index leads through the rows in the order of their days. */
    isWalkable: field.sortable === true,
    value: column(rowAlias, field.columns[0]?.name ?? ''),
    bound,
    bounds: sql`${texts}::${type}[]`,
    from: bound(0),
    beyond: bound(days.length),
  };
}

type InDays = ReturnType<typeof inDays>;

/** However short others are, what began so many days before the window is looked at. */
const leastLookBack = 31;

/**
 * The most days that a record of the type lasts, known for a minute: what began longer before a window is not part of
 * it, and the index of beginnings leads to the rest.
 */
async function longestLength(
  reader: Reader,
  record: EffectiveRecord,
  start: EffectiveField,
  end: EffectiveField,
): Promise<number> {
  const [from, to] = [start, end].map((field) => sql`${sql.ref(field.columns[0]?.name ?? '')}::timestamp`);
  const days = await remembered(reader.company, `${record.table} ${start.name} ${end.name}`, async () => {
    const { rows } = await sql<{ days: number | null }>`
      SELECT ceil(extract(epoch FROM max(${to} - ${from})) / 86400)::float8 AS days
      FROM ${sql.table(record.table)} WHERE deleted_at IS NULL`.execute(reader.company.database);
    return Number(rows[0]?.days ?? 0);
  });
  return Math.max(leastLookBack, Math.min(days + 1, 100_000));
}

/** What of a list is asked about. */
interface Asked {
  readonly record: EffectiveRecord;
  /** That its rows are live. */
  readonly state: Condition;
  /** What else its rows have to be, whatever day they stand on: null where all live ones are the reader's. */
  readonly probe: Condition | null;
  readonly start: InDays;
  readonly end: InDays | undefined;
  readonly lookBack: number;
  readonly days: readonly string[];
  readonly each: number;
}

function rowsOf({ record, state, probe }: Asked, range: Condition, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT ${columns} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${allOf([range, state, probe])}`;
}

/**
 * The rows of the window: those that begin in it and those that began before and go on. Each by a way of its own where an
 * index leads along the beginnings, else in one pass through the table.
 */
function found(asked: Asked): RawBuilder<unknown> {
  const { start, end, lookBack } = asked;
  const columns = sql`${column(rowAlias, 'id')} AS id, ${start.value} AS began, ${end ? end.value : sql`NULL::timestamptz`} AS ended`;
  const begins = sql<boolean>`(${start.value} >= ${start.from} AND ${start.value} < ${start.beyond})`;
  if (!end) return rowsOf(asked, begins, columns);
  const goesOn = sql<boolean>`(${start.value} < ${start.from} AND ${start.value} >= ${start.from} - make_interval(days => ${lookBack}) AND ${end.value} >= ${end.from})`;
  return start.isWalkable
    ? sql`${rowsOf(asked, begins, columns)} UNION ALL ${rowsOf(asked, goesOn, columns)}`
    : rowsOf(asked, sql<boolean>`(${begins} OR ${goesOn})`, columns);
}

/** The place of the day that a found row ends on. Most end as the day that they began on, which is told sooner. */
function lastDay({ end }: Asked): RawBuilder<unknown> {
  if (!end) return sql`first`;
  // What ends at midnight has no part of the day that begins then.
  const goesOn = sql`ended ${end.isDate ? sql`>=` : sql`>`} (${end.bounds})[first + 1]`;
  const moment = end.isDate ? sql`ended` : sql`ended - interval '1 microsecond'`;
  return sql`CASE WHEN ${goesOn} THEN width_bucket(${moment}, ${end.bounds}) ELSE first END`;
}

/** Of one day, the first rows among those that stand on it alone: the index of beginnings leads to them. */
function walked(asked: Asked, place: number): RawBuilder<unknown> {
  const { start, end, each } = asked;
  const ends = end
    ? sql`AND (${end.value} IS NULL OR ${end.value} ${end.isDate ? sql`<` : sql`<=`} ${end.bound(place)})`
    : sql``;
  const range = sql<boolean>`(${start.value} >= ${start.bound(place - 1)} AND ${start.value} < ${start.bound(place)} ${ends})`;
  const columns = sql`${sql.lit(place)} AS place, ${column(rowAlias, 'id')} AS id`;
  return sql`(${rowsOf(asked, range, columns)} ORDER BY ${start.value}, ${column(rowAlias, 'id')} LIMIT ${each})`;
}

/** A record that stands on a day, by the day's place. */
interface Standing {
  readonly place: number;
  readonly id: string;
}

/** What stands on days: how many records begin and end on which, and the first of each day, those of several days first. */
interface Placed {
  readonly counts: readonly { readonly first: number; readonly last: number; readonly count: number }[];
  readonly long: readonly Standing[];
  readonly short: readonly Standing[];
}

async function place(reader: Reader, asked: Asked): Promise<Placed> {
  const { days, each, start, probe } = asked;
  // Where no index leads to the first of a day, they are taken of what was found: not one way through the table a day.
  const short =
    probe || !start.isWalkable
      ? sql`SELECT first AS place, id FROM (SELECT first, id, row_number() OVER (PARTITION BY first ORDER BY began, id) AS nth
        FROM placed WHERE last = first) AS those WHERE nth <= ${each}`
      : sql.join(
          days.map((_day, index) => walked(asked, index + 1)),
          sql` UNION ALL `,
        );
  const { rows } = await sql<Placed>`
    WITH begun AS MATERIALIZED (SELECT id, began, ended, width_bucket(began, ${start.bounds}) AS first FROM (${found(asked)}) AS found),
      placed AS MATERIALIZED (SELECT id, began, first, ${lastDay(asked)} AS last FROM begun),
      long AS MATERIALIZED (SELECT * FROM placed WHERE last > first),
      counts AS (SELECT first, last, count(*) FROM placed GROUP BY first, last),
      longest AS (SELECT day.place, those.id FROM generate_series(1, ${days.length}::integer) AS day (place) CROSS JOIN LATERAL (
        SELECT id FROM long WHERE first <= day.place AND last >= day.place ORDER BY first, last DESC, began, id LIMIT ${each}) AS those),
      short AS (${short})
    SELECT (SELECT coalesce(json_agg(counts), '[]') FROM counts) AS counts,
      (SELECT coalesce(json_agg(longest), '[]') FROM longest) AS long,
      (SELECT coalesce(json_agg(short), '[]') FROM short) AS short`.execute(reader.company.database);
  return rows[0] ?? { counts: [], long: [], short: [] };
}

/** Takes what stands on days; returns how many do so by day, and the ids of the first of each. */
function settle({ counts, long, short }: Placed, days: readonly string[], each: number) {
  const standing = days.map((_day, index) =>
    counts.reduce((sum, { first, last, count }) => (first <= index + 1 && last >= index + 1 ? sum + count : sum), 0),
  );
  const ids = days.flatMap((_day, index) => {
    const on = ({ place: at }: Standing) => at === index + 1;
    return [...long.filter(on), ...short.filter(on)].slice(0, each).map(({ id }) => id);
  });
  return { standing, ids: [...new Set(ids)] };
}

/**
 * Takes who reads, a record type and what is asked; returns the records that stand on the days asked for, the first of
 * each day, and how many each day has. A moment stands on a day of the reader's zone. Throws 403 `forbidden`, 400
 * `invalid-filter`, and `invalid-grouping` for a field that is no date the reader may see.
 */
export async function readWindow(reader: Reader, record: EffectiveRecord, query: WindowQuery): Promise<Window> {
  demandRead(reader, record);
  const fieldOf = (name: string): EffectiveField => {
    const field = record.field(name);
    if (field && isReadable(reader, record, field) && isCalendarField(field)) return field;
    const parameters = { field: name.slice(0, 200) };
    const errors = [{ field: parameters.field, code: 'invalid-grouping', parameters }];
    throw new CarnetError(400, 'invalid-grouping', { parameters, errors });
  };
  const [first, last] = [fieldOf(query.start), query.end === undefined ? undefined : fieldOf(query.end)];
  const days = daysBetween(query.from, query.to);
  const start = inDays(reader, first, days);
  const end = last && inDays(reader, last, days);
  const lookBack = last ? await longestLength(reader, record, first, last) : 0;
  const { state, probe } = await listConditions(reader, record, { search: query.search, filter: query.filter });
  const asked: Asked = { record, state, probe, start, end, lookBack, days, each: query.each };
  const { standing, ids } = settle(await place(reader, asked), days, query.each);
  const wanted = query.fields && [...query.fields, query.start, ...(query.end ? [query.end] : [])];
  const { selection, joined } = listPlan(reader, record, { trash: false, fields: wanted });
  const read = await sql<Row>`
    SELECT ${selection} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${column(rowAlias, 'id')} = ANY(${ids}::uuid[])
    ORDER BY ${start.value}, ${column(rowAlias, 'id')}`.execute(reader.company.database);
  return {
    items: await presentRows(reader, record, read.rows, reader.company.database, { wanted, joined }),
    days: days.flatMap((day, index) => (standing[index] ? [{ day, count: standing[index] }] : [])),
  };
}
