import { type RawBuilder, sql } from 'kysely';
import { isId } from '../../../lib/ids.ts';
import { ownerField } from '../../../meta/derive/access.ts';
import { type TimelineSource, type TimelineWay, timelineSources } from '../../../meta/derive/timeline.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import { CarnetError } from '../../errors.ts';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type Item, presentRows } from './present-rows.ts';
import { visibleIds } from './read-records.ts';
import { allOf, isReadable, mayRead, type Reader, visibleRows } from './readable.ts';

/** What of a timeline is wanted. */
export interface TimelineQuery {
  /** What is over, the latest first; or what is ahead and not done, the next first, what has no date at the end. */
  readonly when: 'past' | 'planned';
  /** Kinds wanted, as `action.call`; all where absent. */
  readonly kinds?: readonly string[] | undefined;
  /** Another record, as `contacts/<id>`: only what stands in its timeline too. */
  readonly with?: string | undefined;
  /** The user whose they are. */
  readonly owner?: string | undefined;
  /** 1 to 100, 30 where absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** One line of a timeline. */
export interface TimelineEntry {
  /** Name of the record type. */
  readonly record: string;
  /** Moment in UTC; null for what has none. */
  readonly at: string | null;
  readonly item: Item;
}

export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** Cursor of the next page, null on the last. */
  readonly next: string | null;
}

const standardLimit = 30;

interface Position {
  readonly at: string | null;
  readonly id: string;
}

/** Rows of `t` that a way leads to from a record. */
function reached(reader: Reader, way: TimelineWay, id: string): Condition | null {
  const pointing = way.field.columns.at(-1)?.name ?? '';
  if (way.kind === 'reference') return sql`${column(rowAlias, pointing)} = ${id}::uuid`;
  const { child, via } = way;
  const via1 = via.columns.at(-1)?.name ?? '';
  const open = allOf([sql<boolean>`${column('c', 'deleted_at')} IS NULL`, visibleRows(reader, child, 'c')]);
  return sql`${column(rowAlias, 'id')} IN (SELECT ${column('c', via1)} FROM ${sql.table(child.table)} AS ${sql.ref('c')} WHERE ${column('c', pointing)} = ${id}::uuid AND ${open})`;
}

function mayFollow(reader: Reader, source: TimelineSource, way: TimelineWay): boolean {
  return way.kind === 'reference'
    ? isReadable(reader, source.record, way.field)
    : mayRead(reader, way.child) && isReadable(reader, way.child, way.field) && isReadable(reader, way.child, way.via);
}

/** What stands in the timeline of a record that the reader may see, with the ways open to them. */
function openSources(reader: Reader, record: EffectiveRecord): TimelineSource[] {
  return timelineSources(reader.company.model(), record.name)
    .filter((source) => {
      const at = source.record.field(source.timeline.at);
      return mayRead(reader, source.record) && at !== undefined && isReadable(reader, source.record, at);
    })
    .map((source) => ({ ...source, ways: source.ways.filter((way) => mayFollow(reader, source, way)) }))
    .filter((source) => source.ways.length > 0);
}

function isAny(conditions: readonly (Condition | null)[]): Condition {
  return sql`(${sql.join(conditions, sql` OR `)})`;
}

/** The conditions of one source over rows called `t`; null where nothing of it can be wanted. */
function wanted(
  reader: Reader,
  source: TimelineSource,
  id: string,
  query: TimelineQuery,
  other: { readonly ways: readonly TimelineWay[]; readonly id: string } | null,
): Condition | null {
  const { record, timeline } = source;
  const conditions: (Condition | null)[] = [
    sql`${column(rowAlias, 'deleted_at')} IS NULL`,
    visibleRows(reader, record, rowAlias),
    isAny(source.ways.map((way) => reached(reader, way, id))),
  ];
  if (query.kinds) {
    const kind = record.field(timeline.kind);
    const codes = query.kinds.flatMap((name) =>
      name.startsWith(`${record.name}.`) ? [name.slice(record.name.length + 1)] : [],
    );
    if (codes.length === 0 || !kind || !isReadable(reader, record, kind)) return null;
    conditions.push(sql`${column(rowAlias, kind.columns[0]?.name ?? '')} = ANY(${codes}::text[])`);
  }
  if (query.owner !== undefined) {
    const owner = record.field(ownerField(record) ?? '');
    if (!owner || !isReadable(reader, record, owner)) return null;
    conditions.push(sql`${column(rowAlias, owner.columns.at(-1)?.name ?? '')} = ${query.owner}::uuid`);
  }
  if (other) {
    if (other.ways.length === 0) return null;
    conditions.push(isAny(other.ways.map((way) => reached(reader, way, other.id))));
  }
  return allOf(conditions);
}

function doneCondition({ record, timeline }: TimelineSource): Condition {
  const field = timeline.done && record.field(timeline.done.field);
  return field && timeline.done
    ? sql`${column(rowAlias, field.columns[0]?.name ?? '')} = ANY(${[...timeline.done.values]}::text[])`
    : sql`false`;
}

/** The time of a source's rows: what is ahead and not done is planned, late or not; the rest is past (A39). */
function inTime(source: TimelineSource, at: RawBuilder<unknown>, when: TimelineQuery['when'], now: string): Condition {
  const done = doneCondition(source);
  const due = source.record.field(source.timeline.due ?? '')?.columns[0]?.name;
  const ahead: Condition = sql`(NOT coalesce(${done}, false) AND (${at} > ${now}::timestamptz OR ${at} IS NULL OR ${due ? sql`${column(rowAlias, due)} IS NOT NULL` : sql`false`}))`;
  return when === 'planned' ? ahead : sql`(${at} IS NOT NULL AND NOT ${ahead})`;
}

/** Rows after a position, in the order of the timeline. */
function beyond(at: RawBuilder<unknown>, when: TimelineQuery['when'], after: Position | null): Condition | null {
  if (!after) return null;
  const id = column(rowAlias, 'id');
  if (when === 'past') return sql`(${at}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return after.at === null
    ? sql`(${at} IS NULL AND ${id} > ${after.id}::uuid)`
    : sql`((${at}, ${id}) > (${after.at}::timestamptz, ${after.id}::uuid) OR ${at} IS NULL)`;
}

interface Found {
  readonly source: TimelineSource;
  readonly row: Row;
  readonly at: string | null;
}

async function readSource(
  reader: Reader,
  source: TimelineSource,
  condition: Condition,
  { when, limit, after, now }: { when: TimelineQuery['when']; limit: number; after: Position | null; now: string },
): Promise<Found[]> {
  const at = column(rowAlias, source.record.field(source.timeline.at)?.columns[0]?.name ?? '');
  const all = allOf([condition, inTime(source, at, when, now), beyond(at, when, after)]);
  const direction = when === 'past' ? sql`DESC` : sql`ASC`;
  const { rows } = await sql<Row & { timeline_at: string | Date | null }>`
    SELECT ${sql.ref(rowAlias)}.*, ${at} AS timeline_at FROM ${sql.table(source.record.table)} AS ${sql.ref(rowAlias)}
    WHERE ${all} ORDER BY ${at} ${direction}, ${column(rowAlias, 'id')} ${direction} LIMIT ${limit + 1}`.execute(
    reader.company.database,
  );
  return rows.map(({ timeline_at: moment, ...row }) => ({
    source,
    row,
    at: moment === null ? null : new Date(moment).toISOString(),
  }));
}

function byTime(when: TimelineQuery['when']): (one: Found, other: Found) => number {
  const sign = when === 'past' ? -1 : 1;
  // What has no date comes after all that has one.
  const key = ({ at, row }: Found): string => `${at ?? '~'}/${row.id}`;
  return (one, other) => (key(one) < key(other) ? -sign : sign);
}

/** Takes what `with` says; returns the other record and its ways into each type. Throws 400 for what is no record. */
async function readOther(reader: Reader, given: string) {
  const [collection = '', id = ''] = given.split('/');
  const record = reader.company.model().collection(collection);
  if (!record || !isId(id)) throw new CarnetError(400, 'invalid-filter');
  const seen = mayRead(reader, record) && (await visibleIds(reader, record, [id])).has(id);
  const sources = seen ? openSources(reader, record) : [];
  return (source: TimelineSource) => ({
    id,
    ways: sources.find((candidate) => candidate.record === source.record)?.ways ?? [],
  });
}

/**
 * Takes who reads, a record and what is wanted; returns a page of what was exchanged with it, or is planned (F33, F34).
 * Reads no more rows of a type than the page holds. Throws 404 where the record is not theirs to see, 400
 * `invalid-cursor` and `invalid-filter`.
 */
export async function readTimeline(
  reader: Reader,
  record: EffectiveRecord,
  id: string,
  query: TimelineQuery,
): Promise<Timeline> {
  if (!isId(id) || !(await visibleIds(reader, record, [id])).has(id)) throw new CarnetError(404, 'not-found');
  const { when } = query;
  const limit = Math.min(Math.max(query.limit ?? standardLimit, 1), 100);
  const sealed = ['timeline', record.name, id, when, query.kinds ?? null, query.with ?? null, query.owner ?? null];
  const opened = query.cursor ? readCursor(reader, sealed, 2, query.cursor) : null;
  const after: Position | null = opened && { id: opened.id, at: opened.values[0] ?? null };
  // The pages of one reading agree on what is past.
  const now = opened?.values[1] ?? new Date().toISOString();
  const other = query.with === undefined ? null : await readOther(reader, query.with);
  const found = await Promise.all(
    openSources(reader, record).map(async (source) => {
      const condition = wanted(reader, source, id, query, other?.(source) ?? null);
      return condition ? await readSource(reader, source, condition, { when, limit, after, now }) : [];
    }),
  );
  const merged = found.flat().sort(byTime(when));
  const page = merged.slice(0, limit);
  const items = new Map<string, Item>();
  for (const source of new Set(page.map((entry) => entry.source))) {
    const rows = page.filter((entry) => entry.source === source).map(({ row }) => row);
    for (const item of await presentRows(reader, source.record, rows)) items.set(item.id, item);
  }
  const last = page.at(-1);
  return {
    entries: page.flatMap(({ source, row, at }) => {
      const item = items.get(row.id as string);
      return item ? [{ record: source.record.name, at, item }] : [];
    }),
    next:
      merged.length > limit && last
        ? writeCursor(reader, sealed, { id: last.row.id as string, values: [last.at, now] })
        : null,
  };
}
