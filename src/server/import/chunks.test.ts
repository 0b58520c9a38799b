import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { bring } from './import-fixture.ts';
import { importChunkSize } from './import-kinds.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

/** The end of a chunk: companies that nothing else names. */
const filler = (count: number, cells: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => cells(index));

async function accounts(name: string): Promise<Record<string, unknown>[]> {
  const { rows } = await test.database.pool.query(
    `SELECT a.legal_name, a.siren, a.email, a.address_city, p.legal_name AS parent FROM account a
     LEFT JOIN account p ON p.id = a.parent_account_id WHERE a.legal_name LIKE $1 ORDER BY a.created_at, a.id`,
    [`${name}%`],
  );
  return rows;
}

it('has the row of a record change what a row of the chunk before it made', async () => {
  const lines = [
    ...filler(importChunkSize - 1, (number) => `Rive ${number};;;`),
    'Gué;732829320;gue@exemple.fr;Lyon',
    'Gué;732829320;;Nantes',
  ];
  const { result } = await bring(test.system, 'accounts', `Raison sociale;SIREN;E-mail;Ville\n${lines.join('\n')}\n`);
  expect(result).toMatchObject({ created: importChunkSize, updated: 1, refused: 0 });
  expect(await accounts('Gué')).toEqual([
    { legal_name: 'Gué', siren: '732829320', email: 'gue@exemple.fr', address_city: 'Nantes', parent: null },
  ]);
});

it('sees what the chunk before made of a record that both are about', async () => {
  await bring(test.system, 'accounts', 'Raison sociale;SIREN\nBac;552100554\n');
  const lines = [...filler(importChunkSize - 1, (number) => `Quai ${number};`), 'Bac à voile;552100554', 'Bac;'];
  const { result } = await bring(test.system, 'accounts', `Raison sociale;SIREN\n${lines.join('\n')}\n`);
  expect(result).toMatchObject({ created: importChunkSize, updated: 1 });
  expect(await accounts('Bac')).toMatchObject([
    { legal_name: 'Bac à voile', siren: '552100554' },
    { legal_name: 'Bac', siren: null },
  ]);
});

it('finds a parent company that the chunk before made', async () => {
  const lines = [
    ...filler(importChunkSize - 1, (number) => `Pont ${number};`),
    'Maison mère;',
    'Fille du pont;Maison mère',
  ];
  const { result } = await bring(test.system, 'accounts', `Raison sociale;Compte parent\n${lines.join('\n')}\n`);
  expect(result).toMatchObject({ created: importChunkSize + 1, refused: 0 });
  expect(await accounts('Fille du pont')).toMatchObject([{ parent: 'Maison mère' }]);
});

it('makes a company once that two chunks name, whatever its legal form', async () => {
  const lines = [
    ...filler(importChunkSize - 1, (number) => `Nom${number};Écluse`),
    'Durand;Passerelle SARL',
    'Martin;Passerelle',
    'Petit;Passerelle SARL',
  ];
  const { result } = await bring(test.system, 'contacts', `Nom;Société\n${lines.join('\n')}\n`, {
    createAccounts: true,
  });
  expect(result).toMatchObject({ created: importChunkSize + 2, createdAccounts: 2, refused: 0 });
  expect(await accounts('Passerelle')).toHaveLength(1);
});
