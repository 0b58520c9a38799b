import type pg from 'pg';
import { TableFiller } from './table-filler.ts';

interface Definition {
  readonly drop: string;
  readonly make: string;
}

/** What stands between an empty table and a quick load: indexes that no constraint needs, and foreign keys. */
async function obstacles(
  client: pg.ClientBase,
  tables: readonly string[],
): Promise<{ keys: Definition[]; indexes: Definition[] }> {
  const keys = await client.query<Definition>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint
     WHERE contype = 'f' AND (conrelid = ANY($1::text[]::regclass[]) OR confrelid = ANY($1::text[]::regclass[]))`,
    [tables],
  );
  const indexes = await client.query<Definition>(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS drop, pg_get_indexdef(indexrelid) AS make
     FROM pg_index WHERE indrelid = ANY($1::text[]::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
     ORDER BY indexrelid`,
    [tables],
  );
  return { keys: keys.rows, indexes: indexes.rows };
}

/** What a load does and tells. */
export interface LoadSteps {
  /** Fills the tables. */
  readonly fill: (filler: TableFiller) => Promise<void>;
  /** Hears, once the rows are there, how many indexes and keys are about to be made. */
  readonly onIndexes: (count: number) => void;
}

/**
 * Fills empty tables in one transaction, their indexes and foreign keys dropped first and made again at the end: a load
 * that is cut leaves everything as it was. Takes a connection of its own, the tables and what fills them; returns false,
 * having done nothing, where a table holds a row already.
 */
export async function bulkLoad(
  client: pg.ClientBase,
  tables: readonly string[],
  { fill, onIndexes }: LoadSteps,
): Promise<boolean> {
  const names = tables.map((table) => `"${table}"`);
  await client.query('BEGIN');
  try {
    await client.query(
      `SET LOCAL lock_timeout = '30s'; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`,
    );
    await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    const { rows } = await client.query<{ taken: boolean }>(
      `SELECT ${names.map((name) => `EXISTS (SELECT FROM ${name})`).join(' OR ')} AS taken`,
    );
    if (rows[0]?.taken) {
      await client.query('ROLLBACK');
      return false;
    }
    const { keys, indexes } = await obstacles(client, names);
    for (const { drop } of [...keys, ...indexes]) await client.query(drop);
    await client.query(`TRUNCATE ${names.join(', ')}`);
    const filler = new TableFiller(client, new Set(tables));
    await fill(filler);
    await filler.finish();
    onIndexes(indexes.length + keys.length);
    for (const { make } of [...indexes, ...keys]) await client.query(make);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
  await client.query(`VACUUM (ANALYZE) ${names.join(', ')}`);
  return true;
}
