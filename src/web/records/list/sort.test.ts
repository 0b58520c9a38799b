import { describe, expect, test } from 'vitest';
import { cycleSort, readSort, writeSort } from './sort.ts';

describe('the sort of a list', () => {
  test('an address says it and is said by it', () => {
    const levels = readSort('lastName,-updatedAt');
    expect(levels).toEqual([
      { field: 'lastName', descending: false },
      { field: 'updatedAt', descending: true },
    ]);
    expect(writeSort(levels)).toBe('lastName,-updatedAt');
    expect(readSort(' ,-, ')).toEqual([]);
  });

  test('a click on a head goes up, down, off', () => {
    const up = cycleSort([], 'lastName', false);
    expect(writeSort(up)).toBe('lastName');
    const down = cycleSort(up, 'lastName', false);
    expect(writeSort(down)).toBe('-lastName');
    expect(cycleSort(down, 'lastName', false)).toEqual([]);
  });

  test('a plain click makes the column the only level, with Shift it joins the others', () => {
    const two = cycleSort(readSort('lastName'), 'updatedAt', true);
    expect(writeSort(two)).toBe('lastName,updatedAt');
    expect(writeSort(cycleSort(two, 'updatedAt', true))).toBe('lastName,-updatedAt');
    expect(writeSort(cycleSort(readSort('lastName,-updatedAt'), 'updatedAt', true))).toBe('lastName');
    expect(writeSort(cycleSort(two, 'updatedAt', false))).toBe('updatedAt');
  });
});
