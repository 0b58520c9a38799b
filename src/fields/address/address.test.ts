import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, addressLines, addressParts, addressType } from './address.ts';
import { countryCodes, countryName, findCountry } from './countries.ts';

const french = { language: 'fr', timeZone: 'Europe/Paris' } as const;

function read(text: string): unknown {
  const result = addressType.fromText(text, {}, french);
  return result.ok ? result.value : result.error.code;
}

describe('reading an address written for people', () => {
  it.each<[string, Address]>([
    ['12 rue Victor Hugo, 69001 Lyon', { street: '12 rue Victor Hugo', postcode: '69001', city: 'Lyon' }],
    [
      '12, rue Victor Hugo, 69001 Lyon, France',
      { street: '12, rue Victor Hugo', postcode: '69001', city: 'Lyon', country: 'FR' },
    ],
    [
      '12 rue Victor Hugo\n69001 LYON CEDEX 01',
      { street: '12 rue Victor Hugo', postcode: '69001', city: 'LYON CEDEX 01' },
    ],
    [
      'ZA du Pré\nBât. 3\n1er étage\nF-01400 Châtillon\nFRANCE',
      { street: 'ZA du Pré', street2: 'Bât. 3, 1er étage', postcode: '01400', city: 'Châtillon', country: 'FR' },
    ],
    [
      '1 Grand-Rue\nL-1661 Luxembourg\nLuxembourg',
      { street: '1 Grand-Rue', postcode: '1661', city: 'Luxembourg', country: 'LU' },
    ],
    ['Mairie', { street: 'Mairie' }],
    ['Mairie\nPlace du Marché', { street: 'Mairie', street2: 'Place du Marché' }],
  ])('makes the parts of « %s »', (text, address) => {
    expect(read(text)).toEqual(address);
  });
});

describe('an address', () => {
  it('comes back from its exchange text whatever its parts hold', () => {
    const part = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('|', '\\', 'n', '\n', ' ', 'a'), minLength: 1 }),
    );
    fc.assert(
      fc.property(
        fc.record(
          Object.fromEntries(
            addressParts.map((name) => [name, name === 'country' ? fc.constantFrom('FR', 'BE') : part]),
          ),
          { requiredKeys: [] },
        ),
        (given) => {
          const value = addressType.normalize?.(given, {}) as Address | null;
          fc.pre(value !== null);
          expect(read(addressType.toText(value as Address, {}, french))).toEqual(value);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names its country only abroad', () => {
    expect(addressLines({ street: '1 rue A', postcode: '69001', city: 'Lyon', country: 'FR' }, french)).toEqual([
      '1 rue A',
      '69001 Lyon',
    ]);
    expect(addressLines({ street: '1 rue A', postcode: '1000', city: 'Bruxelles', country: 'BE' }, french)).toEqual([
      '1 rue A',
      '1000 Bruxelles',
      'Belgique',
    ]);
  });

  it('is empty when all its parts are', () => {
    expect(addressType.normalize?.({ street: ' ', city: null, country: '' }, {})).toBe(null);
    expect(addressType.normalize?.({}, {})).toBe(null);
    expect(addressType.decode([null, null, null, null, null, null], {})).toBe(null);
  });

  it('has its country’s code whatever the way it is written', () => {
    expect(addressType.normalize?.({ city: ' Lyon ', country: 'france' }, {})).toEqual({ city: 'Lyon', country: 'FR' });
  });
});

describe('countries', () => {
  it('are found by their code and by their name in both languages', () => {
    for (const code of countryCodes) {
      expect(findCountry(code)).toBe(code);
      expect(findCountry(code.toLowerCase())).toBe(code);
      for (const language of ['fr', 'en'] as const) {
        expect(countryName(code, language)).not.toBe(code);
        expect(findCountry(countryName(code, language))).toBe(code);
      }
    }
  });

  it.each([
    ['ETATS-UNIS', 'US'],
    ['Etats Unis d’Amérique', 'US'],
    ['La Réunion', 'RE'],
    ['Côte d’Ivoire', 'CI'],
    ['Royaume Uni', 'GB'],
    ['U.K.', 'GB'],
    ['the Netherlands', 'NL'],
  ])('are found as people write « %s »', (text, code) => {
    expect(findCountry(text)).toBe(code);
  });

  it('are not guessed', () => {
    for (const text of ['', 'Syldavie', 'constructor', 'XX', 'Lyon']) expect(findCountry(text)).toBe(null);
  });
});
