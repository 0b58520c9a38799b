import { expect, test } from 'vitest';
import { moveRow, newRow, rowsOf, sortRows, valuesOf } from './value-rows.ts';

const values = [
  { code: 'b', label: { fr: 'Beta', en: 'Beta' }, color: 'red' },
  { code: 'z', label: { fr: 'Éclair', en: 'Flash' }, active: false },
  { code: 'a', label: { fr: 'alpha', en: 'Alpha' } },
];

test('a list comes back as it was when nothing was changed', () => {
  expect(valuesOf(rowsOf(values))).toEqual([
    { code: 'b', label: { fr: 'Beta' }, active: true, color: 'red' },
    { code: 'z', label: { fr: 'Éclair', en: 'Flash' }, active: false, color: null },
    { code: 'a', label: { fr: 'alpha', en: 'Alpha' }, active: true, color: null },
  ]);
});

test('a new line that was left empty is no value', () => {
  expect(valuesOf([newRow(), { ...newRow(), fr: 'Neuf' }])).toEqual([
    { label: { fr: 'Neuf' }, active: true, color: null },
  ]);
});

test('a line moves by one, and stays at the ends', () => {
  const rows = rowsOf(values);
  const codes = (moved: readonly { code?: string }[]) => moved.map(({ code }) => code).join('');
  expect(codes(moveRow(rows, 'z', -1))).toBe('zba');
  expect(codes(moveRow(rows, 'z', 1))).toBe('baz');
  expect(codes(moveRow(rows, 'b', -1))).toBe('bza');
  expect(codes(moveRow(rows, 'a', 1))).toBe('bza');
});

test('sorting follows the language, what is no longer offered last', () => {
  expect(sortRows(rowsOf(values), 'fr').map(({ code }) => code)).toEqual(['a', 'b', 'z']);
});
