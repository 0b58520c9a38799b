import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExplainedError } from '../explained-error.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { connect } from './connection.ts';
import { migrate, readMigrations } from './migrate.ts';

let folder: string;
let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-migrations-'));
  database = await createTestDatabase({ empty: true });
  client = await connect(database.connection);
});

afterEach(async () => {
  await client.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);
const run = (connection: pg.Client = client): Promise<string[]> => migrate(connection, readMigrations(folder));
const tables = async (): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'carnet_migration' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
};

describe('migrations', () => {
  test('are applied once each, in order', async () => {
    file('0001-first.sql', 'CREATE TABLE one (id int); INSERT INTO one VALUES (1);');
    file('0002-second.sql', 'ALTER TABLE one RENAME TO two;');
    expect(await run()).toEqual(['0001-first', '0002-second']);
    file('0003-third.sql', 'CREATE TABLE three (id int);');
    expect(await run()).toEqual(['0003-third']);
    expect(await run()).toEqual([]);
    expect(await tables()).toEqual(['three', 'two']);
  });

  test('leave nothing of one that fails, and keep those before it', async () => {
    file('0001-good.sql', 'CREATE TABLE good (id int);');
    file('0002-bad.sql', 'CREATE TABLE half (id int); SELECT nonsense;');
    await expect(run()).rejects.toThrow(/0002-bad.*nonsense/);
    expect(await tables()).toEqual(['good']);
  });

  test('run outside a transaction when their first line says so', async () => {
    file('0001-table.sql', 'CREATE TABLE one (id int);');
    file(
      '0002-index.sql',
      '-- no transaction\n-- two; indexes\nCREATE INDEX CONCURRENTLY a ON one (id);\nCREATE INDEX CONCURRENTLY b ON one (id);\n',
    );
    expect(await run()).toEqual(['0001-table', '0002-index']);
  });

  test('are applied once when two processes start at the same time', async () => {
    file('0001-first.sql', 'CREATE TABLE one (id int);');
    file('0002-second.sql', 'CREATE TABLE two (id int);');
    const other = await connect(database.connection);
    try {
      const both = await Promise.all([run(), run(other)]);
      expect(both.flat().sort()).toEqual(['0001-first', '0002-second']);
    } finally {
      await other.end();
    }
  });

  test('refuse a database that a newer version has migrated', async () => {
    file('0001-first.sql', 'CREATE TABLE one (id int);');
    file('0002-later.sql', 'CREATE TABLE two (id int);');
    await run();
    rmSync(join(folder, '0002-later.sql'));
    await expect(run()).rejects.toThrow(ExplainedError);
    await expect(run()).rejects.toThrow(/newer version.*0002-later/);
  });

  test('refuse a file whose name does not tell its order, and a number given twice', () => {
    file('first.sql', '');
    expect(() => readMigrations(folder)).toThrow(/first\.sql/);
    rmSync(join(folder, 'first.sql'));
    file('0001-a.sql', '');
    file('0001-b.sql', '');
    expect(() => readMigrations(folder)).toThrow(/same number/);
  });
});
