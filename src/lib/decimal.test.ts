import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  formatDecimal,
  isDecimal,
  padZeros,
  parseDecimal,
  trimZeros,
  writeDecimal,
} from './decimal.ts';

describe('reading a number', () => {
  it.each<[string, ',' | '.', string | null]>([
    ['1,250', ',', '1.250'],
    ['1,250', '.', '1250'],
    ['1.250', ',', '1250'],
    ['1.250', '.', '1.250'],
    ['0.125', ',', '0.125'],
    ['0,125', '.', '0.125'],
    ['1250.500', ',', '1250.500'],
    ['12.5', ',', '12.5'],
    ['1.250.000', ',', '1250000'],
    ['1.250.000', '.', '1250000'],
    ['1.25.000', ',', null],
    ['1.250.000,5', '.', '1250000.5'],
    ['1,250,000.5', ',', '1250000.5'],
    ['1 250.5', ',', '1250.5'],
    ['1 250,5', '.', '1250.5'],
    ['1 250 00', ',', null],
    ['1250 500', ',', null],
    ['12,50,3', ',', null],
    [',5', ',', '0.5'],
    ['5,', ',', null],
    ['', ',', null],
    ['-', ',', null],
    ['+5', ',', '5'],
    ['007', ',', '7'],
    ['-0,00', ',', '0.00'],
    ['1e5', ',', null],
    ['1_000', ',', null],
    ['Infinity', ',', null],
    ['٣', ',', null],
  ])('makes « %s » (decimal mark %s) %s', (text, mark, decimal) => {
    expect(parseDecimal(text, mark)).toBe(decimal);
  });

  const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.nat(6)).map(([number, places]) => {
    const figures = String(number < 0n ? -number : number).padStart(places + 1, '0');
    const text = places === 0 ? figures : `${figures.slice(0, -places)}.${figures.slice(-places)}`;
    return number < 0n ? `-${text}` : text;
  });

  it('reads back what is shown and what is exported, exactly, in both languages', () => {
    fc.assert(
      fc.property(decimals, fc.constantFrom('fr' as const, 'en' as const), (decimal, language) => {
        const mark = language === 'fr' ? ',' : '.';
        expect(isDecimal(decimal)).toBe(true);
        expect(parseDecimal(formatDecimal(decimal, language), mark)).toBe(decimal);
        expect(parseDecimal(writeDecimal(decimal, language), mark)).toBe(decimal);
      }),
      { numRuns: 500 },
    );
  });

  it('compares beyond what binary fractions hold', () => {
    expect(compareDecimals('12345678901234567890.1', '12345678901234567890.2')).toBeLessThan(0);
    expect(compareDecimals('-1', '-1.000')).toBe(0);
    expect(compareDecimals('0.3', '0.29')).toBeGreaterThan(0);
  });
});

it('shows thousands in groups, as each language does', () => {
  expect(formatDecimal('-1250000.5', 'fr')).toBe('-1\u202f250\u202f000,5');
  expect(formatDecimal('-1250000.5', 'en')).toBe('-1,250,000.5');
  expect(formatDecimal('999', 'fr')).toBe('999');
});

it('takes useless zeros off and puts needed ones on', () => {
  expect(trimZeros('1250.50')).toBe('1250.5');
  expect(trimZeros('100')).toBe('100');
  expect(trimZeros('100.00')).toBe('100');
  expect(padZeros('1250.5', 2)).toBe('1250.50');
  expect(padZeros('3', 2)).toBe('3.00');
  expect(padZeros('3', 0)).toBe('3');
  expect(padZeros('0.1234', 2)).toBe('0.1234');
});
