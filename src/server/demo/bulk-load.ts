import type pg from 'pg';
import { putIndexesAside } from '../db/indexes-aside.ts';
import { TableFiller } from './table-filler.ts';

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
    const indexes = await putIndexesAside(client, names);
    await client.query(`TRUNCATE ${names.join(', ')}`);
    const filler = new TableFiller(client, new Set(tables));
    await fill(filler);
    await filler.finish();
    onIndexes(indexes.count);
    await indexes.makeAgain();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
  await client.query(`VACUUM (ANALYZE) ${names.join(', ')}`);
  return true;
}
