import type { FormatContext } from '../../../../fields/field-type.ts';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import type { Total, Totals } from '../../../api/types.ts';

/** A field's total in words: what it comes to and, where that says something, what it is on average. */
export interface TotalText {
  readonly field: EffectiveField;
  /** Sums of each currency, or the average where a sum says nothing; null where there were too many to add up. */
  readonly main: string | null;
  readonly average: string;
}

/** Takes fields added up and their totals; returns them in words; a field without any value is left out. */
export function totalTexts(
  fields: readonly EffectiveField[],
  totals: Totals,
  context: FormatContext,
): readonly TotalText[] {
  return fields.flatMap((field): TotalText[] => {
    const found = totals[field.name];
    if (found === null) return [{ field, main: null, average: '' }];
    if (!found || found.length === 0) return [];
    const write = (value: (total: Total) => unknown): string =>
      found
        .map(value)
        .filter((one) => one !== null)
        .map((one) => field.type.format(one, field.options, context))
        .join(' + ');
    const sums = write(({ sum }) => sum);
    const average = write((total) => total.average);
    return [{ field, main: sums || average, average: sums ? average : '' }];
  });
}
