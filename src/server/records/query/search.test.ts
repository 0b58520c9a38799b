import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../lib/text.ts';
import { searchMarker } from '../../../meta/derive/search-text.ts';
import { listRecords } from './list-records.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';
import { searchEverything } from './search-everything.ts';

let test: QueryTest;

/** Strings that break programmes; the test is skipped where the file is not at hand. */
const hostileFile = resolve(import.meta.dirname, '../../../../../shared/data/10-naughty/blns.json');

beforeAll(async () => {
  test = await createQueryTest();
  const city = await test.add('account', {
    legalName: 'Sté Œuvres de Saint‑Étienne',
    siren: '552100554',
    siret: '55210055400013',
    phone: '04 77 00 00 01',
    website: 'https://www.oeuvres-exemple.fr/accueil',
    address: { street: '3 rue du Bac', postcode: '42000', city: 'Saint-Étienne' },
  });
  await test.add('account', { legalName: 'Garage Durand SARL' });
  await test.add('contact', {
    lastName: 'Dupönt',
    firstName: 'Anaïs',
    account: city,
    mobile: '+33 (0)6 28 23 04 55',
    email: 'a.dupont@oeuvres.fr',
  });
  await test.add('contact', { lastName: 'Durand', firstName: 'Jean', account: city });
});
afterAll(() => test.close());

async function found(name: string, search: string): Promise<string[]> {
  const { items, count } = await listRecords(test.system, test.record(name), { search });
  expect(count).toEqual({ value: items.length, exact: true });
  return items.map((item) => item.title);
}

describe('searching a list', () => {
  it.each([
    'st etienne',
    'SAINT-ÉTIENNE',
    'saint etienne',
    'ste oeuvres',
    'société œuvre',
    '552 100 554',
    '552100554',
    '55210055400013',
    '0477000001',
    '+33 4 77 00 00 01',
    '3 bac 42000',
    'https://www.oeuvres-exemple.fr/accueil',
    'https://oeuvres-exemple.fr/x?y=1#z',
    'http://OEUVRES-exemple.fr',
    'www.oeuvres-exemple.fr',
    'oeuvres-exemple.fr',
    'etienne https://www.oeuvres-exemple.fr',
  ])('finds the account by « %s »', async (text) =>
    expect(await found('account', text)).toEqual(['Sté Œuvres de Saint‑Étienne']),
  );

  it.each([
    'dupont',
    'anais DUPONT',
    'dup ana',
    '06 28 23 04 55',
    '+33628230455',
    '0033 6 28 23 04 55',
    '28.23.04',
    'a.dupont@oeuvres.fr',
  ])('finds the contact by « %s »', async (text) => expect(await found('contact', text)).toEqual(['Anaïs Dupönt']));

  it('finds a contact by the company, and needs every word', async () => {
    expect(await found('contact', 'saint etienne')).toEqual(['Anaïs Dupönt', 'Jean Durand']);
    expect(await found('contact', 'saint etienne jean')).toEqual(['Jean Durand']);
    expect(await found('contact', 'saint etienne martin')).toEqual([]);
  });

  it.each(['%', '_', '\\', "'", '" OR 1=1', '%%%', '\0', '\ue123', '😀'])('takes %j literally', async (text) => {
    expect(await found('contact', text)).toEqual([]);
  });

  it('of blanks is no search', async () => {
    expect(await found('contact', ' \u00a0')).toHaveLength(2);
  });
});

describe('searching everything', () => {
  it('groups what is found by record type, names that begin so first', async () => {
    await test.add('contact', {
      lastName: 'Abel',
      account: (await listRecords(test.system, test.record('account'), { search: 'garage' })).items[0]?.id,
    });
    const groups = await searchEverything(test.system, 'durand');
    expect(groups.map((group) => [group.record, group.items.map((item) => item.title)])).toEqual([
      ['account', ['Garage Durand SARL']],
      ['contact', ['Jean Durand', 'Abel']],
    ]);
  });

  it('tells what is found apart by its subtitle', async () => {
    const [group] = await searchEverything(test.system, '552 100 554');
    expect(group?.items[0]?.subtitle).toBe('3 rue du Bac, 42000 Saint-Étienne · 552\u00a0100\u00a0554');
    expect(
      (await searchEverything(test.system, 'anaïs')).find(({ record }) => record === 'contact')?.items[0]?.subtitle,
    ).toBe('Sté Œuvres de Saint‑Étienne');
  });

  it('brings no more than asked of each type, and nothing for blanks', async () => {
    const groups = await searchEverything(test.system, 's', 1);
    expect(groups.every((group) => group.items.length === 1)).toBe(true);
    expect(await searchEverything(test.system, '  ')).toEqual([]);
  });
});

describe('the database folds text', () => {
  const samples = [
    '  Œuvre  de Ste‑Étienne ',
    'ŁÓDŹ ŒÆØĐÐÞßı',
    'L’été – 12',
    'Ёлка',
    'ΑΘΗΝΑ',
    'Ｆｕｌｌ ①',
    'a\u00a0\u202fb\tc\nd',
    '',
    ' ',
    '~!@#$%^&*()',
    'Ÿ ÑÇ',
    'ﬁn',
    '½',
  ];

  it.each(samples)('%j as the application does', async (text) => {
    const { rows } = await sql<{ folded: string }>`SELECT carnet_fold(${text}) AS folded`.execute(
      test.company.database,
    );
    expect(rows[0]?.folded).toBe(fold(text));
  });

  it.skipIf(!existsSync(hostileFile))('any text of Latin letters alike, and every text without fault', async () => {
    const hostile = (JSON.parse(readFileSync(hostileFile, 'utf8')) as string[]).filter((text) => !text.includes('\0'));
    for (const text of hostile) {
      const { rows } = await sql<{ folded: string }>`SELECT carnet_fold(${text}) AS folded`.execute(
        test.company.database,
      );
      if (/^[\u0020-\u024f\u2010-\u2019]*$/.test(text)) expect(rows[0]?.folded).toBe(fold(text));
    }
  });

  it.skipIf(!existsSync(hostileFile))('and no text typed in a search or a filter is a fault', async () => {
    const hostile = JSON.parse(readFileSync(hostileFile, 'utf8')) as string[];
    for (const text of hostile) {
      await listRecords(test.system, test.record('contact'), { search: text, count: false });
      const filter = {
        or: [
          { field: 'lastName', op: 'contains', value: text },
          { field: 'department', op: 'startsWith', value: text },
          { field: 'phone', op: 'equals', value: text },
          { field: 'fax', op: 'contains', value: text },
        ],
      };
      await listRecords(test.system, test.record('contact'), { filter, count: false }).catch(
        (error: { code?: string }) => expect(error.code).toBe('invalid-filter'),
      );
    }
  });
});

it('finds companies from before by their website, once the migration has run', async () => {
  const site = { legalName: 'Voilerie', website: 'https://www.voile-exemple.fr/a' };
  const id = await test.add('account', site);
  const read = async () =>
    (await sql<{ search: string }>`SELECT search FROM account WHERE id = ${id}`.execute(test.company.database)).rows[0]
      ?.search;
  const written = await read();
  await sql`UPDATE account SET search = left(search, position(${searchMarker('website')} IN search) - 2) WHERE id = ${id}`.execute(
    test.company.database,
  );
  expect(await read()).not.toBe(written);
  await sql
    .raw(readFileSync(resolve(import.meta.dirname, '../../db/migrations/0008-search-by-website.sql'), 'utf8'))
    .execute(test.company.database);
  expect(await read()).toBe(written);
});
