import type { FormatContext } from '../../fields/field-type.ts';
import type { EffectiveField } from '../effective-record.ts';

/**
 * Composes a record's title. Takes the fields it is made of, a function that gives a field's value, the reader's
 * language and zone, and one that gives the title of what a reference points to; returns what is not empty, joined by
 * spaces.
 */
export function composeTitle(
  fields: readonly EffectiveField[],
  valueIn: (field: EffectiveField) => unknown,
  context: FormatContext,
  titleOfReference: (field: EffectiveField, value: unknown) => string,
): string {
  return fields
    .map((field) => {
      const value = valueIn(field);
      if (value === null || value === undefined) return '';
      return field.type.comparison === 'reference'
        ? titleOfReference(field, value)
        : field.type.format(value, field.options, context);
    })
    .filter((part) => part !== '')
    .join(' ');
}
