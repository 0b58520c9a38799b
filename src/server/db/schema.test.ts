import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableOf } from '../../meta/derive/storage.ts';
import { effectiveModel } from '../../meta/effective-record.ts';
import { emptySettings } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { compareSchema } from './schema-comparison.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const model = effectiveModel(records, emptySettings, standardLists);
const tables = model.records.map((record) => tableOf(record, model));
const account = tables.filter((table) => table.name === 'account');

describe('the schema', () => {
  it('is after the migrations what the declarations ask for, record type by record type', async () => {
    for (const table of tables)
      expect({ table: table.name, differs: await compareSchema(database.pool, [table]) }).toEqual({
        table: table.name,
        differs: [],
      });
  });

  it('is seen to differ by a column, an index, a key or a type, with the statements that mend it', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('ALTER TABLE account DROP COLUMN website, ADD COLUMN stray text');
      await client.query('ALTER TABLE account ALTER COLUMN fax TYPE varchar(80)');
      await client.query('ALTER TABLE account DROP CONSTRAINT account_owner_id_fkey');
      await client.query('DROP INDEX account_siren_key');
      await client.query('DROP INDEX account_trash');
      await client.query('CREATE INDEX account_trash ON account (deleted_at)');
      const differences = await compareSchema(client, account);
      expect(differences.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
        'other-column fax',
        'missing-column website',
        'extra-column stray',
        'other-index account_trash',
        'missing-index account_siren_key',
        'missing-key account_owner_id_fkey',
      ]);
      for (const { statements } of differences) for (const statement of statements) await client.query(statement);
      expect((await compareSchema(client, account)).map(({ kind }) => kind)).toEqual(['other-column', 'extra-column']);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('leaves the columns of retired custom fields alone', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('ALTER TABLE account ADD COLUMN c_0190f5a07c5e700080000123456789ab text');
      expect(await compareSchema(client, account)).toEqual([]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
