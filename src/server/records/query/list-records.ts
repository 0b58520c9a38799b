import { sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import type { Row } from '../rows.ts';
import {
  compileBranches,
  compileColumn,
  compileFilter,
  compileOwn,
  isLinkedFilter,
  rowAlias,
} from './compile-filter.ts';
import { type Count, countRows, countUpTo } from './count.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { listPlan } from './list-plan.ts';
import { listedRows } from './listed-rows.ts';
import type { SortKey } from './order.ts';
import { readPage } from './page.ts';
import type { Conditions } from './page-request.ts';
import { type Item, presentRows } from './present-rows.ts';
import { allOf, demandRead, type Reader, visibleRows, visibleTrash } from './readable.ts';
import { searchCondition } from './search-condition.ts';
import { visibleSample } from './table-statistics.ts';

/** What may be asked of a list; `filter` as JSON, parsed or not. */
export interface ListQuery {
  readonly search?: string | undefined;
  readonly filter?: unknown;
  readonly sort?: string | undefined;
  /** 1 to 200, 50 where absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | null | undefined;
  readonly trash?: boolean | undefined;
  /** False where nobody reads the count. */
  readonly count?: boolean | undefined;
  /** Fields wanted, all where absent; unknown and hidden ones are left out. */
  readonly fields?: readonly string[] | undefined;
}

export interface List {
  readonly items: Item[];
  /** Cursor of the next page, null on the last. */
  readonly next: string | null;
  /** Null where it was not asked for. */
  readonly count: Count | null;
}

const standardLimit = 50;
const highestLimit = 200;

/** The share of a table from which the index of readers is no way to its rows. */
const manyRows = 0.02;

/** More keys than this take longer to compare than an index of readers spares. */
const manyKeys = 64;

/**
 * Takes what a list is to hold and its first sort key, where there is one; returns its conditions over
 * rows called `t`. Throws 400 `invalid-filter`.
 */
export async function listConditions(
  reader: Reader,
  record: EffectiveRecord,
  query: Pick<ListQuery, 'search' | 'filter' | 'trash'> & { readonly ids?: readonly string[] },
  leadKey?: SortKey,
): Promise<Conditions> {
  const found = searchCondition(reader, record, query.search, rowAlias);
  const state = listedRows(record, rowAlias, query);
  const lead = leadKey?.column ? compileColumn(reader, record, query.filter, leadKey.column) : null;
  const probe = compileFilter(reader, record, query.filter);
  const branches = compileBranches(reader, record, query.filter);
  const sample = query.trash ? null : await visibleSample(reader, record);
  const visible = query.trash ? visibleTrash(reader, record, rowAlias) : visibleRows(reader, record, rowAlias);
  const share = query.trash || !visible ? 1 : sample && sample.seen > 0 ? sample.hits / sample.seen : null;
  // Where many rows are the reader's and their keys are many, others' indexes had better lead.
  const many = share !== null && share >= manyRows && reader.principal.keys.team.length > manyKeys;
  const sought = query.trash || many ? visible : visibleRows(reader, record, rowAlias, 'index');
  return {
    state,
    trash: query.trash === true,
    lead: lead?.range ?? null,
    leadProbe: leadKey?.nullable ? null : (lead?.probe ?? null),
    share,
    sample: probe || found ? null : sample,
    linked: isLinkedFilter(reader, record, query.filter),
    own: allOf([visible, found, compileOwn(reader, record, query.filter)]),
    probe: allOf([visible, found, probe]),
    seek: branches.map((branch) => allOf([branch, found, sought])),
  };
}

/**
 * Takes who reads, a record type and what is asked; returns one page of the list. Throws 403 `forbidden`, 400
 * `invalid-filter`, `invalid-sort` and `invalid-cursor`.
 */
export async function listRecords(reader: Reader, record: EffectiveRecord, query: ListQuery = {}): Promise<List> {
  const trash = query.trash === true;
  demandRead(reader, record, trash);
  const { order, selection, joined } = listPlan(reader, record, { ...query, trash });
  const conditions = await listConditions(reader, record, { ...query, trash }, order.keys[0]);
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? standardLimit) || standardLimit, 1), highestLimit);
  const sealed = [
    record.name,
    order.keys.map(({ name, descending }) => [name, descending]),
    order.descending,
    query.search ?? '',
    query.filter ?? null,
    trash,
  ];
  const after = query.cursor ? readCursor(reader, sealed, order.keys.length, query.cursor) : null;
  const page = await readPage({ company: reader.company, record, conditions, order, after, limit, selection });
  const rows = page.rows.slice(0, limit);
  const more = page.rows.length > limit;
  const known = page.total ?? (!more && !after ? rows.length : null);
  const counting =
    query.count === false
      ? null
      : known === null
        ? countRows(reader.company, record, conditions, {
            seen: page.rows.length,
            sample: page.sample ?? conditions.sample,
          })
        : countUpTo(known);
  const [items, count] = await Promise.all([
    presentRows(reader, record, rows, reader.company.database, { wanted: query.fields, joined }),
    counting,
  ]);
  const last = rows.at(-1);
  const next =
    more && last
      ? writeCursor(reader, sealed, {
          id: last.id as string,
          values: order.keys.map((_key, index) => (last[`s${index}`] as string | null) ?? null),
        })
      : null;
  return { items, next, count };
}

/** Which records a batch works on: those named, or those of a list. */
export type Selection =
  | { readonly ids: readonly string[] }
  | { readonly filter?: unknown; readonly search?: string | undefined; readonly trash?: boolean | undefined };

/**
 * Takes who reads, a record type, a selection and where to go on; returns up to `limit` ids in order, those beyond
 * `after`, of records that the reader may see. For batches: ask again with the last id until fewer come.
 */
export async function selectIds(
  reader: Reader,
  record: EffectiveRecord,
  selection: Selection & { readonly trash?: boolean | undefined },
  { after, limit }: { readonly after?: string | null | undefined; readonly limit: number },
): Promise<string[]> {
  demandRead(reader, record, selection.trash === true);
  const conditions = await listConditions(reader, record, selection);
  const id = column(rowAlias, 'id');
  const named: Condition | null = 'ids' in selection ? sql`${id} = ANY(${[...selection.ids]}::uuid[])` : null;
  const beyond: Condition | null = after ? sql`${id} > ${after}::uuid` : null;
  const branches = conditions.seek.map(
    (branch) =>
      sql`(SELECT ${id} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${allOf([conditions.state, named, beyond, branch])} ORDER BY ${id} LIMIT ${limit})`,
  );
  const { rows } =
    await sql<Row>`SELECT id FROM (${sql.join(branches, sql` UNION `)}) AS selected ORDER BY id LIMIT ${limit}`.execute(
      reader.company.database,
    );
  return rows.map((row) => row.id as string);
}
