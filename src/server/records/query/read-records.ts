import { type RawBuilder, sql } from 'kysely';
import { isId } from '../../../lib/ids.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import { CarnetError } from '../../errors.ts';
import { presentRecord } from '../merged-records.ts';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { type Count, countUpTo } from './count.ts';
import { type Item, presentRows } from './present-rows.ts';
import { allOf, demandRead, isReadable, mayRead, type Reader, visibleRows, visibleTrash } from './readable.ts';

/** What may come with a record: the number of records in each tab, the records that belong to it. */
export type Inclusion = 'counts' | 'children';

export interface ItemWithLinks extends Item {
  /** By the name of the tab; tabs that the reader may not see are absent. */
  readonly counts?: Readonly<Record<string, Count>>;
  /** By the name of children, the primary one first; those that the reader may not see are absent. */
  readonly children?: Readonly<Record<string, readonly Item[]>>;
}

/** Where the records of a tab stop being counted. */
const mostInTab = 1000;

/** Most children that come with a record: more are read as a list. */
const mostChildren = 200;

/** Live rows that the reader may see, and rows of the trash that they could restore. */
function visibleAnyState(reader: Reader, record: EffectiveRecord): Condition {
  const deleted = column(rowAlias, 'deleted_at');
  const live = allOf([sql<boolean>`${deleted} IS NULL`, visibleRows(reader, record, rowAlias)]);
  const trash = allOf([sql<boolean>`${deleted} IS NOT NULL`, visibleTrash(reader, record, rowAlias)]);
  return sql`(${live} OR ${trash})`;
}

function liveAndVisible(reader: Reader, record: EffectiveRecord): Condition {
  return (
    allOf([sql<boolean>`${column(rowAlias, 'deleted_at')} IS NULL`, visibleRows(reader, record, rowAlias)]) ?? sql`true`
  );
}

async function readRows(
  reader: Reader,
  record: EffectiveRecord,
  condition: Condition,
  more: RawBuilder<unknown> = sql``,
): Promise<readonly Row[]> {
  const { rows } =
    await sql<Row>`SELECT ${sql.ref(rowAlias)}.* FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${condition}${more}`.execute(
      reader.company.database,
    );
  return rows;
}

async function readCounts(reader: Reader, record: EffectiveRecord, id: string): Promise<Record<string, Count>> {
  const model = reader.company.model();
  const counted = (record.tabs ?? []).flatMap((tab) => {
    const target = model.find(tab.record);
    const via = target?.field(tab.via);
    const pointing = via?.columns.at(-1);
    if (!target || !via || !pointing || !mayRead(reader, target) || !isReadable(reader, target, via)) return [];
    const rows = sql`SELECT 1 FROM ${sql.table(target.table)} AS ${sql.ref(rowAlias)} WHERE ${column(rowAlias, pointing.name)} = ${id}::uuid AND ${liveAndVisible(reader, target)} LIMIT ${mostInTab + 1}`;
    return [{ name: tab.name, query: sql`(SELECT count(*)::integer FROM (${rows}) AS rows)` }];
  });
  if (counted.length === 0) return {};
  const selected = counted.map(({ query }, index) => sql`${query} AS ${sql.ref(`n${index}`)}`);
  const { rows } = await sql<Row>`SELECT ${sql.join(selected)}`.execute(reader.company.database);
  return Object.fromEntries(
    counted.map(({ name }, index) => [name, countUpTo(Number(rows[0]?.[`n${index}`] ?? 0), mostInTab)]),
  );
}

async function readChildren(
  reader: Reader,
  record: EffectiveRecord,
  id: string,
): Promise<Record<string, readonly Item[]>> {
  const model = reader.company.model();
  const read = Object.entries(record.children ?? {}).flatMap(([name, children]) => {
    const target = model.find(children.record);
    const via = target?.field(children.via);
    const pointing = via?.columns.at(-1);
    if (!target || !via || !pointing || !mayRead(reader, target) || !isReadable(reader, target, via)) return [];
    const column1 = (field: string | undefined) => (field ? target.field(field)?.columns[0]?.name : undefined);
    const primary = column1(children.primary);
    const order = column1(children.order);
    const sorted = [
      ...(primary ? [sql`${column(rowAlias, primary)} DESC NULLS LAST`] : []),
      ...(order ? [sql`${column(rowAlias, order)}`] : []),
      sql`${column(rowAlias, 'id')}`,
    ];
    const condition: Condition = sql`${column(rowAlias, pointing.name)} = ${id}::uuid AND ${liveAndVisible(reader, target)}`;
    const rows = readRows(reader, target, condition, sql` ORDER BY ${sql.join(sorted)} LIMIT ${mostChildren}`);
    return [rows.then(async (found) => [name, await presentRows(reader, target, found)] as const)];
  });
  return Object.fromEntries(await Promise.all(read));
}

/** Throws 404 `merged`, with the record it is part of now, for one that was merged into another that the reader may see. */
async function refuseMerged(reader: Reader, record: EffectiveRecord, id: string): Promise<void> {
  const present = await presentRecord(reader.company.database, id.toLowerCase());
  const condition = sql<boolean>`${column(rowAlias, 'id')} = ${present}::uuid AND ${visibleAnyState(reader, record)}`;
  if (present !== null && (await readRows(reader, record, condition)).length > 0)
    throw new CarnetError(404, 'merged', { extra: { mergedInto: present } });
}

/**
 * Takes who reads, a record type and an id; returns the record, live or in the trash of the reader, with what `include`
 * asks for. Throws 403 `forbidden` without any right on the type, 404 `merged` where it is another one now, 404
 * `not-found` where it is not there or not theirs to see.
 */
export async function getRecord(
  reader: Reader,
  record: EffectiveRecord,
  id: string,
  { include = [] }: { readonly include?: readonly Inclusion[] } = {},
): Promise<ItemWithLinks> {
  demandRead(reader, record);
  const found = isId(id)
    ? await readRows(
        reader,
        record,
        sql`${column(rowAlias, 'id')} = ${id}::uuid AND ${visibleAnyState(reader, record)}`,
      )
    : [];
  if (isId(id) && found[0]?.deleted_at !== null) await refuseMerged(reader, record, id);
  if (found.length === 0) throw new CarnetError(404, 'not-found');
  const [[item], counts, children] = await Promise.all([
    presentRows(reader, record, found),
    include.includes('counts') ? readCounts(reader, record, id) : undefined,
    include.includes('children') ? readChildren(reader, record, id) : undefined,
  ]);
  if (!item) throw new CarnetError(404, 'not-found');
  return { ...item, ...(counts ? { counts } : {}), ...(children ? { children } : {}) };
}

/**
 * Takes who reads, a record type, ids and the fields wanted (all where absent); returns the live records among them that
 * the reader may see, in that order.
 */
export async function readRecords(
  reader: Reader,
  record: EffectiveRecord,
  ids: readonly string[],
  wanted?: readonly string[],
): Promise<Item[]> {
  const asked = ids.filter(isId);
  if (asked.length === 0 || !mayRead(reader, record)) return [];
  const rows = await readRows(
    reader,
    record,
    sql`${column(rowAlias, 'id')} = ANY(${[...new Set(asked)]}::uuid[]) AND ${liveAndVisible(reader, record)}`,
  );
  const items = new Map(
    (await presentRows(reader, record, rows, reader.company.database, { wanted })).map((item) => [item.id, item]),
  );
  return asked.flatMap((id) => items.get(id) ?? []);
}

/** Takes who reads, a record type and ids; returns those of records that the reader may see, live or in their trash. */
export async function visibleIds(
  reader: Reader,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<Set<string>> {
  const wanted = [...new Set(ids.filter(isId))];
  if (wanted.length === 0 || !mayRead(reader, record)) return new Set();
  const { rows } = await sql<{
    id: string;
  }>`SELECT ${column(rowAlias, 'id')} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${column(rowAlias, 'id')} = ANY(${wanted}::uuid[]) AND ${visibleAnyState(reader, record)}`.execute(
    reader.company.database,
  );
  return new Set(rows.map((row) => row.id));
}
