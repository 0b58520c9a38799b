import { type RawBuilder, sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { EngineTransaction } from './types.ts';

/** Rows by column name, every row with the same columns. */
type Rows = readonly Readonly<Record<string, unknown>>[];

function columnNames(rows: Rows): string[] {
  return Object.keys(rows[0] ?? {});
}

/** Rows to insert into a table; a column that a row leaves out is empty, or has its default where all leave it out. */
export interface Insertion {
  readonly table: string;
  readonly rows: Rows;
}

function insertion({ table, rows }: Insertion): RawBuilder<unknown> {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) names.add(name);
  const columns = sql.join([...names].map((name) => sql.ref(name)));
  return sql`INSERT INTO ${sql.table(table)} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::json)`;
}

/**
 * Runs statements as one, which PostgreSQL is at work on without another round trip: none sees what another writes, and
 * foreign keys between them are checked at its end.
 */
async function runTogether(transaction: EngineTransaction, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  const last = statements.at(-1);
  if (!last) return;
  const before = statements.slice(0, -1).map((one, index) => sql`${sql.ref(`part_${index}`)} AS (${one})`);
  const all = before.length === 0 ? last : sql`WITH ${sql.join(before)} ${last}`;
  await all.execute(transaction);
}

/** Inserts rows of several tables in one statement. */
export async function insertRows(transaction: EngineTransaction, insertions: readonly Insertion[]): Promise<void> {
  await runTogether(transaction, insertions.filter(({ rows }) => rows.length > 0).map(insertion));
}

/** Updates rows by id in one statement; all rows have the same columns, `id` among them. */
export async function updateRows(transaction: EngineTransaction, table: string, rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  const changed = columnNames(rows).filter((name) => name !== 'id');
  if (changed.length === 0) return;
  const assignments = sql.join(changed.map((name) => sql`${sql.ref(name)} = source.${sql.ref(name)}`));
  await sql`UPDATE ${sql.table(table)} AS target SET ${assignments} FROM json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::json) AS source WHERE target.id = source.id`.execute(
    transaction,
  );
}

/** A few columns of rows to update by id: each column with its type, of which a row leaves none out. */
export interface ColumnUpdate {
  readonly table: string;
  readonly columns: ReadonlyMap<string, string>;
  readonly rows: Rows;
}

function columnUpdate({ table, columns, rows }: ColumnUpdate): RawBuilder<unknown> {
  const named = [...columns];
  const assignments = sql.join(named.map(([name]) => sql`${sql.ref(name)} = source.${sql.ref(name)}`));
  const types = sql.join([sql`id uuid`, ...named.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`)]);
  return sql`UPDATE ${sql.table(table)} AS target SET ${assignments} FROM json_to_recordset(${JSON.stringify(rows)}::json) AS source (${types}) WHERE target.id = source.id`;
}

/** Updates columns of rows and inserts other rows in one statement. */
export async function updateColumns(
  transaction: EngineTransaction,
  update: ColumnUpdate,
  insertions: readonly Insertion[],
): Promise<void> {
  if (update.rows.length === 0) return;
  const filled = insertions.filter(({ rows }) => rows.length > 0);
  await runTogether(transaction, [columnUpdate(update), ...filled.map(insertion)]);
}

/**
 * Locks and returns rows by id, in the order of their ids so that two batches cannot wait for each other; of each row
 * the columns named, or all.
 */
export async function lockRows(
  transaction: EngineTransaction,
  record: EffectiveRecord,
  ids: readonly string[],
  columns?: Iterable<string>,
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map();
  const selection = columns ? sql.join([...new Set(columns)].map((name) => sql.ref(name))) : sql`*`;
  const { rows } = await sql<
    Record<string, unknown>
  >`SELECT ${selection} FROM ${sql.table(record.table)} WHERE id = ANY(${[...new Set(ids)]}::uuid[]) ORDER BY id FOR UPDATE`.execute(
    transaction,
  );
  return new Map(rows.map((row) => [row.id as string, row]));
}

/** Locks and returns the live children of parents, by parent; of each the columns named, that of the parent among them, or all. */
export async function lockChildren(
  transaction: EngineTransaction,
  child: EffectiveRecord,
  via: string,
  parents: readonly string[],
  columns?: Iterable<string>,
): Promise<Map<string, Record<string, unknown>[]>> {
  const found = new Map<string, Record<string, unknown>[]>();
  if (parents.length === 0) return found;
  const column = child.field(via)?.columns[0]?.name ?? '';
  const selection = columns ? sql.join([...new Set([column, ...columns])].map((name) => sql.ref(name))) : sql`*`;
  const { rows } = await sql<
    Record<string, unknown>
  >`SELECT ${selection} FROM ${sql.table(child.table)} WHERE ${sql.ref(column)} = ANY(${parents as string[]}::uuid[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE`.execute(
    transaction,
  );
  for (const row of rows) {
    const parent = row[column] as string;
    const siblings = found.get(parent);
    if (siblings) siblings.push(row);
    else found.set(parent, [row]);
  }
  return found;
}
