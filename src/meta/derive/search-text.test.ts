import { describe, expect, it } from 'vitest';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { effectiveModel } from '../effective-record.ts';
import { emptySettings } from '../settings.ts';
import { childSearchMarker, searchMarker, searchTerms, searchText } from './search-text.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const contact = model.record('contact');
const account = model.record('account');

/** What LIKE does with a pattern of `%` and literals. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern.replace(/\\?./gsu, (part) =>
    part === '%' ? '.*' : part === '_' ? '.' : part.replace(/^\\(?=.)/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source}$`, 'su').test(text);
}

function finds(query: string, text: string): boolean {
  const terms = searchTerms(query);
  return terms.length > 0 && terms.every((term) => isLike(text, term));
}

const person = searchText(
  contact,
  {
    lastName: 'Dupönt-Œuvre',
    firstName: 'Jean',
    phone: '06 28 23 04 55',
    mobile: '+33 (0)7.11.22.33.44',
    email: 'jd@exemple.fr',
  },
  { account: 'Garage Saint‑Étienne' },
);
const company = searchText(
  account,
  {
    legalName: 'Sté des 3 000 Étangs',
    siren: '552100554',
    siret: '55210055400013',
    phone: '0033 1 23 45 67 89',
    address: { street: '8 rue du Bac', postcode: '42000', city: 'St-Étienne' },
  },
  {},
);

describe('the text a record is found by', () => {
  it('opens each searched field with its marker and one space before each word', () => {
    expect(person.startsWith(` ${searchMarker('lastName')} dupont oeuvre ${searchMarker('firstName')} jean `)).toBe(
      true,
    );
    expect(person).not.toMatch(/ {2}/);
  });

  it('leaves out fields without a value and fields that are not searched', () => {
    expect(searchText(contact, { lastName: 'Durand', comment: 'secret', firstName: null }, { account: null })).toBe(
      ` ${searchMarker('lastName')} durand`,
    );
  });

  it('keeps what a second company adds in sections of its own, without what is there already', () => {
    const link = (values: Record<string, unknown>) => ({ record: model.record('accountContact'), values });
    const values = { lastName: 'Durand', phone: '0123456789' };
    const text = searchText(contact, values, {}, [link({ phone: '0123456789' }), link({ phone: '0472000001' })]);
    expect(text).toBe(
      ` ${searchMarker('lastName')} durand ${searchMarker('phone')} 0123456789 33123456789 ${childSearchMarker('accountContact', 'phone')} 0472000001 33472000001`,
    );
  });

  it('gives every searched field of a record a marker of its own', () => {
    for (const record of model.records) {
      const child = record.children?.[record.through?.children ?? '']?.record;
      const markers = [
        ...record.fields.filter((field) => field.search).map((field) => searchMarker(field.name)),
        ...(child ? model.record(child).fields.filter((field) => field.search) : []).map((field) =>
          childSearchMarker(child ?? '', field.name),
        ),
      ];
      expect(new Set(markers).size).toBe(markers.length);
    }
  });
});

describe('a query', () => {
  it.each([
    'dupont',
    'DUPÖNT',
    'upon',
    'jean dupont',
    'dupont je',
    'oeuvre',
    'œuvre',
    'jd@exemple.fr',
    'st etienne',
    'SAINT-ÉTIENNE',
    'saint etienne',
    'garage',
  ])('finds the contact by « %s »', (query) => expect(finds(query, person)).toBe(true));

  it.each([
    '0628230455',
    '06 28 23 04 55',
    '06.28.23.04.55',
    '+33 6 28 23 04 55',
    '0033628230455',
    '+33 (0)6 28 23 04 55',
    '07 11 22 33 44',
    '+33711223344',
    'jean 06 28 23 04 55',
    '28 23 04',
  ])('finds a phone written « %s »', (query) => expect(finds(query, person)).toBe(true));

  it.each([
    '552 100 554',
    '552100554',
    '552 100 554 00013',
    '55210055400013',
    '01 23 45 67 89',
    '+33 1 23 45 67 89',
    'ste etangs',
    'société des étangs',
    '3 000',
    'st etienne',
    'saint-étienne',
    '42000',
    '8 bac',
  ])('finds the account by « %s »', (query) => expect(finds(query, company)).toBe(true));

  it.each(['durand', 'jean martin', 'pont-neuf', 'ean', 'an'])(
    'of « %s » needs every term, short ones at the beginning of a word',
    (query) => {
      expect(finds(query, person)).toBe(query === 'ean');
    },
  );

  it.each([
    'https://www.exemple.fr/x',
    'http://exemple.fr',
    'HTTPS://Exemple.fr:8080/a/b?c=d#e',
    'www.exemple.fr',
    'exemple.fr',
  ])('that is the web address « %s » finds the site by its host', (query) => {
    const sites = ['https://www.exemple.fr', 'https://exemple.fr/accueil'].map((website) =>
      searchText(account, { legalName: 'Menuiserie', website }, {}),
    );
    for (const site of sites) expect(finds(query, site)).toBe(true);
    expect(finds(query, searchText(account, { legalName: 'Menuiserie', website: 'https://autre.fr' }, {}))).toBe(false);
  });

  it('may hold a web address among other words', () => {
    const site = searchText(account, { legalName: 'Menuiserie', website: 'https://exemple.fr' }, {});
    expect(finds('menuiserie https://www.exemple.fr', site)).toBe(true);
    expect(finds('garage https://www.exemple.fr', site)).toBe(false);
    expect(searchTerms('https://')).not.toEqual([]);
  });

  it('never joins words of two fields', () => {
    expect(finds('oeuvrejean', person)).toBe(false);
    expect(searchTerms(searchMarker('lastName'))).toEqual([]);
  });

  it('of signs alone finds a value of signs alone, taken literally', () => {
    const odd = searchText(contact, { lastName: '%_\\ ???' }, {});
    expect(finds('%_\\', odd)).toBe(true);
    expect(finds('???', odd)).toBe(true);
    expect(finds('???', person)).toBe(false);
  });

  it('of nothing has no terms', () => {
    expect(searchTerms('  \u202f ')).toEqual([]);
  });

  it('keeps at most twelve terms', () => {
    expect(searchTerms('un deux trois quatre cinq six sept huit neuf dix onze douze treize')).toHaveLength(12);
  });
});
