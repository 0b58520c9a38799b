import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { connect, connectionString, createPool, extensions } from './connection.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('a connection', () => {
  test('is the same by its parts and by its connection string', async () => {
    const client = await connect({ connectionString: database.url });
    const { rows } = await client.query('SELECT current_database() AS name');
    await client.end();
    expect(rows).toEqual([{ name: database.name }]);
  });

  test('survives passwords and folders that a URL must encode', () => {
    const url = connectionString({ host: '/tmp/a b', port: 1, user: 'u', password: 'p@:/ss', database: 'd' });
    expect(url).toBe('postgresql://u:p%40%3A%2Fss@%2Ftmp%2Fa%20b:1/d');
  });

  test('reads dates as text, counts as numbers and numerics exactly', async () => {
    const result = await database.pool.query(
      `SELECT date '2026-03-01' AS day, ARRAY[date '2026-03-01'] AS days, count(*) AS count,
              0.1::numeric(20, 10) AS exact, timestamptz '2026-03-01 00:00+01' AS moment`,
    );
    expect(result.rows).toEqual([
      {
        day: '2026-03-01',
        days: ['2026-03-01'],
        count: 1,
        exact: '0.1000000000',
        moment: new Date('2026-02-28T23:00:00Z'),
      },
    ]);
  });

  test('of a pool is replaced when the server closes it', async () => {
    const pool = createPool(database.connection, { max: 1 });
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await database.pool.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await expect.poll(() => pool.totalCount).toBe(0);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  test('that is lost while someone holds it fails to its holder alone', async () => {
    const pool = createPool(database.connection, { max: 1 });
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const lost = new Promise((resolve) => held.once('end', resolve));
    await database.pool.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await lost;
    await expect(held.query('SELECT 1')).rejects.toThrow();
    held.release(true);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  test('finds the extensions that the indexes need', async () => {
    const { rows } = await database.pool.query<{ extname: string }>('SELECT extname FROM pg_extension');
    expect(rows.map((row) => row.extname)).toEqual(expect.arrayContaining([...extensions]));
  });

  test('works as a role that is no superuser', async () => {
    const { rows } = await database.pool.query(`SELECT current_setting('is_superuser') AS superuser`);
    expect(rows).toEqual([{ superuser: 'off' }]);
  });
});
