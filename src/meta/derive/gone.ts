import type { Localized } from '../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import { associationsOf } from './associations.ts';
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

/**
 * Takes a type whose records may be gone and a reference to them; tells whether a record that is gone gets no such link
 * any more: what ends with it or leaves it out, and all that it could be associated with (F106, A31).
 */
export function isClosedOnceGone(model: Model, record: EffectiveRecord, link: EffectiveRecord, via: string): boolean {
  const declared = [...(record.gone?.ends ?? []), ...(record.gone?.leaves ?? [])];
  return (
    declared.some((one) => one.record === link.name && one.via === via) ||
    associationsOf(model, record).some(({ link: { name }, near }) => name === link.name && near.name === via)
  );
}
