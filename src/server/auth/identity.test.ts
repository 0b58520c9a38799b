import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionString } from '../db/connection.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { identityOf } from './identity.ts';

let tried: TestCompany;
beforeAll(async () => {
  tried = await createTestCompany();
});
afterAll(() => tried.close());

test('the tables of sign-in are those that better-auth asks for', async () => {
  const { options } = await identityOf(tried.company);
  const { connection } = tried.database;
  const url = connection.connectionString ?? connectionString(connection);
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=auth' });
  try {
    const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database: pool });
    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  } finally {
    await pool.end();
  }
});
