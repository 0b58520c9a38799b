import { snakeCase } from '../../lib/text.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import { keepsReaders } from './access.ts';
import { endOf, isCalendarField } from './grouping.ts';

/** A column as PostgreSQL describes it. */
export interface ColumnDefinition {
  readonly name: string;
  /** The type as `format_type` writes it, without the collation. */
  readonly type: string;
  readonly required: boolean;
  readonly collation?: 'C';
  /** The default as SQL, where there is one. */
  readonly standard?: string;
}

export interface IndexDefinition {
  readonly name: string;
  readonly unique: boolean;
  readonly method: 'btree' | 'gin';
  /** What is indexed, as SQL: columns, or an expression. */
  readonly keys: string;
  /** The condition as SQL. */
  readonly where: string;
  /** A column kept beside the keys, so that rows need not be read for it. */
  readonly include?: string;
}

export interface ForeignKeyDefinition {
  readonly name: string;
  readonly column: string;
  readonly table: string;
}

export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly indexes: readonly IndexDefinition[];
  readonly foreignKeys: readonly ForeignKeyDefinition[];
}

/** The column of the keys by which likely duplicates are found. */
export const duplicateKeysColumn = 'duplicate_keys';

const live = 'deleted_at IS NULL';

/** Longest name of a table, column or index in PostgreSQL, less room for a suffix. */
const longestName = 60;

function indexName(table: string, ...parts: string[]): string {
  return [table, ...parts].join('_').slice(0, longestName);
}

/**
 * Tells whether rows of the record type keep words to be found by: those met by themselves, not links, whose words are
 * kept with the record they lead to.
 */
export function isSearched(record: EffectiveRecord): boolean {
  return record.navigation !== undefined && record.fields.some((field) => field.search);
}

/** The column a field sorts by, and whether it can be empty: its folded key, else its main column; null when it does not sort. */
export function sortColumn(field: EffectiveField): { readonly name: string; readonly nullable: boolean } | null {
  if (field.keyColumn) return { name: field.keyColumn, nullable: false };
  const main = field.columns[0];
  return field.type.sort === 'column' && main ? { name: main.name, nullable: !(field.kind === 'system') } : null;
}

function fieldColumns(field: EffectiveField): ColumnDefinition[] {
  const stored = field.columns.map(({ name, type }) => ({
    name,
    type: type === 'timestamptz' ? 'timestamp with time zone' : type === 'time' ? 'time without time zone' : type,
    required: false,
  }));
  const keys = [field.keyColumn, ...Object.values(field.partKeys)].filter((name): name is string => name !== null);
  return [
    ...stored,
    ...keys.map((name) => ({ name, type: 'text', required: true, collation: 'C' as const, standard: "''" })),
  ];
}

/** Characters that tell two texts apart where they must: an index entry of PostgreSQL must stay below 2 704 bytes. */
const longestUnique = 600;

/** Takes a field; returns as SQL what no two live rows may share. Declared fields are short by their own options. */
export function uniqueKey(field: EffectiveField): string {
  const main = field.columns[0]?.name ?? '';
  if (field.columns[0]?.type !== 'text') return main;
  return field.custom ? `left(lower(${main}), ${longestUnique})` : `lower(${main})`;
}

/** Tells whether records are found by what the field points to: when that is deleted, or on one of its tabs. */
function isFollowedBack(field: EffectiveField | undefined): boolean {
  return (
    field !== undefined &&
    field.kind === 'plain' &&
    field.type.comparison === 'reference' &&
    'onDelete' in field.options
  );
}

/** Takes a record type and a field of it; returns the indexes that the field's settings ask for. */
export function fieldIndexes(record: EffectiveRecord, field: EffectiveField): IndexDefinition[] {
  const { table, timeline } = record;
  const found: IndexDefinition[] = [];
  const add = (suffix: string, method: IndexDefinition['method'], keys: string, unique = false, where = live) =>
    found.push({ name: indexName(table, suffix), unique, method, keys, where });
  const main = field.columns[0]?.name ?? '';
  const sorted = field.sortable ? sortColumn(field) : null;
  // A calendar counts what stands on its days from the index alone.
  const end = isCalendarField(field) ? endOf(record, field)?.columns[0]?.name : undefined;
  if (sorted) {
    const keys = `${sorted.name}, id`;
    const include = end === undefined ? {} : { include: end };
    found.push({ name: indexName(table, sorted.name), unique: false, method: 'btree', keys, where: live, ...include });
  }
  if (field.unique) add(`${main}_unique`, 'btree', uniqueKey(field), true);
  for (const key of Object.values(field.partKeys)) add(key, 'btree', key);
  const filtered =
    field.type.comparison === 'reference' ? (field.columns.at(-1)?.name ?? main) : (field.keyColumn ?? main);
  const moment = timeline && record.field(timeline.at)?.columns[0]?.name;
  // What a record is in the history of is walked back from now.
  if (moment && isFollowedBack(field)) add(filtered, 'btree', `${filtered}, ${moment}, id`);
  else if (field.indexed && !(sorted && sorted.name === filtered)) {
    if (field.columns[0]?.type.endsWith('[]')) add(main, 'gin', main);
    // What is true is what one looks for, and few rows as a rule; the others are met on any walk.
    else if (field.type.comparison === 'boolean') add(main, 'btree', 'id', false, `${live} AND ${main}`);
    else if (!field.type.parts || field.keyColumn) add(filtered, 'btree', filtered);
  } else if (isFollowedBack(field)) add(filtered, 'btree', filtered);
  return found;
}

/** The condition, as SQL, that a boolean field of a child is true; used for « exactly one primary ». */
function primaryCondition(child: EffectiveRecord, primary: string): string {
  return `${child.field(primary)?.columns[0]?.name} AND ${live}`;
}

function childIndexes(record: EffectiveRecord, model: Model): IndexDefinition[] {
  const found: IndexDefinition[] = [];
  for (const parent of model.records) {
    for (const children of Object.values(parent.children ?? {})) {
      if (children.record !== record.name) continue;
      const via = record.field(children.via)?.columns.at(-1)?.name ?? '';
      // Ids are unique over all types: of a reference to several, the id says enough.
      const distinct = children.distinct ? record.field(children.distinct)?.columns.at(-1)?.name : undefined;
      if (distinct && !found.some((index) => index.keys.split(', ').sort().join() === [via, distinct].sort().join()))
        found.push({
          name: indexName(record.table, 'pair_unique'),
          unique: true,
          method: 'btree',
          keys: `${via}, ${distinct}`,
          where: live,
        });
      if (children.primary)
        found.push({
          name: indexName(record.table, 'primary_unique'),
          unique: true,
          method: 'btree',
          keys: via,
          where: primaryCondition(record, children.primary),
        });
      const field = record.field(children.via);
      if (!field?.indexed && !isFollowedBack(field))
        found.push({ name: indexName(record.table, via), unique: false, method: 'btree', keys: via, where: live });
    }
  }
  return found;
}

function foreignKeys(record: EffectiveRecord): ForeignKeyDefinition[] {
  return record.fields
    .filter((field) => field.kind === 'plain' && !field.custom && field.type.comparison === 'reference')
    .flatMap((field) => {
      const targets = field.type.targets?.(field.options) ?? [];
      const column = field.columns.at(-1)?.name;
      const target = targets[0];
      return targets.length === 1 && target && column
        ? [{ name: indexName(record.table, column, 'fkey'), column, table: snakeCase(target) }]
        : [];
    });
}

/**
 * Takes an effective record and the model it is part of; returns the table it is kept in. The migrations must lead to
 * exactly this (a test compares), and custom fields are added from the same derivation.
 */
export function tableOf(record: EffectiveRecord, model: Model): TableDefinition {
  const { table } = record;
  const system: ColumnDefinition[] = [
    { name: 'id', type: 'uuid', required: true },
    { name: 'version', type: 'integer', required: true, standard: '1' },
    { name: 'created_at', type: 'timestamp with time zone', required: true },
    { name: 'created_by', type: 'uuid', required: false },
    { name: 'updated_at', type: 'timestamp with time zone', required: true },
    { name: 'updated_by', type: 'uuid', required: false },
    { name: 'deleted_at', type: 'timestamp with time zone', required: false },
    { name: 'trash_root', type: 'uuid', required: false },
  ];
  const indexes: IndexDefinition[] = [
    {
      name: indexName(table, 'trash'),
      unique: false,
      method: 'btree',
      keys: 'deleted_at, id',
      where: 'deleted_at IS NOT NULL',
    },
    {
      name: indexName(table, 'trash_root'),
      unique: false,
      method: 'btree',
      keys: 'trash_root',
      where: 'trash_root IS NOT NULL',
    },
  ];
  if (isSearched(record)) {
    system.push({ name: 'search', type: 'text', required: true, standard: "''" });
    indexes.push({
      name: indexName(table, 'search'),
      unique: false,
      method: 'gin',
      keys: 'search gin_trgm_ops',
      where: live,
    });
  }
  if (keepsReaders(record)) {
    system.push(
      { name: 'readers', type: 'uuid[]', required: true, standard: "'{}'" },
      { name: 'editors', type: 'uuid[]', required: true, standard: "'{}'" },
    );
    indexes.push({ name: indexName(table, 'readers'), unique: false, method: 'gin', keys: 'readers', where: live });
  }
  if (record.duplicates) {
    system.push({ name: duplicateKeysColumn, type: 'integer[]', required: true, standard: "'{}'" });
    indexes.push({
      name: indexName(table, duplicateKeysColumn),
      unique: false,
      method: 'gin',
      keys: duplicateKeysColumn,
      where: live,
    });
  }
  const stored = record.fields.filter((field) => field.kind !== 'system');
  return {
    name: table,
    columns: [...system, ...stored.flatMap(fieldColumns)],
    indexes: [
      ...indexes,
      ...record.fields.flatMap((field) => fieldIndexes(record, field)),
      ...childIndexes(record, model),
    ],
    foreignKeys: foreignKeys(record),
  };
}
