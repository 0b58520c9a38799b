import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneType } from '../../fields/phone/phone.ts';
import type { Evidence, Facts } from '../../lib/duplicate-facts.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { comparable } from './likeness.ts';

const person = (name: string, firstName: string, evidence: readonly Evidence[] = []): Facts => ({
  nature: 'person',
  name,
  firstName,
  evidence,
});
const company = (name: string, evidence: readonly Evidence[] = []): Facts => ({
  nature: 'company',
  name,
  firstName: '',
  evidence,
});
const known = (kind: Evidence['kind'], text: string, weight = 0.9): Evidence => ({ kind, field: kind, weight, text });
const keysOf = (facts: Facts) => duplicateKeys(comparable(facts));

const word = fc.stringMatching(/^[A-Z][a-zéèêëïôûç]{1,11}$/);
const accents: Readonly<Record<string, string>> = { é: 'e', è: 'e', ê: 'e', ë: 'e', ï: 'i', ô: 'o', û: 'u', ç: 'c' };
const bare = (text: string) => text.replace(/[éèêëïôûç]/g, (letter) => accents[letter] ?? letter);

describe('The keys of a person', () => {
  it('are the same without accents, in capitals, with hyphens for spaces, and with the names exchanged', () => {
    fc.assert(
      fc.property(word, word, word, word, (family, first, second, employer) => {
        const at = [known('company', employer, 0.8)];
        const keys = keysOf(person(family, `${first}-${second}`, at));
        expect(keysOf(person(bare(family).toUpperCase(), bare(`${first} ${second}`), at))).toEqual(keys);
        const exchanged = keysOf(person(`${first} ${second}`, family, at));
        expect(new Set(exchanged.telling)).toEqual(new Set(keys.telling));
        expect(new Set(exchanged.faint)).toEqual(new Set(keys.faint));
      }),
    );
  });

  it('are the same however a telephone number is written', () => {
    const groups = (figures: string) => figures.match(/../g) ?? [];
    fc.assert(
      fc.property(fc.stringMatching(/^0[1-9][0-9]{8}$/), (figures) => {
        const forms = [
          figures,
          groups(figures).join(' '),
          groups(figures).join('.'),
          `+33 ${figures.slice(1)}`,
          `0033${figures.slice(1)}`,
          `+33 (0)${figures.slice(1)}`,
        ];
        const keys = forms.map((form) => keysOf(person('', '', [known('phone', phoneType.keyText?.(form, {}) ?? '')])));
        for (const one of keys) expect(one).toEqual(keys[0]);
        expect(keys[0]?.telling).toHaveLength(1);
      }),
    );
  });

  it('are the same for an address in capitals or with a tag, and faint for that of a whole service', () => {
    const mail = (text: string) => keysOf(person('', '', [known('email', text)]));
    expect(mail('Jean.Durand+salon@Exemple.fr')).toEqual(mail('jean.durand@exemple.fr'));
    expect(mail('j.durand@gmail.com')).toEqual(mail('jdurand@googlemail.com'));
    expect(mail('contact@exemple.fr').telling).toEqual([]);
    expect(mail('contact@exemple.fr').faint).toHaveLength(1);
  });

  it('are those of a page however its address is written', () => {
    const page = (text: string) => keysOf(person('', '', [known('profile', text)]));
    for (const text of [
      'https://www.linkedin.com/in/jean-durand-12/',
      'fr.linkedin.com/in/Jean-Durand-12?trk=a',
      '@jean-durand-12',
    ])
      expect(page(text)).toEqual(page('jean-durand-12'));
  });

  it('tell by their lowest bit whether they are worth comparing over the whole base', () => {
    fc.assert(
      fc.property(word, word, word, (family, first, employer) => {
        const { telling, faint } = keysOf(
          person(family, first, [known('company', employer), known('phone', '0123456789', 0.5)]),
        );
        for (const key of telling) expect(key & 1).toBe(0);
        for (const key of faint) expect(key & 1).toBe(1);
        for (const key of [...telling, ...faint]) expect(key).toBe(key | 0);
      }),
    );
  });
});

describe('The keys of a company', () => {
  it('are the same whatever its legal form, where that stands, and the order of words', () => {
    const keys = keysOf(company('Garage Martin'));
    for (const name of [
      'GARAGE MARTIN SARL',
      'S.A.R.L. Garage Martin',
      'Société Garage Martin SAS',
      'Martin, garage',
      'Garage de Martin',
    ])
      expect(keysOf(company(name))).toEqual(keys);
  });

  it('are those of its site, but of none where many have theirs', () => {
    const site = (text: string) => keysOf(company('', [known('website', text)]));
    expect(site('https://www.exemple.fr/accueil')).toEqual(site('exemple.fr'));
    expect(site('facebook.com')).toEqual({ telling: [], faint: [] });
    expect(site('facebook.com/garage-martin')).not.toEqual(site('facebook.com/garage-durand'));
  });
});
