import { type RawBuilder, sql } from 'kysely';
import { sortColumn } from '../../../meta/derive/storage.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import { CarnetError } from '../../errors.ts';
import { isReadable, type Reader, targetTitleFields } from './readable.ts';

/** One key of an order. */
export interface SortKey {
  readonly name: string;
  readonly descending: boolean;
  readonly nullable: boolean;
  /** An index with `id` serves it. */
  readonly indexed: boolean;
  /** The type its value is read back in. */
  readonly type: string;
  readonly expression: (alias: string) => RawBuilder<unknown>;
  /** The column it is, null for an expression. */
  readonly column: string | null;
}

/** An order of rows: its keys, then the id, in the direction of the first. */
export interface Order {
  readonly keys: readonly SortKey[];
  readonly descending: boolean;
  /** False where rows must be gathered before they are sorted. */
  readonly indexed: boolean;
}

/** Where a page ends: the last row's values (null where empty) and id. */
export interface Position {
  readonly values: readonly (string | null)[];
  readonly id: string;
}

const mostKeys = 5;

function invalidSort(field: string, code: 'sort-field' | 'sort-too-large'): CarnetError {
  const parameters = { field: field.slice(0, 200) };
  return new CarnetError(400, 'invalid-sort', { parameters, errors: [{ field: parameters.field, code, parameters }] });
}

/** The error of an order that too many rows would have to be gathered for. */
export function tooManyToSort(order: Order): CarnetError {
  return invalidSort(order.keys.find((key) => !key.indexed)?.name ?? order.keys[0]?.name ?? '', 'sort-too-large');
}

type Stored = Pick<SortKey, 'expression' | 'nullable' | 'type' | 'column'>;

const folded = (name: string): Stored => ({
  expression: (alias) => sql`(coalesce(carnet_fold(${column(alias, name)}), '') COLLATE "C")`,
  nullable: false,
  type: 'text COLLATE "C"',
  column: null,
});

const stored = (name: string, type: string, nullable: boolean): Stored => ({
  expression: (alias) => column(alias, name),
  nullable,
  type,
  column: name,
});

/** A folded key compares by the collation of its column. */
const keyType = 'text COLLATE "C"';

function storedField(field: EffectiveField): Stored | undefined {
  const kept = sortColumn(field);
  if (kept) {
    const type = field.columns.find((candidate) => candidate.name === kept.name)?.type;
    return stored(kept.name, type ?? keyType, kept.nullable);
  }
  const main = field.columns[0];
  return field.type.comparison === 'text' && field.type.sort && main ? folded(main.name) : undefined;
}

function storedPart(field: EffectiveField, name: string): Stored | undefined {
  const part = field.type.parts && Object.hasOwn(field.type.parts, name) ? field.type.parts[name] : undefined;
  const main = field.columns[field.type.columns.findIndex((candidate) => candidate.suffix === part?.suffix)];
  if (!part || !main) return undefined;
  const key = field.partKeys[name];
  if (key) return stored(key, keyType, false);
  return part.comparison === 'text' ? folded(main.name) : stored(main.name, main.type, true);
}

/** A reference sorts by its target's title: who may not see all of that title may not sort by it. */
function titleIsReadable(reader: Reader, field: EffectiveField): boolean {
  const targets = field.type.targets?.(field.options) ?? [];
  return targets.every((name) => {
    const target = reader.company.model().find(name);
    return target !== undefined && targetTitleFields(reader, target).length === target.title.length;
  });
}

function sortKey(reader: Reader, record: EffectiveRecord, part: string): SortKey | undefined {
  const descending = part.startsWith('-');
  const name = descending ? part.slice(1) : part;
  if (name === 'id') return { name, descending, indexed: true, ...stored('id', 'uuid', false) };
  const [fieldName = '', partName, ...more] = name.split('.');
  const field = record.field(fieldName);
  if (!field || more.length > 0 || !isReadable(reader, record, field) || !titleIsReadable(reader, field))
    return undefined;
  const found = partName === undefined ? storedField(field) : storedPart(field, partName);
  return (
    found && {
      name,
      descending,
      indexed: partName === undefined && field.sortable === true && sortColumn(field) !== null,
      ...found,
    }
  );
}

function orderOf(keys: readonly SortKey[]): Order {
  // Beyond the first key, an index still brings rows nearly in order; what follows the id is of no use.
  const end = keys.findIndex((key) => key.name === 'id');
  const used = end < 0 ? keys : keys.slice(0, end);
  const descending = (used[0] ?? keys[0])?.descending ?? false;
  return { keys: used, descending, indexed: used[0]?.indexed ?? true };
}

/**
 * Takes who reads, a record type and an order as asked (`lastName,-updatedAt`), its standard one where absent; returns
 * the order. Throws 400 `invalid-sort` naming a field that is unknown, hidden or has no order.
 */
export function readSort(
  reader: Reader,
  record: EffectiveRecord,
  sort: string | null | undefined,
  trash = false,
): Order {
  const asked = (sort ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (asked.length > mostKeys) throw invalidSort(asked[mostKeys] ?? '', 'sort-field');
  if (asked.length > 0) {
    const keys = asked.map((part) => {
      const key = sortKey(reader, record, part);
      if (!key) throw invalidSort(part.replace(/^-/, ''), 'sort-field');
      return trash ? { ...key, indexed: false } : key;
    });
    return orderOf(keys.filter((key, index) => keys.findIndex((other) => other.name === key.name) === index));
  }
  if (trash) {
    const deleted: SortKey = {
      name: 'deletedAt',
      descending: true,
      indexed: true,
      ...stored('deleted_at', 'timestamptz', false),
    };
    return orderOf([deleted]);
  }
  const standard = [record.defaultSort, ...record.title, '-createdAt'];
  const keys = standard.map((part) => (part ? sortKey(reader, record, part) : undefined));
  const first = keys.find((key) => key?.indexed);
  return orderOf(first ? [first] : []);
}

const direction = (descending: boolean) => (descending ? sql`DESC` : sql`ASC`);

/**
 * Takes an order and an alias; returns it as ORDER BY takes it. Empty values come last in either direction; the first
 * key needs no care for them where the rows are known to have it, or known not to.
 */
export function orderBy(order: Order, alias: string, first: 'any' | 'filled' | 'empty' = 'any'): RawBuilder<unknown> {
  const parts = order.keys.flatMap((key, index) => {
    const expression = key.expression(alias);
    if (!key.nullable) return [sql`${expression} ${direction(key.descending)}`];
    // `a` and `a DESC` are the orders of the index read forward and backward.
    if (index === 0 && first !== 'any') return [sql`${expression} ${direction(order.descending)}`];
    return [sql`${expression} ${direction(key.descending)} NULLS LAST`];
  });
  return sql.join([...parts, sql`${column(alias, 'id')} ${direction(order.descending)}`]);
}

/** Takes an order and an alias; returns its values as text, for a position, called s0, s1… */
export function sortValues(order: Order, alias: string): RawBuilder<unknown>[] {
  return order.keys.map((key, index) => sql`${key.expression(alias)}::text AS ${sql.ref(`s${index}`)}`);
}

function bound(key: SortKey, value: string): RawBuilder<unknown> {
  const [type = 'text', ...collation] = key.type.split(' ');
  return collation.length > 0
    ? sql`(${value}::${sql.raw(type)} ${sql.raw(collation.join(' '))})`
    : sql`${value}::${sql.raw(type)}`;
}

/** Rows that come after `value` by one key alone; null where none does. */
function beyond(key: SortKey, alias: string, value: string | null): Condition | null {
  if (value === null) return null;
  const after = sql<boolean>`${key.expression(alias)} ${sql.raw(key.descending ? '<' : '>')} ${bound(key, value)}`;
  return key.nullable ? sql`(${after} OR ${key.expression(alias)} IS NULL)` : after;
}

function same(key: SortKey, alias: string, value: string | null): Condition {
  return value === null ? sql`${key.expression(alias)} IS NULL` : sql`${key.expression(alias)} = ${bound(key, value)}`;
}

/**
 * Takes an order, a position and an alias; returns the condition that a row comes after that position. `first` as in
 * orderBy: where the rows are known to have the first key, an index finds the place.
 */
export function afterPosition(
  order: Order,
  position: Position,
  alias: string,
  first: 'any' | 'filled' | 'empty' = 'any',
): Condition {
  const sign = sql.raw(order.descending ? '<' : '>');
  const id = column(alias, 'id');
  const [lead, ...rest] = order.keys;
  const value = position.values[0] ?? null;
  const afterId: Condition = sql`${id} ${sign} ${position.id}::uuid`;
  if (!lead) return afterId;
  const known = first !== 'any' || !lead.nullable;
  if (known && value !== null && rest.length === 0)
    return sql`(${lead.expression(alias)}, ${id}) ${sign} (${bound(lead, value)}, ${position.id}::uuid)`;
  let condition: Condition = afterId;
  for (let index = order.keys.length - 1; index >= 0; index--) {
    const key = order.keys[index];
    if (!key) continue;
    const values = position.values[index] ?? null;
    const further =
      index === 0 && known ? beyond({ ...key, nullable: false }, alias, values) : beyond(key, alias, values);
    const tied = sql<boolean>`(${same(key, alias, values)} AND ${condition})`;
    condition = further ? sql`(${further} OR ${tied})` : tied;
  }
  if (!known || value === null) return condition;
  return sql`(${lead.expression(alias)} ${sql.raw(lead.descending ? '<=' : '>=')} ${bound(lead, value)} AND ${condition})`;
}
