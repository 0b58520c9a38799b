import { type RawBuilder, sql } from 'kysely';
import { fold, sortKey } from '../../lib/text.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import type { Database } from '../company.ts';
import { column } from '../db/compared.ts';
import { allOf, type Reader, visibleRows } from '../records/query/readable.ts';
import type { Row } from '../records/rows.ts';
import type { EngineTransaction } from '../records/write/types.ts';

/** Where a lookup reads: the database, or the transaction that writes. */
export type Executor = Database | EngineTransaction;

/** Records looked at for one key: more than one is told of, more than three are not needed. */
const mostFound = 3;

/** A column that records are found by, and how values are compared with it. */
interface Comparable {
  readonly type: string;
  readonly expression: (alias: string) => RawBuilder<unknown>;
  /** Takes a value of the field; returns what the column is compared with. */
  readonly keyOf: (value: unknown) => string;
}

const made = new WeakMap<EffectiveField, Comparable>();

/** Takes a field; returns how records are found by it: by its folded key where it keeps one. */
export function comparable(field: EffectiveField): Comparable {
  const known = made.get(field) ?? comparableOf(field);
  made.set(field, known);
  return known;
}

function comparableOf(field: EffectiveField): Comparable {
  const main = field.columns[0];
  if (field.type.comparison === 'reference') {
    const name = field.columns.at(-1)?.name ?? '';
    return {
      type: 'uuid',
      expression: (alias) => column(alias, name),
      keyOf: (value) => (typeof value === 'string' ? value : String((value as { id?: unknown }).id)),
    };
  }
  const { keyColumn } = field;
  if (keyColumn)
    return {
      type: 'text',
      expression: (alias) => column(alias, keyColumn),
      keyOf: (value) => sortKey(field.type.keyText?.(value, field.options) ?? String(value)),
    };
  if (main?.type === 'text')
    return {
      type: 'text',
      expression: (alias) => sql`carnet_fold(${column(alias, main.name)})`,
      keyOf: (value) => fold(String(value)),
    };
  return {
    type: main?.type ?? 'text',
    expression: (alias) => column(alias, main?.name ?? ''),
    keyOf: (value) => String(field.type.encode(value, field.options)[0]),
  };
}

/** The id as a column to find records by. */
export const byId: Comparable = { type: 'uuid', expression: (alias) => column(alias, 'id'), keyOf: String };

/**
 * Finds live records that the reader may see by sets of values: `wanted` holds, for each set, one key a column. Returns
 * rows by the place of the set, at most three for each unless told; sets that find nothing are absent.
 */
export async function findRows(
  executor: Executor,
  reader: Reader,
  record: EffectiveRecord,
  columns: readonly Comparable[],
  wanted: readonly (readonly string[])[],
  most: number = mostFound,
): Promise<Map<number, Row[]>> {
  const found = new Map<number, Row[]>();
  if (wanted.length === 0) return found;
  const arrays = columns.map(({ type }, index) => sql`${wanted.map((set) => set[index])}::${sql.raw(type)}[]`);
  const names = columns.map((_column, index) => sql.ref(`k${index}`));
  const same = columns.map(
    ({ expression }, index) => sql<boolean>`${expression('t')} = ${sql.ref(`wanted.k${index}`)}`,
  );
  const condition = allOf([...same, sql<boolean>`t.deleted_at IS NULL`, visibleRows(reader, record, 't')]);
  const { rows } = await sql<Row>`
    SELECT wanted.place AS wanted_place, found.*
    FROM unnest(${sql.join(arrays)}) WITH ORDINALITY AS wanted (${sql.join([...names, sql.ref('place')])})
    CROSS JOIN LATERAL (SELECT t.* FROM ${sql.table(record.table)} AS t WHERE ${condition} LIMIT ${most}) AS found`.execute(
    executor,
  );
  for (const { wanted_place: place, ...row } of rows) {
    const index = Number(place) - 1;
    const known = found.get(index);
    if (known) known.push(row);
    else found.set(index, [row]);
  }
  return found;
}
