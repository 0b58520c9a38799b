import { type RawBuilder, sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { rowAlias } from './compile-filter.ts';
import { type JoinedTitle, joinedTitles } from './joined-titles.ts';
import { type Order, sortValues } from './order.ts';
import { keptByRights } from './presentation.ts';
import { type Reader, readableFields } from './readable.ts';
import { readSort } from './sort.ts';

/** What a list is made of beside its rows: it depends on the record type, the reader's rights and what is asked alone. */
export interface ListPlan {
  readonly order: Order;
  /** Columns to read of rows called `t`: those of the fields wanted, of the titles, of the order. */
  readonly selection: RawBuilder<unknown>;
  readonly joined: readonly JoinedTitle[];
}

/** Columns that every row is read with. */
const alwaysRead = ['id', 'version', 'deleted_at'];

/** Takes a piece of SQL without parameters; returns it written once and for all. */
function written(reader: Reader, piece: RawBuilder<unknown>): RawBuilder<unknown> {
  const { sql: text, parameters } = piece.compile(reader.company.database);
  return parameters.length === 0 ? sql.raw(text) : piece;
}

function makePlan(
  reader: Reader,
  record: EffectiveRecord,
  sort: string | undefined,
  trash: boolean,
  wanted: readonly string[] | undefined,
): ListPlan {
  const order = readSort(reader, record, sort, trash);
  const isWanted = (name: string) => !wanted || wanted.includes(name);
  const fields = readableFields(reader, record).filter(
    (field) => isWanted(field.name) || record.title.includes(field.name),
  );
  const columns = new Set([...alwaysRead, ...fields.flatMap((field) => field.columns.map(({ name }) => name))]);
  const joined = joinedTitles(reader, fields);
  const selection = sql.join([
    ...[...columns].map((name) => sql.ref(`${rowAlias}.${name}`)),
    ...joined.flatMap((title) => title.selection(rowAlias)),
    ...sortValues(order, rowAlias),
  ]);
  return { order, selection: written(reader, selection), joined };
}

const plans = keptByRights<ListPlan>();

/**
 * Takes who reads, a record type, the order asked, whether of the trash and the fields wanted (all where absent);
 * returns the plan. Throws 400 `invalid-sort`.
 */
export function listPlan(
  reader: Reader,
  record: EffectiveRecord,
  {
    sort,
    trash,
    fields,
  }: { readonly sort?: string | undefined; readonly trash: boolean; readonly fields?: readonly string[] | undefined },
): ListPlan {
  const key = JSON.stringify([sort ?? '', trash, fields ?? null]);
  return plans(reader, record, key, () => makePlan(reader, record, sort, trash, fields));
}
