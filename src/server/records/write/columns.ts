import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { columnsOf, storedFields, type Values } from '../rows.ts';

/** Takes a record type and values; returns the stored columns of every field but the system's own. */
export function storedColumns(record: EffectiveRecord, values: Values): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const field of storedFields(record)) Object.assign(columns, columnsOf(field, values[field.name]));
  return columns;
}
