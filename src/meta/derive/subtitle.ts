import type { FormatContext } from '../../fields/field-type.ts';
import type { EffectiveRecord } from '../effective-record.ts';

/**
 * Takes a record type, one record's values (JSON form) with the titles of what they point to, and who reads; returns
 * the line under its title (« Comptabilité · Durand & Fils »), '' where all of it is empty or hidden.
 */
export function subtitleOf(
  record: EffectiveRecord,
  values: Readonly<Record<string, unknown>>,
  titles: Readonly<Record<string, string | null | undefined>> | undefined,
  context: FormatContext,
): string {
  return (record.subtitle ?? [])
    .map((name) => {
      const field = record.field(name);
      const value = values[name];
      if (!field || field.hidden || value === null || value === undefined) return '';
      if (field.type.targets) return titles?.[name] ?? '';
      return field.type.format(value, field.options, context);
    })
    .filter((text) => text !== '')
    .join(' · ');
}
