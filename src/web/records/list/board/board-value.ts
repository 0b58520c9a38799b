import { groupingOf } from '../../../../meta/derive/grouping.ts';
import { listValues } from '../../../../meta/derive/list-values.ts';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import type { Item, RecordGroup } from '../../../api/types.ts';

/** A column of a board: the code that its cards have, null for those that have none. */
export interface BoardColumn {
  readonly key: string;
  readonly value: string | null;
  /** False: cards leave it, none enters (a value withdrawn from the list). */
  readonly open: boolean;
  readonly group: RecordGroup | undefined;
}

/** Takes the field of a board and its groups; returns its columns: the values of the list, then those withdrawn that cards still have. */
export function boardColumns(by: EffectiveField, groups: readonly RecordGroup[]): readonly BoardColumn[] {
  const groupOf = (value: string | null) => groups.find((group) => group.value === value);
  const column = (value: string | null, open: boolean): BoardColumn => ({
    key: value ?? '',
    value,
    open,
    group: groupOf(value),
  });
  const active = listValues(by).filter((value) => value.active !== false && value.mergedInto === undefined);
  const codes: readonly unknown[] = active.map(({ code }) => code);
  const left = groups.flatMap(({ value }) => (typeof value === 'string' && !codes.includes(value) ? [value] : []));
  const none = !by.required || groupOf(null) !== undefined;
  return [
    ...(none ? [column(null, !by.required)] : []),
    ...active.map(({ code }) => column(code, true)),
    ...left.map((code) => column(code, false)),
  ];
}

/** Tells whether a record stands in the column of a value. */
export function standsIn(by: EffectiveField, item: Item, value: string | null): boolean {
  const own = item[by.name];
  if (Array.isArray(own)) return value === null ? own.length === 0 : own.includes(value);
  return (own ?? null) === value;
}

/** Takes a card and the columns it leaves and enters; returns the value of its field then: of several codes, one changes. */
export function movedValue(by: EffectiveField, item: Item, from: string | null, to: string | null): unknown {
  if (groupingOf(by) !== 'values') return to;
  const own = item[by.name];
  const codes = Array.isArray(own) ? own.filter((code): code is string => typeof code === 'string') : [];
  const kept = codes.filter((code) => code !== from && code !== to);
  // Where it comes from is none of its codes, or it goes to none: then none is left.
  if (to === null) return null;
  return [...kept, to];
}
