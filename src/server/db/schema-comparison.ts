import type pg from 'pg';
import type {
  ColumnDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  TableDefinition,
} from '../../meta/derive/storage.ts';
import { columnSql, foreignKeySql, indexSql, tableSql } from './ddl.ts';

/** What tells a table of the database from the one that the declarations ask for. */
export interface Difference {
  readonly kind:
    | 'missing-table'
    | 'missing-column'
    | 'other-column'
    | 'extra-column'
    | 'missing-index'
    | 'other-index'
    | 'extra-index'
    | 'missing-key'
    | 'extra-key';
  readonly table: string;
  /** Name of the column, index or constraint; the table's own for a table. */
  readonly name: string;
  /** The statements that lead from what is to what is asked for, in order. */
  readonly statements: readonly string[];
  /** What there is and what is asked for, where both are. */
  readonly detail?: string;
}

interface StoredColumn {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly collation: string | null;
  readonly standard: string | null;
}

interface StoredIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly valid: boolean;
  readonly definition: string;
}

interface StoredKey {
  readonly name: string;
  readonly definition: string;
}

/** A table as the database has it. */
interface StoredTable {
  readonly columns: readonly StoredColumn[];
  readonly indexes: readonly StoredIndex[];
  readonly keys: readonly StoredKey[];
}

const columnQuery = `
  SELECT class.relname AS table, attribute.attname AS name,
    regexp_replace(format_type(attribute.atttypid, attribute.atttypmod), ' COLLATE .*', '') AS type,
    attribute.attnotnull AS required,
    CASE WHEN attribute.attcollation <> type.typcollation THEN coll.collname END AS collation,
    pg_get_expr(stored.adbin, stored.adrelid) AS standard
  FROM pg_class class
  JOIN pg_attribute attribute ON attribute.attrelid = class.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
  JOIN pg_type type ON type.oid = attribute.atttypid
  LEFT JOIN pg_collation coll ON coll.oid = attribute.attcollation
  LEFT JOIN pg_attrdef stored ON stored.adrelid = class.oid AND stored.adnum = attribute.attnum
  WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind = 'r' AND class.relname = ANY($1)
  ORDER BY class.relname, attribute.attnum`;

const indexQuery = `
  SELECT class.relname AS table, made.relname AS name, index.indisunique AS unique, index.indisvalid AS valid,
    pg_get_indexdef(index.indexrelid) AS definition
  FROM pg_index index
  JOIN pg_class class ON class.oid = index.indrelid
  JOIN pg_class made ON made.oid = index.indexrelid
  WHERE class.relnamespace = current_schema()::regnamespace AND class.relname = ANY($1) AND NOT index.indisprimary`;

const keyQuery = `
  SELECT class.relname AS table, made.conname AS name, pg_get_constraintdef(made.oid) AS definition
  FROM pg_constraint made JOIN pg_class class ON class.oid = made.conrelid
  WHERE class.relnamespace = current_schema()::regnamespace AND made.contype = 'f' AND class.relname = ANY($1)`;

async function readTables(
  client: Pick<pg.ClientBase, 'query'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredTable>> {
  const columns = await client.query<StoredColumn & { table: string }>(columnQuery, [names]);
  const indexes = await client.query<StoredIndex & { table: string }>(indexQuery, [names]);
  const keys = await client.query<StoredKey & { table: string }>(keyQuery, [names]);
  const present = new Set(columns.rows.map((row) => row.table));
  return new Map(
    [...present].map((table) => {
      const own = <Row extends { table: string }>(rows: readonly Row[]): Row[] =>
        rows.filter((row) => row.table === table);
      return [table, { columns: own(columns.rows), indexes: own(indexes.rows), keys: own(keys.rows) }];
    }),
  );
}

/** SQL as PostgreSQL and as the derivation write it differ by quotes, parentheses and spaces alone. */
function bare(text: string): string {
  return text.replace(/["()\s]/g, '').toLowerCase();
}

function standardOf(text: string | null | undefined): string {
  return (text ?? '').replace(/::[a-z[\]]+$/, '');
}

function describeColumn(column: ColumnDefinition): string {
  return [column.type, column.collation ?? '', column.required ? 'NOT NULL' : '', standardOf(column.standard)].join(
    '|',
  );
}

function describeStored(column: StoredColumn): string {
  return [column.type, column.collation ?? '', column.required ? 'NOT NULL' : '', standardOf(column.standard)].join(
    '|',
  );
}

function describeIndex(table: string, index: IndexDefinition): string {
  return bare(indexSql(table, index).replace(/;$/, '').replace(' ON "', ' ON public."')).replace(
    /^createuniqueindex/,
    'createindex',
  );
}

function describeStoredIndex(index: StoredIndex): string {
  return bare(index.definition.replace(/ ON [a-z_]+\./, ' ON public.')).replace(/^createuniqueindex/, 'createindex');
}

/** Columns that an administrator added stand outside the declarations: retired ones are kept, and never extra. */
const customName = /^c_[0-9a-f]{32}/;

function columnDifferences(table: TableDefinition, stored: StoredTable): Difference[] {
  const found: Difference[] = [];
  const present = new Map(stored.columns.map((column) => [column.name, column]));
  for (const column of table.columns) {
    const there = present.get(column.name);
    present.delete(column.name);
    const base = { table: table.name, name: column.name };
    if (!there)
      found.push({
        ...base,
        kind: 'missing-column',
        statements: [`ALTER TABLE "${table.name}" ADD COLUMN ${columnSql(column)};`],
      });
    else if (describeStored(there) !== describeColumn(column))
      found.push({
        ...base,
        kind: 'other-column',
        detail: `${describeStored(there)} → ${describeColumn(column)}`,
        // A change of type is a decision: the line is there to be thought over.
        statements: [
          `-- ALTER TABLE "${table.name}" ALTER COLUMN ${column.name} … (${describeStored(there)} → ${describeColumn(column)})`,
        ],
      });
  }
  for (const name of present.keys())
    if (!customName.test(name))
      found.push({
        kind: 'extra-column',
        table: table.name,
        name,
        statements: [`-- ALTER TABLE "${table.name}" DROP COLUMN ${name};`],
      });
  return found;
}

function indexDifferences(table: TableDefinition, stored: StoredTable): Difference[] {
  const found: Difference[] = [];
  const present = new Map(stored.indexes.map((index) => [index.name, index]));
  for (const index of table.indexes) {
    const there = present.get(index.name);
    present.delete(index.name);
    const base = { table: table.name, name: index.name };
    const make = indexSql(table.name, index);
    if (!there) found.push({ ...base, kind: 'missing-index', statements: [make] });
    else if (
      !there.valid ||
      there.unique !== index.unique ||
      describeStoredIndex(there) !== describeIndex(table.name, index)
    )
      found.push({
        ...base,
        kind: 'other-index',
        detail: `${there.definition} → ${make}`,
        statements: [`DROP INDEX ${index.name};`, make],
      });
  }
  for (const name of present.keys())
    found.push({ kind: 'extra-index', table: table.name, name, statements: [`DROP INDEX ${name};`] });
  return found;
}

function keyDifferences(table: TableDefinition, stored: StoredTable): Difference[] {
  const found: Difference[] = [];
  const present = new Map(stored.keys.map((key) => [key.name, key]));
  for (const key of table.foreignKeys) {
    const there = present.get(key.name);
    present.delete(key.name);
    if (!there || bare(there.definition) !== bare(`FOREIGN KEY (${key.column}) REFERENCES "${key.table}" (id)`))
      found.push({
        kind: 'missing-key',
        table: table.name,
        name: key.name,
        statements: [foreignKeySql(table.name, key satisfies ForeignKeyDefinition)],
      });
  }
  for (const name of present.keys())
    found.push({
      kind: 'extra-key',
      table: table.name,
      name,
      statements: [`ALTER TABLE "${table.name}" DROP CONSTRAINT ${name};`],
    });
  return found;
}

/**
 * Takes a connection and tables as the declarations ask for them; returns what the database has otherwise, tables in
 * the given order, columns before indexes before keys. Indexes left invalid by a broken build count as other.
 */
export async function compareSchema(
  client: Pick<pg.ClientBase, 'query'>,
  tables: readonly TableDefinition[],
): Promise<Difference[]> {
  const stored = await readTables(
    client,
    tables.map((table) => table.name),
  );
  return tables.flatMap((table): Difference[] => {
    const there = stored.get(table.name);
    if (!there) return [{ kind: 'missing-table', table: table.name, name: table.name, statements: [tableSql(table)] }];
    return [...columnDifferences(table, there), ...indexDifferences(table, there), ...keyDifferences(table, there)];
  });
}
