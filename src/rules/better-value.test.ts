import { expect, it } from 'vitest';
import { betterValue } from './better-value.ts';

/** The values of records changed one after the other, the kept record first; returns the place of the better one. */
function better(values: readonly unknown[], { isText = true, latest = 0 } = {}): number {
  const candidates = values.map((value, place) => ({
    id: String(place),
    value,
    updatedAt: place === latest ? '2026-06-01T10:00:00.000Z' : '2026-01-01T10:00:00.000Z',
  }));
  return Number(betterValue(candidates, isText));
}

it.each([
  ['what is filled over what is empty', [null, 'Durand'], 1],
  ['the more complete of two texts', ['Jean', 'Jean-Pierre'], 1],
  ['a text that says all of the other, in another order of capitals', ['DURAND SARL', 'Durand'], 0],
  ['accents over none', ['Helene', 'Hélène'], 1],
  ['small letters beside capitals over capitals alone', ['DUPONT', 'Dupont'], 1],
  ['the kept one where all are empty', [null, '', []], 0],
])('takes %s', (_name, values, place) => {
  expect(better(values)).toBe(place);
});

it('takes that of the record changed last where each says something else', () => {
  expect(better(['Paris', 'Lyon'], { latest: 1 })).toBe(1);
  expect(better(['Paris', 'Lyon'], { latest: 0 })).toBe(0);
});

it('does not take one code for a longer form of another', () => {
  expect(better(['sales', 'salesDirector'], { isText: false, latest: 0 })).toBe(0);
});
