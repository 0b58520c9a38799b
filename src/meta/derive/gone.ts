import type { EffectiveField, EffectiveRecord } from '../effective-record.ts';

/** Tells whether a record has left its lists without being deleted (`gone`, A31). Takes its type and values. */
export function isGone(record: EffectiveRecord, values: Readonly<Record<string, unknown>>): boolean {
  const value = record.gone && values[record.gone.field];
  return typeof value === 'string' && (record.gone?.values.includes(value) ?? false);
}

/** Takes a record type; returns the field that says that a record is gone, undefined where none is declared. */
export function goneField(record: EffectiveRecord): EffectiveField | undefined {
  return record.gone && record.field(record.gone.field);
}
