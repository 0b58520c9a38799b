import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { type Connection, connect, connectionString, createPool } from '../db/connection.ts';
import { dropDatabase, inDatabase } from './global-setup.ts';

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly pool: pg.Pool;
  readonly connection: Connection;
  /** The same as a connection string. */
  readonly url: string;
  readonly name: string;
  /** Closes the pool and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Makes a migrated, empty company (or, with `empty`, a database without any table) on the PostgreSQL of this test run.
 * Call `drop` in afterAll. The role owns the database and is no superuser, as in real life.
 */
export async function createTestDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  if (!empty && server.fault !== undefined) throw new Error(server.fault);
  const name = `carnet_test_${randomBytes(6).toString('hex')}`;
  const owner = server.owner.user === undefined ? '' : `OWNER ${server.owner.user}`;
  await administer(server.administration, (administrator) =>
    administrator.query(`CREATE DATABASE ${name} ${owner} TEMPLATE ${empty ? 'template0' : server.template}`),
  );
  const connection = inDatabase(server.owner, name);
  const pool = createPool(connection, { max: 5 });
  return {
    pool,
    connection,
    url: connection.connectionString ?? connectionString(connection),
    name,
    drop: async () => {
      await pool.end();
      await administer(server.administration, (administrator) => dropDatabase(administrator, name));
    },
  };
}

async function administer(
  connection: Connection,
  work: (administrator: pg.ClientBase) => Promise<unknown>,
): Promise<void> {
  const client = await connect(connection);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
