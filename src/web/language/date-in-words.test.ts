import { expect, test } from 'vitest';
import { dateInWords } from './date-in-words.ts';

test('the first of a month is « 1er » in French, and no other day', () => {
  const options = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const days = ['2026-12-01', '2026-12-11', '2026-12-21'].map((day) => new Date(day));
  expect(days.map(dateInWords('fr', options))).toEqual(['1er décembre', '11 décembre', '21 décembre']);
  expect(days.map(dateInWords('en', options))).toEqual(['1 December', '11 December', '21 December']);
});
