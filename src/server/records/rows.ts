import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';

/** A record's values by field name, in their JSON form; null is empty. */
export type Values = Readonly<Record<string, unknown>>;

/** A row as PostgreSQL returns it, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** Takes a field and a row; returns the field's value. */
export function storedValue(field: EffectiveField, row: Row): unknown {
  return field.type.decode(
    field.columns.map((column) => row[column.name] ?? null),
    field.options,
  );
}

/** Takes a record type and one of its rows; returns the value of every field (system fields included). */
export function valuesOf(record: EffectiveRecord, row: Row): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of record.fields) values[field.name] = storedValue(field, row);
  return values;
}

/** Takes a record type and values; returns the stored columns of every field but the system's own. */
export function storedColumns(record: EffectiveRecord, values: Values): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  addStoredColumns(columns, storedFields(record), values);
  return columns;
}

/** Adds the stored columns of fields to a row; of a new one those that hold something are enough. */
export function addStoredColumns(
  columns: Record<string, unknown>,
  fields: readonly EffectiveField[],
  values: Values,
  filled = false,
): void {
  for (const field of fields) {
    const value = values[field.name] ?? null;
    if (filled && value === null) continue;
    const stored = field.type.encode(value, field.options);
    let index = 0;
    for (const column of field.columns) {
      const held = stored[index++] ?? null;
      if (held !== null || !filled) columns[column.name] = held;
    }
  }
}

const stored = new WeakMap<EffectiveRecord, readonly EffectiveField[]>();

/** The fields whose values are stored: all but the system's own. */
export function storedFields(record: EffectiveRecord): readonly EffectiveField[] {
  const known = stored.get(record);
  if (known) return known;
  const fields = record.fields.filter((field) => field.kind !== 'system');
  stored.set(record, fields);
  return fields;
}

/** Tells whether two values of a field are the same, by their JSON form (lists in the same order). */
export function sameValue(first: unknown, second: unknown): boolean {
  const one = first ?? null;
  const other = second ?? null;
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  // Lists of words and numbers, without writing them as JSON: there are many of them.
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return false;
    if (one.every((value, place) => value === other[place])) return true;
  }
  return stable(one) === stable(other);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
