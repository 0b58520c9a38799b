import { describe, expect, test } from 'vitest';
import {
  everythingSelected,
  isNothing,
  isSelected,
  nothingSelected,
  selectionCount,
  selectOnly,
  selectRange,
  toggleSelected,
} from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

describe('the rows chosen in a list', () => {
  test('a range goes from the row chosen last, in both directions', () => {
    const down = selectRange(selectOnly('b'), order, 'd', false);
    expect([...down.ids]).toEqual(['b', 'c', 'd']);
    const up = selectRange(down, order, 'a', false);
    expect([...up.ids].sort()).toEqual(['a', 'b']);
  });

  test('a range may be added to what is chosen', () => {
    const apart = toggleSelected(selectOnly('a'), 'd');
    expect([...selectRange(apart, order, 'e', true).ids].sort()).toEqual(['a', 'd', 'e']);
  });

  test('a range whose start is no longer there chooses its end alone', () => {
    expect([...selectRange(selectOnly('gone'), order, 'c', false).ids]).toEqual(['c']);
  });

  test('all may be chosen but some', () => {
    const allButTwo = toggleSelected(toggleSelected(everythingSelected, 'a'), 'b');
    expect(isSelected(allButTwo, 'a')).toBe(false);
    expect(isSelected(allButTwo, 'z')).toBe(true);
    expect(selectionCount(allButTwo, { value: 12_345, exact: true })).toEqual({ value: 12_343, exact: true });
    expect(selectionCount(allButTwo, { value: 10_000, exact: false })).toEqual({ value: 9_998, exact: false });
    expect(selectionCount(allButTwo, undefined)).toBeNull();
    expect(isNothing(everythingSelected)).toBe(false);
  });

  test('a row chosen twice is chosen no more', () => {
    const none = toggleSelected(toggleSelected(nothingSelected, 'a'), 'a');
    expect(isNothing(none)).toBe(true);
    expect(selectionCount(none, undefined)).toEqual({ value: 0, exact: true });
  });
});
