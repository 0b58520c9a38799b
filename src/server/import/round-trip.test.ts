import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportRecords } from '../export/export-records.ts';
import { listRecords } from '../records/query/list-records.ts';
import { createRecord, writeBatch } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { bring } from './import-fixture.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.pool.query(
    'TRUNCATE account, site, contact, account_contact, site_contact, operation, import_file CASCADE',
  );
});

const record = (name: string) => test.company.model().record(name);

async function exported(name: string, format: 'csv' | 'xlsx' | 'vcard', more = {}): Promise<Buffer> {
  const { stream } = await exportRecords(test.system, record(name), { format, ...more });
  return await buffer(stream);
}

/** Every value of every live record, without what only tells when it was written. */
async function picture(name: string) {
  const { items } = await listRecords(test.system, record(name), { limit: 200 });
  return items.map(({ id, version: _v, createdAt: _c, updatedAt: _u, titles: _t, source: _s, ...rest }) => ({
    id,
    rest,
  }));
}

const naughtyPath = resolve('../shared/data/10-naughty/blns.json');
const own = ['=1+1', '+33', '-2', '@x', "'déjà", 'a\nb', '"', ';', '01400', 'œuvre', '_x000D_', '\u0001'];
const naughty: readonly string[] = existsSync(naughtyPath)
  ? [...own, ...(JSON.parse(readFileSync(naughtyPath, 'utf8')) as string[])]
  : own;
const storable = naughty.map((text) => text.trim()).filter((text) => text !== '' && !/\0|\p{Surrogate}/u.test(text));

describe.each(['csv', 'xlsx'] as const)('an export as %s', (format) => {
  it('comes back to the same records and changes nothing', async () => {
    const account = await createRecord(test.system, record('account'), {
      legalName: 'Garage Martin',
      siren: '552100554',
      roles: ['client', 'supplier'],
      accountType: 'client',
      latitude: '45.75',
      closedAt: '2026-11-22',
      doNotDun: true,
      address: { street: '3, rue | de', postcode: '01400', city: 'Châtillon', country: 'FR' },
    });
    await createRecord(test.system, record('account'), { legalName: 'Garage Martin', parentAccount: account.id });
    await createRecord(test.system, record('contact'), {
      lastName: 'Durand',
      firstName: 'Marie',
      account: account.id,
      civility: 'mrs',
      jobTitle: 'ceo',
      phone: '06 01 02 03 04',
      email: 'm@exemple.fr',
      lastFollowUpOn: '2026-01-31',
    });
    for (const name of ['account', 'contact', 'site', 'accountContact']) {
      const before = await picture(name);
      const { operation, result } = await bring(
        test.system,
        record(name).collection,
        await exported(name, format),
        {},
        `export.${format}`,
      );
      expect(operation.state).toBe('done');
      expect(result).toMatchObject({ created: 0, updated: 0, unchanged: before.length, refused: 0 });
      expect(await picture(name)).toEqual(before);
    }
  });

  it('gives a company that lost its records the same values again, byte for byte', async () => {
    await writeBatch(
      test.system,
      record('account'),
      storable.map((text, index) => ({
        kind: 'create',
        values: { legalName: text.length <= 200 ? text : `n${index}`, comment: text, siren: null },
      })),
    );
    const before = (await picture('account')).map(({ rest }) => rest);
    expect(before.length).toBeGreaterThan(10);
    const all = await exported('account', format);
    await test.database.pool.query('TRUNCATE account, site, contact, account_contact, site_contact CASCADE');
    const { result } = await bring(test.system, 'accounts', all, { key: null }, `export.${format}`);
    expect(result.sample.refused).toEqual([]);
    expect((await picture('account')).map(({ rest }) => rest)).toEqual(before);
  });
});

it('exports what a person sees, chose, filtered and sorted', async () => {
  for (const [legalName, accountType] of [
    ['Un', 'client'],
    ['Deux', 'client'],
    ['Trois', 'supplier'],
  ])
    await createRecord(test.system, record('account'), { legalName, accountType });
  const filter = { field: 'accountType', op: 'equals', value: 'client' };
  const text = (
    await exported('account', 'csv', { filter, sort: '-legalName', fields: ['legalName', 'accountType'] })
  ).toString('utf8');
  expect(text.split('\r\n').map((line) => line.split(';').slice(0, 2))).toEqual([
    ['\ufeffRaison sociale', 'Type de compte'],
    ['Un', 'Client'],
    ['Deux', 'Client'],
    [''],
  ]);
});

it('writes cards that an import reads again', async () => {
  const account = await createRecord(test.system, record('account'), { legalName: 'Œuvres, Fils; & Cie' });
  await createRecord(test.system, record('contact'), {
    lastName: 'Durand-Lefèvre',
    firstName: 'Marie Anne',
    civility: 'mrs',
    account: account.id,
    department: 'Achats',
    phone: '04 78 00 00 00',
    mobile: '06 01 02 03 04',
    fax: '04 78 00 00 01',
    email: 'marie@exemple.fr',
    comment: 'Première ligne\nseconde ligne, assez longue pour être pliée deux fois au moins : voilà, voilà, voilà',
  });
  const before = (await picture('contact')).map(({ rest }) => rest);
  const cards = await exported('contact', 'vcard');
  expect(cards.toString('utf8')).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n/);
  await test.database.pool.query('TRUNCATE contact, account_contact, site_contact CASCADE');
  const { result } = await bring(test.system, 'contacts', cards, {}, 'cartes.vcf');
  expect(result).toMatchObject({ created: 1, refused: 0 });
  expect((await picture('contact')).map(({ rest }) => rest)).toEqual(before);
});
