import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../db/connection.ts';
import { migrationsFolder, readMigrations } from '../db/migrate.ts';
import { storeFile } from '../files/files.ts';
import { findPackage } from '../package-root.ts';
import { createRecord, writeBatch } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';
import { carriedTables, quoted } from './tables.ts';

let test: TestCompany;
let folder: string;
const migrations = readMigrations(migrationsFolder(findPackage().root));
const column = `c_${'0'.repeat(31)}1`;

beforeAll(async () => {
  test = await createTestCompany();
  folder = mkdtempSync(join(tmpdir(), 'carnet-test-backup-'));
  writeFileSync(join(folder, 'secret.key'), 'k'.repeat(64));
  const field = {
    id: '00000000-0000-0000-0000-000000000001',
    name: 'budget',
    type: 'text',
    options: {},
    label: { fr: 'Budget', en: 'Budget' },
    ready: true,
  };
  await test.database.pool.query('INSERT INTO record_setting (record, settings) VALUES ($1, $2)', [
    'account',
    JSON.stringify({ customFields: [field] }),
  ]);
  await test.database.pool.query(`ALTER TABLE account ADD COLUMN ${column} text`);
  const writes = Array.from({ length: 300 }, (_, index) => ({
    kind: 'create' as const,
    values: { legalName: `Société ${index}\t\\ « é »` },
  }));
  const accounts = await writeBatch(test.system, test.company.model().record('account'), writes);
  for (const outcome of accounts.slice(0, 20))
    if (outcome.ok)
      await createRecord(test.system, test.company.model().record('contact'), { lastName: 'Nom', account: outcome.id });
  await test.database.pool.query(`UPDATE account SET ${column} = 'mille euros'`);
  await storeFile(test.system, 'notes.txt', Readable.from([Buffer.from('des notes')]));
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of every table, as text, hashed by table. */
async function pictureOf(client: pg.ClientBase): Promise<Record<string, string>> {
  const picture: Record<string, string> = {};
  for (const { name, columns } of await carriedTables(client)) {
    const list = columns.map((entry) => `"${entry}"::text`).join(', ');
    const { rows } = await client.query({
      text: `SELECT ${list} FROM ${quoted(name)} ORDER BY ${columns.map((_, index) => index + 1).join(', ')}`,
      rowMode: 'array',
    });
    picture[name] = `${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
  }
  return picture;
}

async function archiveOf(): Promise<Buffer> {
  const client = await connect(test.database.connection);
  const output = new PassThrough();
  const bytes = buffer(output);
  await backUp(
    { client, filesFolder: test.company.filesFolder, keyPath: join(folder, 'secret.key'), version: 'test' },
    output,
  );
  await client.end();
  return bytes;
}

async function restoreInto(database: TestDatabase, bytes: Buffer, keyPath = join(folder, 'restored.key')) {
  const client = await connect(database.connection);
  try {
    return await restore({ client, filesFolder: join(folder, 'files'), keyPath, migrations }, Readable.from([bytes]));
  } finally {
    await client.end();
  }
}

it('brings back every row, custom columns, files and the key as they were at one moment', async () => {
  const moment = await connect(test.database.connection);
  await moment.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const before = await pictureOf(moment);
  let writing = true;
  const backup = archiveOf();
  const writer = (async () => {
    while (writing) await createRecord(test.system, test.company.model().record('account'), { legalName: 'Pendant' });
  })();
  const bytes = await backup;
  writing = false;
  await writer;
  await moment.query('ROLLBACK');
  await moment.end();
  const target = await createTestDatabase({ empty: true });
  const { files } = await restoreInto(target, bytes);
  const after = await pictureOf(target.pool as unknown as pg.ClientBase);
  const stable = Object.keys(before).filter(
    (name) => !['public.account', 'public.site', 'public.audit', 'public.duplicate_due'].includes(name),
  );
  expect(stable.length).toBeGreaterThan(15);
  for (const name of stable) expect([name, after[name]]).toEqual([name, before[name]]);
  const whole = await target.pool.query(
    'SELECT (SELECT count(*)::int FROM account) AS accounts, (SELECT count(*)::int FROM site) AS sites',
  );
  expect(whole.rows[0].accounts).toBeGreaterThanOrEqual(300);
  expect(whole.rows[0].sites).toBe(whole.rows[0].accounts);
  const kept = await target.pool.query(`SELECT count(*)::int AS count FROM account WHERE ${column} = 'mille euros'`);
  expect(kept.rows[0].count).toBe(300);
  expect(files).toBe(1);
  expect(readFileSync(join(folder, 'restored.key'), 'utf8')).toBe('k'.repeat(64));
  await target.drop();
});

it('is row for row the same when nobody writes', async () => {
  const before = await pictureOf(test.database.pool as unknown as pg.ClientBase);
  const target = await createTestDatabase({ empty: true });
  await restoreInto(target, await archiveOf());
  expect(await pictureOf(target.pool as unknown as pg.ClientBase)).toEqual(before);
  await target.drop();
});

it('leaves nothing of an archive that was cut or altered', async () => {
  const bytes = await archiveOf();
  for (const damaged of [
    bytes.subarray(0, Math.floor(bytes.length * 0.7)),
    bytes.subarray(0, bytes.length - 20),
    Buffer.from('pas une sauvegarde'),
  ]) {
    const target = await createTestDatabase({ empty: true });
    await expect(restoreInto(target, damaged, join(folder, 'never.key'))).rejects.toThrow(/damaged|abîmée/);
    const made = await target.pool.query("SELECT to_regclass('public.account') AS name");
    const rows = made.rows[0].name === null ? [] : (await target.pool.query('SELECT id FROM account')).rows;
    expect(rows).toEqual([]);
    await target.drop();
  }
});

it('refuses a database that holds something', async () => {
  await expect(restoreInto(test.database, await archiveOf())).rejects.toThrow(/not empty|pas vide/);
});
