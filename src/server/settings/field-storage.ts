import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { type IndexDefinition, type TableDefinition, tableOf } from '../../meta/derive/storage.ts';
import { type ModelSettings, storageSettings } from '../../meta/settings.ts';
import type { Company } from '../company.ts';
import { codeOf, connect } from '../db/connection.ts';
import { columnSql, indexSql } from '../db/ddl.ts';
import { compareSchema } from '../db/schema-comparison.ts';
import { modelWith } from './change-settings.ts';

/** A statement that waits for a long reader would hold up everybody behind it: it gives up and tries again. */
const lockTimeout = '2s';
const lockNotAvailable = '55P03';
const deadlock = '40P01';
const uniqueViolation = '23505';
/** Any number that nothing else of Carnet locks: one process changes the tables of custom fields at a time. */
const storageLock = 0x0ca_0002;
/** How often an index that lost a deadlock is made again. */
const mostBuilds = 5;
/** How often a process that waits for the lock looks again, in milliseconds. */
const lockPause = 200;

/** Indexes of columns that an administrator added; those of declared fields are the migrations' own. */
const customIndex = /_c_[0-9a-f]{32}/;

/** Takes settings and a record type's name; returns the table that these settings need, retired fields included. */
export function tableFor(settings: ModelSettings, record: string): TableDefinition {
  const model = modelWith(storageSettings(settings));
  return tableOf(model.record(record), model);
}

/** Runs `work` with a connection of its own: what locks and builds must not keep one of the pool. */
export async function withStorageClient<Result>(
  company: Company,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect({ connectionString: company.databaseUrl, application_name: 'carnet settings' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Takes the lock of who changes tables, until the connection ends; returns false when another process has it. */
export async function tryLockStorage(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [storageLock]);
  return rows[0]?.got ?? false;
}

/**
 * Waits until no other process changes tables. By asking again: who waits inside a statement holds a snapshot, for
 * which the making of an index would wait in turn.
 */
export async function lockStorage(client: pg.Client): Promise<void> {
  while (!(await tryLockStorage(client))) await delay(lockPause);
}

/**
 * Adds the columns that a table lacks, all in one statement, while others write. Gives up after `tries` waits of two
 * seconds; returns whether the columns stand.
 */
export async function addColumns(client: pg.Client, table: TableDefinition, tries: number): Promise<boolean> {
  for (let count = 1; ; count++) {
    const missing = new Set(
      (await compareSchema(client, [table])).filter(({ kind }) => kind === 'missing-column').map(({ name }) => name),
    );
    const columns = table.columns.filter(({ name }) => missing.has(name));
    if (columns.length === 0) return true;
    try {
      await client.query('BEGIN');
      await client.query(`SET LOCAL lock_timeout = '${lockTimeout}'`);
      await client.query(
        `ALTER TABLE "${table.name}" ${columns.map((column) => `ADD COLUMN IF NOT EXISTS ${columnSql(column)}`).join(', ')}`,
      );
      await client.query('COMMIT');
      return true;
    } catch (error) {
      await client.query('ROLLBACK');
      const code = codeOf(error);
      if (code !== lockNotAvailable && code !== deadlock) throw error;
      if (count >= tries) return false;
      // The readers and writers that queued behind the statement have their turn first.
      await delay(100 + Math.random() * 200);
    }
  }
}

/** Makes an index; returns false where it would keep values single that are there twice. */
async function build(client: pg.Client, table: TableDefinition, index: IndexDefinition): Promise<boolean> {
  for (let count = 1; ; count++) {
    try {
      await client.query(indexSql(table.name, index, true));
      return true;
    } catch (error) {
      const code = codeOf(error);
      // What is left of it is no index: it would be taken for one.
      if (code === uniqueViolation || code === deadlock)
        await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${index.name}`);
      if (code === uniqueViolation) return false;
      if (code !== deadlock || count >= mostBuilds) throw error;
    }
  }
}

/**
 * Makes the indexes that custom fields ask for and takes away those they no longer ask for, while others write. The
 * connection holds the lock of `lockStorage`. Returns the names of those that could not be made, since values that
 * must be single are there twice.
 */
export async function settleIndexes(
  client: pg.Client,
  table: TableDefinition,
  wanted: (index: IndexDefinition) => boolean = () => true,
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { kind, name } of await compareSchema(client, [table])) {
    if (!kind.endsWith('-index') || !customIndex.test(name)) continue;
    const index = table.indexes.find((candidate) => candidate.name === name);
    if (index && !wanted(index)) continue;
    if (kind !== 'missing-index') await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    if (index && !(await build(client, table, index))) broken.push(name);
  }
  return broken;
}

/** Waits until every transaction that has written and is at work now has ended. */
export async function waitForWriters(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ limit: string }>(
    'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS limit',
  );
  for (;;) {
    const { rows: now } = await client.query<{ passed: boolean }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS passed',
      [rows[0]?.limit ?? '0'],
    );
    if (now[0]?.passed) return;
    await delay(lockPause);
  }
}
