import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { listRecords } from '../records/query/list-records.ts';
import { createRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { bring, run, send, undo } from './import-fixture.ts';

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

const list = async (name: string, query = {}) =>
  (await listRecords(test.system, test.company.model().record(name), query)).items;
const audit = async () =>
  Number((await test.database.pool.query<{ count: number }>('SELECT count(*) FROM audit')).rows[0]?.count);

const accounts = [
  'Raison sociale;SIREN;Adresse;Code postal;Ville;Téléphone;Type de compte',
  'Garage Martin SARL;552 100 554;3, rue de la Paix;1400;Châtillon;628230455;Client',
  'Œuvres & Fils;;;69001;Lyon;+33 4 78 00 00 00;fournisseur',
].join('\r\n');

it('creates accounts from a French Excel file, mending what the spreadsheet damaged', async () => {
  const { operation, result } = await bring(test.system, 'accounts', accounts);
  expect(operation.state).toBe('done');
  expect(result).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: 0, repaired: 1, flagged: 0 });
  const [garage, oeuvres] = await list('account');
  expect(garage).toMatchObject({
    legalName: 'Garage Martin SARL',
    siren: '552100554',
    phone: '0628230455',
    accountType: 'client',
    address: { street: '3, rue de la Paix', postcode: '01400', city: 'Châtillon' },
  });
  expect(oeuvres).toMatchObject({
    legalName: 'Œuvres & Fils',
    accountType: 'supplier',
    address: { postcode: '69001', city: 'Lyon' },
  });
});

it('changes nothing when the same file comes again: no version, no line in the trail', async () => {
  await bring(test.system, 'accounts', accounts);
  const before = await audit();
  const { result } = await bring(test.system, 'accounts', accounts);
  expect(result).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 0 });
  expect(await audit()).toBe(before);
  expect((await list('account')).map(({ version }) => version)).toEqual([1, 1]);
});

it('updates by key, leaves what an empty cell says nothing of, and keeps the other parts of an address', async () => {
  await bring(test.system, 'accounts', accounts);
  const { result } = await bring(
    test.system,
    'accounts',
    'Raison sociale;SIREN;Ville;Téléphone\nGarage Martin et Fils;552100554;Bourg;\n',
  );
  expect(result).toMatchObject({ created: 0, updated: 1 });
  expect((await list('account'))[0]).toMatchObject({
    legalName: 'Garage Martin et Fils',
    phone: '0628230455',
    address: { street: '3, rue de la Paix', postcode: '01400', city: 'Bourg' },
  });
});

it('changes nothing the second time for rows that lack the chosen key, nor takes one for a record that has it', async () => {
  const content = 'Raison sociale;SIREN;Téléphone\nSaint-Pierre;210100012;0199001111\nSaint-Pierre;;0199002222\n';
  const first = await bring(test.system, 'accounts', content, { key: ['siren'] });
  expect(first.result).toMatchObject({ created: 2, refused: 0 });
  const again = await bring(test.system, 'accounts', content, { key: ['siren'] });
  expect(again.result).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 0 });
});

it('empties fields by empty cells only where that was asked for', async () => {
  await bring(test.system, 'accounts', accounts);
  await bring(test.system, 'accounts', 'Raison sociale;SIREN;Téléphone\nGarage Martin SARL;552100554;\n', {
    emptyErases: true,
  });
  expect((await list('account'))[0]?.phone).toBeNull();
});

it('skips, refuses or doubles records that exist, as chosen', async () => {
  await bring(test.system, 'accounts', accounts);
  const changed = 'Raison sociale;SIREN\nGarage Martin bis;552100554\n';
  expect((await bring(test.system, 'accounts', changed, { onMatch: 'skip' })).result).toMatchObject({
    skipped: 1,
    updated: 0,
  });
  const refused = await bring(test.system, 'accounts', changed, { onMatch: 'refuse' });
  expect(refused.result).toMatchObject({ refused: 1 });
  expect(refused.result.sample.refused[0]).toMatchObject({ line: 2, code: 'already-exists' });
  expect((await bring(test.system, 'accounts', changed, { onMatch: 'create' })).result).toMatchObject({ created: 1 });
});

it('takes the second row of a record in one file for a change of the first', async () => {
  const { result } = await bring(
    test.system,
    'accounts',
    'Raison sociale;SIREN;Ville\nDurand;552100554;Lyon\nDurand SA;552100554;Paris\n',
  );
  expect(result).toMatchObject({ created: 1, updated: 1 });
  expect(await list('account')).toMatchObject([{ legalName: 'Durand SA', address: { city: 'Paris' }, version: 2 }]);
});

it('takes two companies of one name with different SIRENs for two', async () => {
  const { result } = await bring(
    test.system,
    'accounts',
    'Raison sociale;SIREN\nBoulangerie;552100554\nBoulangerie;356000000\nboulangerie;\n',
  );
  expect(result).toMatchObject({ created: 2, refused: 1 });
  expect(result.sample.refused[0]).toMatchObject({ line: 4, code: 'several-matches' });
});

it('takes a row without a number for the record of that name only at the same place', async () => {
  await bring(test.system, 'accounts', 'Raison sociale;SIREN;Code postal\nSaint-Pierre;552100554;01400\n');
  const file = 'Raison sociale;SIREN;Code postal\nSaint-Pierre;;97502\nSaint-Pierre;;01400\n';
  expect((await bring(test.system, 'accounts', file)).result).toMatchObject({ created: 1, unchanged: 1 });
  expect((await bring(test.system, 'accounts', file)).result).toMatchObject({ created: 0, refused: 0, unchanged: 2 });
});

const people = [
  'Nom;Prénom;Société;E-mail;Mobile',
  'Durand;Marie;Garage Martin;marie@garage.fr;06 01 02 03 04',
  'Petit;Luc;GARAGE MARTIN SARL;luc@garage.fr;',
  'Seul;Paul;;paul@nulle.fr;',
].join('\n');

it('links contacts to their company by its folded name, whatever the legal form, and refuses those without', async () => {
  const { id } = await createRecord(test.system, test.company.model().record('account'), {
    legalName: 'Garage Martin SARL',
  });
  const { result } = await bring(test.system, 'contacts', people);
  expect(result).toMatchObject({ created: 2, refused: 1, createdAccounts: 0 });
  expect(result.sample.refused[0]).toMatchObject({
    line: 4,
    code: 'required',
    column: 'Société',
    message: { fr: '«\u00a0Nom du compte\u00a0» est obligatoire.' },
  });
  expect((await list('contact')).map(({ lastName, account }) => [lastName, account])).toEqual([
    ['Durand', id],
    ['Petit', id],
  ]);
  expect((await list('contact'))[0]?.source).toBe('import');
});

it('refuses an unknown company, or makes it once, as chosen', async () => {
  const refused = await bring(test.system, 'contacts', people);
  expect(refused.result).toMatchObject({ created: 0, refused: 3 });
  expect(refused.result.sample.refused[0]).toMatchObject({ code: 'reference-unknown', column: 'Société' });
  const made = await bring(test.system, 'contacts', people, { createAccounts: true });
  expect(made.result).toMatchObject({ created: 2, refused: 1, createdAccounts: 1 });
  expect(await list('account')).toMatchObject([{ legalName: 'Garage Martin' }]);
});

it('names the companies that a name may mean', async () => {
  const account = test.company.model().record('account');
  await createRecord(test.system, account, { legalName: 'Durand', siren: '552100554' });
  await createRecord(test.system, account, { legalName: 'DURAND', siren: '356000000' });
  const { result } = await bring(
    test.system,
    'contacts',
    'Nom;Société;SIREN\nMartin;Durand;\nPetit;Durand;356000000\n',
  );
  expect(result).toMatchObject({ created: 1, refused: 1 });
  expect(result.sample.refused[0]?.message.fr).toContain('Durand (552\u00a0100\u00a0554)');
});

it('keeps people who share an address apart', async () => {
  const shared = 'Nom;Prénom;Société;E-mail\nDurand;Marie;Acme;contact@acme.fr\nPetit;Luc;Acme;contact@acme.fr\n';
  expect((await bring(test.system, 'contacts', shared, { createAccounts: true })).result).toMatchObject({ created: 2 });
  expect((await bring(test.system, 'contacts', shared, { createAccounts: true })).result).toMatchObject({
    created: 0,
    unchanged: 2,
  });
});

it('checks a whole file without writing, and tells what the run then does', async () => {
  const file = await send(
    test.system,
    'contacts',
    `${people}\nDurand;Marie;Garage Martin;marie@garage.fr;07 01 02 03 04\nPetit;Anne;Autre;pas une adresse;\n`,
  );
  const before = await audit();
  const check = await run(test.system, file, { createAccounts: true }, 'import-check');
  expect(await audit()).toBe(before);
  expect(await list('contact')).toEqual([]);
  expect(check.result).toMatchObject({ created: 2, updated: 1, refused: 2, createdAccounts: 1 });
  const done = await run(test.system, file, { createAccounts: true });
  expect(done.result).toMatchObject({ created: 2, updated: 1, refused: 2, createdAccounts: 1 });
  expect(check.operation.total).toBe(5);
});

it('tells of places of one name what the import then makes of them', async () => {
  const lines = [
    'Saint-Pierre;210401949;06260',
    'Saint-Pierre;;97500',
    'Saint-Pierre;;06260',
    'Arue;214000143;40120',
    'Arue;;98701',
    'Uvea;;98600',
    'Uvea;;98600',
  ];
  const file = await send(test.system, 'accounts', `Raison sociale;SIREN;Code postal\n${lines.join('\n')}\n`);
  const check = await run(test.system, file, {}, 'import-check');
  const done = await run(test.system, file);
  // Whether a row that is found again brings something new is known once it is laid over the record.
  const counts = ({ created, refused, updated, unchanged }: typeof done.result) => [
    created,
    refused,
    updated + unchanged,
  ];
  expect(counts(check.result)).toEqual([5, 0, 2]);
  expect(counts(done.result)).toEqual([5, 0, 2]);
});

it('leaves out cells that a field does not take where that was chosen, and tells of them', async () => {
  const file = 'Raison sociale;Type de compte;E-mail\nAcme;Ovni;a@b.fr\nBeta;Client;pas une adresse\n';
  expect((await bring(test.system, 'accounts', file)).result).toMatchObject({ created: 0, refused: 2 });
  const { result } = await bring(test.system, 'accounts', file, { onInvalid: 'empty' });
  expect(result).toMatchObject({ created: 2, refused: 0, flagged: 2 });
  expect(result.sample.flagged[0]).toMatchObject({ line: 2, column: 'Type de compte', code: 'not-in-list' });
});

it('gives back what an import made and changed', async () => {
  await bring(test.system, 'accounts', accounts);
  const { operation, result } = await bring(
    test.system,
    'contacts',
    people.replace('GARAGE MARTIN SARL', 'Nouvelle société'),
    { createAccounts: true },
  );
  expect(result).toMatchObject({ created: 2, createdAccounts: 1 });
  const renamed = await bring(
    test.system,
    'accounts',
    'Raison sociale;SIREN;Ville\nGarage;552100554;Nantes\nTierce;;Nice\n',
  );
  expect(renamed.result).toMatchObject({ created: 1, updated: 1 });
  expect(await undo(test.system, renamed.operation.id)).toMatchObject({ restored: 2, keptCount: 0 });
  expect(await undo(test.system, operation.id)).toMatchObject({ keptCount: 0 });
  expect((await list('account')).map(({ legalName }) => legalName)).toEqual(['Garage Martin SARL', 'Œuvres & Fils']);
  expect(await list('contact')).toEqual([]);
});
