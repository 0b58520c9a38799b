import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digits, fold, snakeCase, sortKey, words } from './text.ts';

describe('folding', () => {
  it.each([
    ['Œuvre', 'oeuvre'],
    ['ŒUVRE', 'oeuvre'],
    ['« Œuvre »', '« oeuvre »'],
    ['Lætitia', 'laetitia'],
    ['Straße', 'strasse'],
    ['Saint\u2011Étienne', 'saint-etienne'],
    ['SAINT–ÉTIENNE', 'saint-etienne'],
    ['Saint-E\u0301tienne', 'saint-etienne'],
    ['L’Haÿ-les-Roses', "l'hay-les-roses"],
    ['  Un\u00a0deux\u202ftrois\tquatre\n', 'un deux trois quatre'],
    ['ﬁn', 'fin'],
    ['№ ²', 'no 2'],
    ['İstanbul', 'istanbul'],
    ['Łódź Đà Ø', 'lodz da o'],
    ['', ''],
  ])('makes « %s » « %s »', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('changes nothing more the second time, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the sort key', () => {
  it('leaves punctuation out, so that names sort by their words', () => {
    expect(sortKey('« Durand & Fils »')).toBe('durand fils');
    expect(sortKey('L’Œil-de-Bœuf')).toBe('l oeil de boeuf');
  });

  it('keeps the signs of a text that has no word', () => {
    expect(sortKey('???')).toBe('???');
  });

  it('stays short enough for an index, in bytes', () => {
    const longest = sortKey('𝕏あ'.repeat(10_000));
    expect(new TextEncoder().encode(longest).length).toBeLessThan(2704);
  });

  it('never ends in half a character', () => {
    expect(sortKey(`a${'𠀀'.repeat(300)}`)).toBe(`a${'𠀀'.repeat(99)}`);
  });

  it('puts accented names where their letters go', () => {
    const names = ['Zola', 'Émile', 'Eluard', 'Ecole', 'Œuvre', 'Ohm'];
    expect(names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
      'Ecole',
      'Eluard',
      'Émile',
      'Œuvre',
      'Ohm',
      'Zola',
    ]);
  });
});

it('gives the words of a text, folded and in order', () => {
  expect(words('Garage St-Étienne, 12 bis')).toEqual(['garage', 'st', 'etienne', '12', 'bis']);
  expect(words('???')).toEqual([]);
});

it('gives the digits of a text, ASCII ones alone', () => {
  expect(digits('+33 (0)6 28')).toBe('330628');
  expect(digits('٣४')).toBe('');
});

it('writes camelCase names in snake_case', () => {
  expect(snakeCase('jobTitle')).toBe('job_title');
  expect(snakeCase('street2')).toBe('street2');
});
