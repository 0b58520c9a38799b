import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRecords } from '../records/query/list-records.ts';
import { createRecord, updateRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { bring, undo } from './import-fixture.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

const record = (name: string) => test.company.model().record(name);

async function clear(): Promise<void> {
  await test.database.pool.query(
    'TRUNCATE account, site, contact, account_contact, site_contact, operation, import_file CASCADE',
  );
}

/** Every live row that an import may touch, less what only says when and how often it was written. */
async function livePicture(): Promise<Record<string, unknown[]>> {
  const picture: Record<string, unknown[]> = {};
  for (const table of ['account', 'site', 'contact', 'account_contact', 'site_contact']) {
    const { rows } = await test.database.pool.query(`SELECT * FROM "${table}" WHERE deleted_at IS NULL ORDER BY id`);
    picture[table] = rows.map(({ version: _version, updated_at: _at, updated_by: _by, ...rest }) => rest);
  }
  return picture;
}

const sirens = ['552100554', '732829320', '356000000'];
const company = fc.constantFrom('Durand', 'DURAND', 'Martin SARL', 'Martin', 'Œuvres & Fils', '');
const accountRow = fc.record({
  'Raison sociale': company,
  SIREN: fc.constantFrom('', ...sirens),
  Ville: fc.constantFrom('', 'Lyon', 'Saint-Étienne'),
  Téléphone: fc.constantFrom('', '0601020304', 'xx'),
  'Type de compte': fc.constantFrom('', 'Client', 'Ovni'),
});
const contactRow = fc.record({
  Nom: fc.constantFrom('Petit', 'Grand', 'PETIT', ''),
  Prénom: fc.constantFrom('', 'Luc', 'Anne'),
  Société: company,
  'E-mail': fc.constantFrom('', 'luc@exemple.fr', 'anne@exemple.fr', 'non'),
  Fonction: fc.constantFrom('', 'Comptabilité', 'Inconnue'),
});

function csv(rows: readonly Readonly<Record<string, string>>[]): string {
  const headers = Object.keys(rows[0] ?? {});
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]
    .map((cells) => cells.join(';'))
    .join('\n');
}

/** Rows of a file, of which one at least holds something: a file of empty rows is refused as a whole. */
const rowsOf = <Row extends Readonly<Record<string, string>>>(row: fc.Arbitrary<Row>, maxLength: number) =>
  fc
    .array(row, { minLength: 1, maxLength })
    .filter((rows) => rows.some((one) => Object.values(one).some((value) => value !== '')));

const choices = fc.record({
  onMatch: fc.constantFrom('update' as const, 'skip' as const, 'create' as const, 'refuse' as const),
  createAccounts: fc.boolean(),
  onInvalid: fc.constantFrom('refuse' as const, 'empty' as const),
  emptyErases: fc.boolean(),
});

it('leaves the company as it was once undone, whatever the files', async () => {
  await fc.assert(
    fc.asyncProperty(
      rowsOf(accountRow, 5),
      fc.array(fc.oneof(rowsOf(accountRow, 8), rowsOf(contactRow, 8)), { minLength: 1, maxLength: 3 }),
      choices,
      async (base, files, chosen) => {
        await clear();
        await bring(test.system, 'accounts', csv(base), { onInvalid: 'empty' });
        await bring(test.system, 'contacts', csv([{ Nom: 'Petit', Société: 'Durand', 'E-mail': 'luc@exemple.fr' }]), {
          createAccounts: true,
        });
        const before = await livePicture();
        for (const rows of files) {
          const { operation, result } = await bring(
            test.system,
            'Nom' in (rows[0] ?? {}) ? 'contacts' : 'accounts',
            csv(rows),
            chosen,
          );
          expect(operation.state).toBe('done');
          const { created, updated, unchanged, skipped, refused } = result;
          expect(created + updated + unchanged + skipped + refused).toBe(operation.done);
          expect(await undo(test.system, operation.id)).toMatchObject({ keptCount: 0 });
          expect(await livePicture()).toEqual(before);
        }
      },
    ),
    { numRuns: 15 },
  );
}, 180_000);

it('names what someone changed since, and gives back the rest', async () => {
  await clear();
  const { operation } = await bring(test.system, 'accounts', 'Raison sociale\nUn\nDeux\n');
  const { items } = await listRecords(test.system, record('account'), { search: 'Un' });
  await updateRecord(test.system, record('account'), String(items[0]?.id), { comment: 'à la main' });
  expect(await undo(test.system, operation.id)).toMatchObject({
    restored: 1,
    keptCount: 1,
    kept: [{ title: 'Un', reason: 'changed-since' }],
  });
  expect((await listRecords(test.system, record('account'))).items.map(({ legalName }) => legalName)).toEqual(['Un']);
});

it('keeps a company it made that has since been given a contact', async () => {
  await clear();
  const { operation } = await bring(test.system, 'accounts', 'Raison sociale\nUn\nDeux\n');
  const { items } = await listRecords(test.system, record('account'), { search: 'Un' });
  await createRecord(test.system, record('contact'), { lastName: 'Durand', account: items[0]?.id });
  expect(await undo(test.system, operation.id)).toMatchObject({ restored: 1, keptCount: 1 });
  expect((await listRecords(test.system, record('contact'))).items).toHaveLength(1);
});
