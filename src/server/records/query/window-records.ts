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

/** A field's column as a day of the reader's, and the bounds of the window in the column's own terms. */
function inDays(reader: Reader, field: EffectiveField, { from, to }: WindowQuery) {
  const value = column(rowAlias, field.columns[0]?.name ?? '');
  if (field.type.comparison === 'date')
    return { value, day: value, lastDay: value, from: sql`${from}::date`, beyond: sql`${dayAfter(to)}::date` };
  const { timeZone } = reader.principal;
  return {
    value,
    day: sql`(${value} AT TIME ZONE ${timeZone}::text)::date`,
    // What ends at midnight has no part of the day that begins then.
    lastDay: sql`((${value} - interval '1 microsecond') AT TIME ZONE ${timeZone}::text)::date`,
    from: sql`${midnight(from, timeZone)}::timestamptz`,
    beyond: sql`${midnight(dayAfter(to), timeZone)}::timestamptz`,
  };
}

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

/** The rows of the window: those that begin in it and, by a way of their own, those that began before and go on. */
function found(
  record: EffectiveRecord,
  rest: Condition | null,
  start: ReturnType<typeof inDays>,
  end: ReturnType<typeof inDays> | undefined,
  lookBack: number,
): RawBuilder<unknown> {
  const last = end ? sql`greatest(${start.day}, ${end.lastDay})` : start.day;
  const part = (range: Condition) =>
    sql`SELECT ${column(rowAlias, 'id')} AS id, ${start.value} AS began, ${start.day} AS first, ${last} AS last
      FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${allOf([range, rest])}`;
  const begins = part(sql`(${start.value} >= ${start.from} AND ${start.value} < ${start.beyond})`);
  if (!end) return begins;
  return sql`${begins} UNION ALL ${part(sql`(${start.value} < ${start.from} AND ${start.value} >= ${start.from} - make_interval(days => ${lookBack}) AND ${end.value} >= ${end.from})`)}`;
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
  const start = inDays(reader, first, query);
  const end = last && inDays(reader, last, query);
  const lookBack = last ? await longestLength(reader, record, first, last) : 0;
  const conditions = await listConditions(reader, record, { search: query.search, filter: query.filter });
  const rows = found(record, allOf([conditions.state, conditions.probe]), start, end, lookBack);
  const placed = await sql<{ id: string; day: string; total: number }>`
    WITH found AS (${rows}), placed AS (
      SELECT found.id, day.on_day::date AS day, count(*) OVER (PARTITION BY day.on_day)::integer AS total,
        row_number() OVER (PARTITION BY day.on_day ORDER BY found.first, found.last - found.first DESC, found.began, found.id) AS place
      FROM found CROSS JOIN LATERAL generate_series(greatest(found.first, ${query.from}::date)::timestamp, least(found.last, ${query.to}::date)::timestamp, interval '1 day') AS day (on_day)
    ) SELECT id, day::text AS day, total FROM placed WHERE place <= ${query.each} ORDER BY day`.execute(
    reader.company.database,
  );
  const days = new Map(placed.rows.map(({ day, total }) => [day, total]));
  const ids = [...new Set(placed.rows.map(({ id }) => id))];
  const wanted = query.fields && [...query.fields, query.start, ...(query.end ? [query.end] : [])];
  const { selection, joined } = listPlan(reader, record, { trash: false, fields: wanted });
  const read = await sql<Row>`
    SELECT ${selection} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${column(rowAlias, 'id')} = ANY(${ids}::uuid[])
    ORDER BY ${start.value}, ${column(rowAlias, 'id')}`.execute(reader.company.database);
  return {
    items: await presentRows(reader, record, read.rows, reader.company.database, { wanted, joined }),
    days: [...days].map(([day, count]) => ({ day, count })),
  };
}
