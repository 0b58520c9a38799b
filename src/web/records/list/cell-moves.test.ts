import { expect, test } from 'vitest';
import { moveCell } from './cell-moves.ts';

const size = { rows: 100, columns: 5, page: 20 };
const at = { row: 10, column: 2 };
const press = (key: string, ctrlKey = false) => moveCell(at, { key, ctrlKey, metaKey: false }, size);

test('arrows move by one cell, pages by what the window shows', () => {
  expect(press('ArrowDown')).toEqual({ row: 11, column: 2 });
  expect(press('ArrowLeft')).toEqual({ row: 10, column: 1 });
  expect(press('PageDown')).toEqual({ row: 30, column: 2 });
  expect(press('PageUp')).toEqual({ row: 0, column: 2 });
});

test('Home and End stay in the row, with Ctrl they go to the first and last one', () => {
  expect(press('Home')).toEqual({ row: 10, column: 0 });
  expect(press('End')).toEqual({ row: 10, column: 4 });
  expect(press('Home', true)).toEqual({ row: 0, column: 0 });
  expect(press('End', true)).toEqual({ row: 99, column: 4 });
});

test('the heads are above the first row and nothing is beyond the edges', () => {
  expect(moveCell({ row: 0, column: 0 }, { key: 'ArrowUp', ctrlKey: false, metaKey: false }, size)).toEqual({
    row: -1,
    column: 0,
  });
  expect(moveCell({ row: -1, column: 0 }, { key: 'ArrowUp', ctrlKey: false, metaKey: false }, size)).toEqual({
    row: -1,
    column: 0,
  });
  expect(moveCell({ row: 99, column: 4 }, { key: 'ArrowRight', ctrlKey: false, metaKey: false }, size)).toEqual({
    row: 99,
    column: 4,
  });
});

test('other keys move nothing', () => {
  expect(press('a')).toBeNull();
  expect(press('Enter')).toBeNull();
});
