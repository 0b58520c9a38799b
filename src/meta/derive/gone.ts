import type { Localized } from '../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord } from '../effective-record.ts';
import { listValues } from './list-values.ts';

/** Tells whether a record has left its lists without being deleted (`gone`, A31). Takes its type and values. */
export function isGone(record: EffectiveRecord, values: Readonly<Record<string, unknown>>): boolean {
  const value = record.gone && values[record.gone.field];
  return typeof value === 'string' && (record.gone?.values.includes(value) ?? false);
}

/** Takes a record type; returns the field that says that a record is gone, undefined where none is declared. */
export function goneField(record: EffectiveRecord): EffectiveField | undefined {
  return record.gone && record.field(record.gone.field);
}

/** Takes a record type; returns the word for one of its records that is gone, as the company calls it: « Disparu ». */
export function goneWord(record: EffectiveRecord): Localized | undefined {
  const field = goneField(record);
  return field && listValues(field).find(({ code }) => record.gone?.values.includes(code))?.label;
}
