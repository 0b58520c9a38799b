import { groupingOf } from '../../../../meta/derive/grouping.ts';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import type { FilterNode } from '../../../api/types.ts';

/** Takes a month as `2026-11`; returns its first and last day. */
export function daysOfMonth(month: string): readonly [string, string] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return [`${month}-01`, new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)];
}

/** Takes the field of the groups and the value of one; returns the filter of the records in it. */
export function groupFilter(by: EffectiveField, value: unknown): FilterNode {
  const field = by.name;
  if (value === null) return { field, op: 'isEmpty' };
  switch (groupingOf(by)) {
    case 'values':
      return { field, op: 'hasAny', value: [value] };
    case 'month':
      return { field, op: 'between', value: daysOfMonth(String(value)) };
    default:
      return { field, op: 'equals', value };
  }
}
