import { sql } from 'kysely';
import { duplicateKeysColumn } from '../../meta/derive/storage.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { keysVersion } from '../../rules/duplicates/duplicate-keys.ts';
import type { Database } from '../company.ts';

/** When the whole base was looked through, and by which keys. */
interface Search {
  readonly keys: string;
  readonly searched_at: string;
}

/** Takes a record type; returns what its keys are made from: when that changes, those stored are of no use any more. */
export function keysOf(record: EffectiveRecord): string {
  return JSON.stringify([keysVersion, record.duplicates]);
}

/**
 * Takes a record type; tells whether the keys of its rows are those of now: where there was no search yet, rows that were
 * there before keys were kept have none.
 */
export async function hasPresentKeys(database: Database, record: EffectiveRecord): Promise<boolean> {
  const search = await readSearch(database, record);
  if (search) return search.keys === keysOf(record);
  const { rows } = await sql`
    SELECT 1 FROM ${sql.table(record.table)} WHERE deleted_at IS NULL AND ${sql.ref(duplicateKeysColumn)} = '{}' LIMIT 1`.execute(
    database,
  );
  return rows.length === 0;
}

/** Takes a record type; returns its last whole search, undefined where there was none. */
export async function readSearch(database: Database, record: EffectiveRecord): Promise<Search | undefined> {
  const { rows } = await sql<Search>`
    SELECT keys, searched_at FROM duplicate_search WHERE record = ${record.name}`.execute(database);
  return rows[0];
}
