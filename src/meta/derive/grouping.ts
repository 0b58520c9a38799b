import type { Comparison } from '../../fields/field-type.ts';
import type { EffectiveField, EffectiveRecord } from '../effective-record.ts';

/** How records are put in groups by a field: one group a value, one for each of several values, one a month. */
export type Grouping = 'value' | 'values' | 'month';

const groupings: Readonly<Partial<Record<Comparison, Grouping>>> = {
  code: 'value',
  codes: 'values',
  boolean: 'value',
  reference: 'value',
  date: 'month',
  moment: 'month',
};

/** Takes a field; returns how records are grouped by it, undefined where they cannot be. */
export function groupingOf(field: EffectiveField): Grouping | undefined {
  return groupings[field.type.comparison];
}

/** Tells whether the field's values are summed up: a sum, an average. */
export function isTotalled(field: EffectiveField): boolean {
  return field.type.totals !== undefined;
}

/** Tells whether a board has a column for each value of the field: a list's, chosen once or several times. */
export function isBoardField(field: EffectiveField): boolean {
  const { comparison } = field.type;
  return (comparison === 'code' || comparison === 'codes') && 'values' in field.options;
}

/** Tells whether a calendar shows records by the field: a day or a moment. */
export function isCalendarField(field: EffectiveField): boolean {
  return field.type.comparison === 'date' || field.type.comparison === 'moment';
}

/**
 * Takes a record type and one of its dates or moments; returns the field that ends what begins there: the one it is
 * declared to be in order with. A computed one ends with the first pair of its own kind.
 */
export function endOf(record: EffectiveRecord, start: EffectiveField): EffectiveField | undefined {
  for (const [first, last] of record.inOrder ?? []) {
    const begins = record.field(first);
    const same = start.kind === 'computed' && begins?.type.comparison === start.type.comparison;
    if (first === start.name || same) return record.field(last);
  }
  return undefined;
}
