import { type RawBuilder, sql } from 'kysely';
import { type Condition, column } from '../../db/compared.ts';

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

/** An order of rows: its keys, then the id. */
export interface Order {
  readonly keys: readonly SortKey[];
  /** Direction of the id: that of the last key. */
  readonly descending: boolean;
  /** False where rows must be gathered before they are sorted. */
  readonly indexed: boolean;
}

/** Where a page ends: the last row's values (null where empty) and id. */
export interface Position {
  readonly values: readonly (string | null)[];
  readonly id: string;
}

/** Takes whether an order is descending; returns it as SQL. */
export const direction = (descending: boolean) => (descending ? sql`DESC` : sql`ASC`);

/**
 * Takes an order and an alias; returns it as ORDER BY takes it. Empty values come last in either direction; the first
 * key needs no care for them where the rows are known to have it, or known not to. `leadAlias` is where the first key is
 * read, where it is read apart.
 */
export function orderBy(
  order: Order,
  alias: string,
  first: 'any' | 'filled' | 'empty' = 'any',
  leadAlias: string = alias,
): RawBuilder<unknown> {
  const parts = order.keys.flatMap((key, index) => {
    const expression = key.expression(index === 0 ? leadAlias : alias);
    if (!key.nullable) return [sql`${expression} ${direction(key.descending)}`];
    // `a` and `a DESC` are the orders of the index read forward and backward.
    if (index === 0 && first !== 'any') return [sql`${expression} ${direction(key.descending)}`];
    return [sql`${expression} ${direction(key.descending)} NULLS LAST`];
  });
  const idAlias = order.keys.length < 2 ? leadAlias : alias;
  return sql.join([...parts, sql`${column(idAlias, 'id')} ${direction(order.descending)}`]);
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
export function beyond(key: SortKey, alias: string, value: string | null): Condition | null {
  if (value === null) return null;
  const after = sql<boolean>`${key.expression(alias)} ${sql.raw(key.descending ? '<' : '>')} ${bound(key, value)}`;
  return key.nullable ? sql`(${after} OR ${key.expression(alias)} IS NULL)` : after;
}

/** Rows that have `value` by a key. */
export function same(key: SortKey, alias: string, value: string | null): Condition {
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
