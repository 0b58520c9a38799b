import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPool } from './connection.ts';
import { statementReader } from './statement-reader.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.url }, { max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const prepared = async () =>
  (await pool.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements')).rows.map(
    (row) => row.statement,
  );

describe('a statement', () => {
  it('is kept by its connection where that is asked, and answers anew each time', async () => {
    const read = statementReader(pool);
    const statement = (value: number) => ({ sql: 'SELECT $1::integer + 1 AS next', parameters: [value] });
    await vi.waitFor(
      async () => {
        expect(await read(statement(1), { kept: true })).toEqual([{ next: 2 }]);
        expect(await prepared()).toContain('SELECT $1::integer + 1 AS next');
      },
      { timeout: 20_000 },
    );
    expect(await read(statement(41), { kept: true })).toEqual([{ next: 42 }]);
    await read({ sql: 'SELECT 7 AS seven', parameters: [] });
    expect(await prepared()).not.toContain('SELECT 7 AS seven');
  });

  it('is not kept where a pooler stands between', async () => {
    const statements: unknown[] = [];
    const client = { processID: 1, query: async () => ({ rows: [{ pid: 2 }] }), release: () => undefined };
    const between = {
      connect: async () => client,
      query: async (query: unknown) => {
        statements.push(query);
        return { rows: [] };
      },
    } as unknown as pg.Pool;
    const read = statementReader(between);
    for (let count = 0; count < 3; count++) {
      await read({ sql: 'SELECT 1', parameters: [] }, { kept: true });
      await Promise.resolve();
    }
    expect(statements).toHaveLength(3);
    for (const statement of statements) expect(statement).not.toHaveProperty('name');
  });

  it('reads moments as ISO text in UTC, to the millisecond, whatever the zone of the session', async () => {
    const read = statementReader(pool);
    const moments = ['2026-11-22 09:30:00+00', '2026-11-22 09:30:00.5+00', '1999-12-31 23:59:59.123456+01', null];
    const asked = { sql: 'SELECT unnest($1::timestamptz[]) AS at', parameters: [moments] };
    const expected = ['2026-11-22T09:30:00.000Z', '2026-11-22T09:30:00.500Z', '1999-12-31T22:59:59.123Z', null];
    const asText = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
    for (const zone of ['UTC', 'Asia/Kolkata']) {
      await pool.query(`SET TIME ZONE '${zone}'`);
      expect((await read(asked)).map(({ at }) => asText(at))).toEqual(expected);
    }
    await pool.query('RESET TIME ZONE');
  });
});
