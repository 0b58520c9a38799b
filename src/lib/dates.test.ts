import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateOrder, formatDate, isDate, parseClock, parseDate } from './dates.ts';

describe('reading a date', () => {
  it.each<[string, DateOrder, string | null]>([
    ['03/04/2026', 'dmy', '2026-04-03'],
    ['03/04/2026', 'mdy', '2026-03-04'],
    ['2026/03/04', 'dmy', '2026-03-04'],
    ['26/03/04', 'ymd', '2026-03-04'],
    ['3/4/26', 'dmy', '2026-04-03'],
    ['1/1/69', 'dmy', '2069-01-01'],
    ['1/1/70', 'dmy', '1970-01-01'],
    ['1/1/00', 'dmy', '2000-01-01'],
    ['3 4 2026', 'dmy', '2026-04-03'],
    ['3 / 4 / 2026', 'dmy', '2026-04-03'],
    ['19960415', 'dmy', '1996-04-15'],
    ['1996-04-15T00:00:00.000Z', 'dmy', '1996-04-15'],
    ['1er août 2026', 'dmy', '2026-08-01'],
    ['1ᵉʳ août 2026', 'dmy', '2026-08-01'],
    ['MERCREDI 2 DÉCEMBRE 2026', 'dmy', '2026-12-02'],
    ['22-nov-26', 'dmy', '2026-11-22'],
    ['22-nov.-26', 'dmy', '2026-11-22'],
    ['November 22, 2026', 'dmy', '2026-11-22'],
    ['Sun, 22 Nov 2026', 'dmy', '2026-11-22'],
    ['22nd of November 2026', 'dmy', '2026-11-22'],
    ['29/02/2024', 'dmy', '2024-02-29'],
    ['29/02/2023', 'dmy', null],
    ['29/02/1900', 'dmy', null],
    ['29/02/2000', 'dmy', '2000-02-29'],
    ['31/04/2026', 'dmy', null],
    ['12/25/2026', 'dmy', null],
    ['25/12/2026', 'mdy', null],
    ['00/01/2026', 'dmy', null],
    ['01/01/0000', 'dmy', null],
    ['01/01/126', 'dmy', null],
    ['01/02-2026', 'dmy', null],
    ['22 brumaire 2026', 'dmy', null],
    ['1996-04-15T10:00:00Z', 'dmy', null],
    ['٢٢/١١/٢٠٢٦', 'dmy', null],
  ])('makes « %s » (%s) %s', (text, order, date) => {
    expect(parseDate(text, order)).toBe(date);
  });

  it('reads every day of the calendar back, as people read it and as it is stored', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (moment) => {
          const date = moment.toISOString().slice(0, 10);
          expect(isDate(date)).toBe(true);
          expect(parseDate(date)).toBe(date);
          expect(parseDate(formatDate(date))).toBe(date);
        },
      ),
    );
  });

  it('knows the same days as the calendar of the machine', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), fc.nat(13), fc.nat(32), (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const moment = new Date(Date.UTC(year, month - 1, day));
        expect(isDate(text)).toBe(moment.toISOString().slice(0, 10) === text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('reading a time of day', () => {
  it.each([
    ['9h', 9, 0, 0],
    ['9h30', 9, 30, 0],
    ['9 h 30', 9, 30, 0],
    ['09:30:15', 9, 30, 15],
    ['12:05 AM', 0, 5, 0],
    ['12:05 p.m.', 12, 5, 0],
    ['7pm', 19, 0, 0],
    ['23:59:59', 23, 59, 59],
  ])('makes « %s » %i h %i min %i s', (text, hours, minutes, seconds) => {
    expect(parseClock(text)).toEqual({ hours, minutes, seconds, milliseconds: 0 });
  });

  it.each(['', '9', '24:00', '9:60', '9:3', '13 pm', '0 am', '9h3', ':30', '9:30:60', '-9:30', 'midi'])(
    'refuses « %s »',
    (text) => {
      expect(parseClock(text)).toBe(null);
    },
  );
});
