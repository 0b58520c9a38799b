import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { Database } from '../company.ts';
import { type Condition, column } from '../db/compared.ts';
import { CarnetError } from '../errors.ts';
import { compileFilter, rowAlias } from './query/compile-filter.ts';
import { listedRows } from './query/listed-rows.ts';
import { orderBy } from './query/order.ts';
import { allOf, demandRead, type Reader, visibleRows, visibleTrash } from './query/readable.ts';
import { searchCondition } from './query/search-condition.ts';
import { readSort } from './query/sort.ts';
import type { Row } from './rows.ts';

/** Records chosen by name, or all that a filter and a search find; of the trash where `trash` says so. */
export interface SelectedRecords {
  readonly ids?: readonly string[] | undefined;
  readonly filter?: unknown;
  readonly search?: string | undefined;
  readonly trash?: boolean | undefined;
}

/** Rows read at once. */
const page = 1000;
/** A reader who takes no rows for so long is let go: the snapshot it holds costs others. */
const longestPause = '120s';

/** Throws 422 `invalid-selection` where nothing says which records are meant: « everything » is said, never fallen into. */
export function demandSelection({ ids, filter, search, trash }: SelectedRecords): void {
  if (!ids && filter === undefined && search === undefined && trash === undefined)
    throw new CarnetError(422, 'invalid-selection');
}

/** Takes what was chosen; returns the condition over rows called `t` that the reader may see. Throws 403, 400 invalid-filter. */
function selectedCondition(reader: Reader, record: EffectiveRecord, selection: SelectedRecords): Condition {
  const trash = selection.trash === true;
  demandRead(reader, record, trash);
  const state = listedRows(record, rowAlias, selection);
  const named: Condition | null = selection.ids
    ? sql`${column(rowAlias, 'id')} = ANY(${[...selection.ids]}::uuid[])`
    : null;
  const visible = trash ? visibleTrash(reader, record, rowAlias) : visibleRows(reader, record, rowAlias);
  const filter = compileFilter(reader, record, selection.filter, 'seek');
  return allOf([state, named, visible, searchCondition(reader, record, selection.search, rowAlias), filter]) ?? state;
}

/** Counts the records chosen, exactly: for a batch, not for a screen. */
export async function countSelected(
  reader: Reader,
  record: EffectiveRecord,
  selection: SelectedRecords,
): Promise<number> {
  const condition = selectedCondition(reader, record, selection);
  const { rows } = await sql<{
    total: string;
  }>`SELECT count(*) AS total FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${condition}`.execute(
    reader.company.database,
  );
  return Number(rows[0]?.total ?? 0);
}

/** Returns up to `limit` of the chosen records' ids, in order of id, beyond `after`. */
export async function nextSelected(
  reader: Reader,
  record: EffectiveRecord,
  selection: SelectedRecords,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const id = column(rowAlias, 'id');
  const beyond: Condition | null = after === null ? null : sql`${id} > ${after}::uuid`;
  const condition = allOf([selectedCondition(reader, record, selection), beyond]);
  const { rows } = await sql<{
    id: string;
  }>`SELECT ${id} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${condition} ORDER BY ${id} LIMIT ${limit}`.execute(
    reader.company.database,
  );
  return rows.map((row) => row.id);
}

/**
 * Reads the rows of the records chosen, in the order asked, a thousand at a time, as they all were at one moment, with
 * the transaction to read more in. Memory does not grow with their number. Throws 400 invalid-sort, invalid-filter, 403.
 */
export async function* readSelected(
  reader: Reader,
  record: EffectiveRecord,
  selection: SelectedRecords,
  sort?: string,
): AsyncGenerator<{ readonly rows: readonly Row[]; readonly executor: Database }> {
  const condition = selectedCondition(reader, record, selection);
  const order = readSort(reader, record, sort, selection.trash === true);
  const transaction = await reader.company.database
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    await sql`SET LOCAL idle_in_transaction_session_timeout = ${sql.lit(longestPause)}`.execute(transaction);
    await sql`DECLARE selected NO SCROLL CURSOR FOR SELECT ${sql.ref(rowAlias)}.* FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${condition} ORDER BY ${orderBy(order, rowAlias)}`.execute(
      transaction,
    );
    for (;;) {
      const { rows } = await sql<Row>`FETCH ${sql.lit(page)} FROM selected`.execute(transaction);
      if (rows.length > 0) yield { rows, executor: transaction };
      if (rows.length < page) return;
    }
  } finally {
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined);
  }
}
