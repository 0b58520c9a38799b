import type {
  ColumnDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  TableDefinition,
} from '../../meta/derive/storage.ts';

/** Takes a column; returns it as it stands in CREATE TABLE or ADD COLUMN. */
export function columnSql(column: ColumnDefinition): string {
  return [
    column.name,
    column.type,
    column.collation ? `COLLATE "${column.collation}"` : '',
    column.required ? 'NOT NULL' : '',
    column.standard === undefined ? '' : `DEFAULT ${column.standard}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Takes an index and its table; returns CREATE INDEX. `concurrently` is for tables in use, outside a transaction. */
export function indexSql(table: string, index: IndexDefinition, concurrently = false): string {
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${concurrently ? 'CONCURRENTLY IF NOT EXISTS ' : ''}${index.name} ON "${table}" USING ${index.method} (${index.keys})${index.include === undefined ? '' : ` INCLUDE (${index.include})`} WHERE ${index.where};`;
}

/** Takes a table and a foreign key; returns ADD CONSTRAINT. */
export function foreignKeySql(table: string, key: ForeignKeyDefinition): string {
  return `ALTER TABLE "${table}" ADD CONSTRAINT ${key.name} FOREIGN KEY (${key.column}) REFERENCES "${key.table}" (id);`;
}

/** Takes a table; returns the statements that make it, its keys and its indexes. */
export function tableSql(table: TableDefinition): string {
  const columns = table.columns.map((column) => `  ${columnSql(column)}`);
  return [
    `CREATE TABLE "${table.name}" (\n${columns.join(',\n')},\n  PRIMARY KEY (id)\n);`,
    ...table.indexes.map((index) => indexSql(table.name, index)),
    ...table.foreignKeys.map((key) => foreignKeySql(table.name, key)),
  ].join('\n');
}
