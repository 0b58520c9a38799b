import { describe, expect, test } from 'vitest';
import type { FilterNode } from '../../api/types.ts';
import {
  addNode,
  changeNode,
  type DraftCondition,
  draftOf,
  emptyGroup,
  filterChips,
  filterOf,
  isComplete,
  joinFilters,
  withOperator,
  withoutChip,
} from './filter-tree.ts';

const city: FilterNode = { field: 'address.city', op: 'contains', value: 'Lyon' };
const type: FilterNode = { field: 'accountType', op: 'in', value: ['client'] };
const noPhone: FilterNode = { field: 'phone', op: 'isEmpty' };

function condition(op: string, value: unknown): DraftCondition {
  return { id: 'one', kind: 'condition', field: 'x', op, value };
}

describe('a filter being written', () => {
  test('is the same filter once read and written again', () => {
    const nested: FilterNode = { and: [city, { or: [type, { and: [noPhone, city] }] }] };
    expect(filterOf(draftOf(nested))).toEqual(nested);
    expect(filterOf(draftOf(city))).toEqual(city);
    expect(filterOf(draftOf(null))).toBeNull();
  });

  test('leaves out what still lacks its value, and groups left empty by it', () => {
    const draft = addNode(draftOf(city), 'nowhere', condition('contains', 'x'));
    const inner = { ...emptyGroup('or'), nodes: [condition('contains', '')] };
    expect(filterOf(addNode(draft, draft.id, inner))).toEqual(city);
  });

  test('knows what each operator needs', () => {
    expect(isComplete('isEmpty', null)).toBe(true);
    expect(isComplete('contains', '')).toBe(false);
    expect(isComplete('in', [])).toBe(false);
    expect(isComplete('between', ['1', null])).toBe(false);
    expect(isComplete('between', ['1', '2'])).toBe(true);
    expect(isComplete('equals', false)).toBe(true);
    expect(isComplete('toString', 'x')).toBe(false);
  });

  test('takes away a condition with the group it leaves empty', () => {
    const draft = draftOf({ and: [city, { or: [type, noPhone] }] });
    const group = draft.nodes[1];
    const ids = group?.kind === 'group' ? group.nodes.map(({ id }) => id) : [];
    const emptied = ids.reduce((tree, id) => changeNode(tree, id, () => null), draft);
    expect(ids).toHaveLength(2);
    expect(filterOf(emptied)).toEqual(city);
    expect(emptied.nodes).toHaveLength(1);
  });

  test('keeps the value when the operator reads it alike', () => {
    expect(withOperator(condition('contains', 'Lyon'), 'startsWith').value).toBe('Lyon');
    expect(withOperator(condition('equals', 'client'), 'in').value).toEqual(['client']);
    expect(withOperator(condition('in', ['client', 'other']), 'equals').value).toBe('client');
    expect(withOperator(condition('in', ['client']), 'isEmpty').value).toBeNull();
  });
});

describe('the chips of a filter', () => {
  test('are its conditions joined by « et », a group of « ou » being one', () => {
    expect(filterChips({ and: [city, { or: [type, noPhone] }] })).toHaveLength(2);
    expect(filterChips({ or: [type, noPhone] })).toHaveLength(1);
    expect(filterChips(null)).toEqual([]);
  });

  test('are taken away one by one', () => {
    const both: FilterNode = { and: [city, type] };
    expect(withoutChip(both, 0)).toEqual(type);
    expect(withoutChip(type, 0)).toBeNull();
    expect(withoutChip({ and: [city, type, noPhone] }, 1)).toEqual({ and: [city, noPhone] });
  });
});

test('filters joined by « et » make one flat group', () => {
  expect(joinFilters(null, city)).toEqual(city);
  expect(joinFilters({ and: [city, type] }, noPhone)).toEqual({ and: [city, type, noPhone] });
  expect(joinFilters({ or: [city, type] }, noPhone)).toEqual({ and: [{ or: [city, type] }, noPhone] });
  expect(joinFilters(null, null)).toBeNull();
});
