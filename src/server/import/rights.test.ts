import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import {
  administratorPermissions,
  fullPermission,
  type Permissions,
  type RecordPermission,
} from '../../meta/permissions.ts';
import { emptyResult } from '../../rules/import-result.ts';
import type { Context } from '../context.ts';
import { exportRecords } from '../export/export-records.ts';
import { createRecord } from '../records/write/engine.ts';
import { createTestCompany, principalOf, type TestCompany } from '../testing/test-company.ts';
import { importPath } from './import-files.ts';
import { proposedMapping, send } from './import-fixture.ts';
import { readMapping } from './import-options.ts';
import { ImportRun } from './import-run.ts';
import { readRows } from './readers/source.ts';
import { type ReadRow, readRow, requiredFields } from './row-values.ts';

let test: TestCompany;
let owner: string;
let importer: string;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.pool.query(
    'TRUNCATE account, site, contact, account_contact, site_contact, operation, import_file CASCADE',
  );
  await test.database.pool.query('DELETE FROM "user"');
  await test.database.pool.query('DELETE FROM role');
  const role = await createRecord(test.system, record('role'), { name: 'Rôle', permissions: {} });
  const person = (name: string) =>
    createRecord(test.system, record('user'), { name, email: `${name}@exemple.fr`, role: role.id });
  owner = (await person('autre')).id;
  importer = (await person('importateur')).id;
});

const record = (name: string) => test.company.model().record(name);

function someone(
  rights: Readonly<Record<string, Partial<RecordPermission>>>,
  others: Partial<RecordPermission> = {},
): Context {
  const permissions: Permissions = {
    ...administratorPermissions,
    others: { ...fullPermission, ...others },
    records: Object.fromEntries(
      Object.entries(rights).map(([name, right]) => [name, { ...fullPermission, ...others, ...right }]),
    ),
  };
  return { company: test.company, principal: principalOf(importer, permissions), channel: 'import' };
}

/** Brings a text in as someone would who is no user of the company: past the queue. */
async function bringAs(context: Context, collection: string, text: string, choices = {}) {
  const file = await send(context, collection, text);
  const of = test.company.model().record(file.record);
  const options = {
    mapping: proposedMapping(context, file),
    onMatch: 'update' as const,
    createAccounts: true,
    onInvalid: 'refuse' as const,
    emptyErases: false,
    ...choices,
  };
  const mapping = readMapping(context, of, file.description, options);
  const reading = {
    columns: mapping.columns,
    parse: { language: 'fr' as const, timeZone: 'Europe/Paris' },
    onInvalid: options.onInvalid,
    emptyErases: false,
    required: requiredFields(of, mapping.columns),
  };
  const read = async () => {
    const rows: ReadRow[] = [];
    for await (const row of readRows(importPath(test.company, file.id), file.description))
      rows.push(readRow(row, reading));
    return rows;
  };
  const check = await new ImportRun(context, of, mapping, options, true).check(
    test.company.database,
    await read(),
    emptyResult,
  );
  const operation = newId();
  await test.database.pool.query("INSERT INTO operation (id, kind, state) VALUES ($1, 'import', 'running')", [
    operation,
  ]);
  const run = new ImportRun(context, of, mapping, options, false);
  const chunk = await run.prepare(await read(), Promise.resolve());
  const tally = await test.company.database
    .transaction()
    .execute((transaction) => run.write(transaction, operation, chunk, emptyResult));
  const { sample: _sample, ...checked } = check.tally.result();
  const { sample, ...done } = tally.result();
  expect(checked).toEqual(done);
  return { ...done, sample };
}

it('is refused without the right to import', async () => {
  const context = someone({ account: { import: false } });
  await expect(send(context, 'accounts', 'Raison sociale\nUn\n')).rejects.toMatchObject({ status: 403 });
  await expect(
    exportRecords(someone({ account: { export: false } }), record('account'), { format: 'csv' }),
  ).rejects.toMatchObject({ status: 403 });
});

it('neither finds nor changes records that the importer does not see', async () => {
  await createRecord(test.system, record('account'), { legalName: 'Cachée', siren: '552100554', owner });
  const context = someone({}, { read: 'own', update: 'own', delete: 'own' });
  const result = await bringAs(context, 'accounts', 'Raison sociale;SIREN\nCachée bis;552100554\n');
  expect(result).toMatchObject({ created: 1, updated: 0 });
  const { rows } = await test.database.pool.query(
    "SELECT legal_name FROM account WHERE siren = '552100554' ORDER BY legal_name",
  );
  expect(rows.map(({ legal_name: name }) => name)).toEqual(['Cachée', 'Cachée bis']);
});

it('refuses rows that would change what the importer may only read', async () => {
  await createRecord(test.system, record('account'), { legalName: 'À lire', siren: '552100554', owner });
  const result = await bringAs(
    someone({ account: { update: 'own' } }),
    'accounts',
    'Raison sociale;SIREN\nChangée;552100554\n',
  );
  expect(result).toMatchObject({ updated: 0, refused: 1, sample: { refused: [{ line: 2, code: 'forbidden' }] } });
});

it('makes nothing without the right to create, neither the row nor its company', async () => {
  expect(
    await bringAs(someone({ account: { create: false } }), 'contacts', 'Nom;Société\nDurand;Neuve\n'),
  ).toMatchObject({ created: 0, createdAccounts: 0, refused: 1 });
  expect(await bringAs(someone({ contact: { create: false } }), 'contacts', 'Nom;Société\nDurand;\n')).toMatchObject({
    created: 0,
    refused: 1,
  });
});

it('offers no field that the importer may not write, and exports none that they may not see', async () => {
  const context = someone({ account: { fields: { siren: 'read', comment: 'none' } } });
  const file = await send(context, 'accounts', 'Raison sociale;SIREN;Commentaires\nUn;552100554;secret\n');
  expect(Object.values(proposedMapping(context, file))).toEqual(['legalName']);
  expect(() =>
    readMapping(context, record('account'), file.description, {
      mapping: { 1: 'siren' },
      onMatch: 'update',
      createAccounts: false,
      onInvalid: 'refuse',
      emptyErases: false,
    }),
  ).toThrow('validation-failed');
  await createRecord(test.system, record('account'), { legalName: 'Un', siren: '552100554', comment: 'secret' });
  const { stream } = await exportRecords(context, record('account'), {
    format: 'csv',
    fields: ['legalName', 'comment', 'siren'],
  });
  let text = '';
  for await (const piece of stream) text += piece;
  expect(text).not.toContain('secret');
  expect(text).toContain('552100554');
});
