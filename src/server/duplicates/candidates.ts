import { sql } from 'kysely';
import { duplicateKeysColumn } from '../../meta/derive/storage.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { Database } from '../company.ts';
import { column } from '../db/compared.ts';
import { allOf, type Reader, visibleRows } from '../records/query/readable.ts';

/** Records that have one key in common, at most: a key of more tells nothing. */
export const mostOfKey = 100;

/** A key that records are looked for by, and whose it is. */
export interface WantedKey {
  /** Place of whom it is in the caller's list. */
  readonly place: number;
  readonly key: number;
}

/**
 * Takes who reads, a record type and keys; returns live records that have them and that the reader may see, as pairs of
 * the place that asked and an id, each once. `most` bounds those of one key.
 */
export async function findByKeys(
  reader: Reader,
  record: EffectiveRecord,
  wanted: readonly WantedKey[],
  most: number,
  executor: Database = reader.company.database,
): Promise<{ readonly place: number; readonly id: string }[]> {
  if (wanted.length === 0) return [];
  const condition = allOf([
    // Written so that the index of the keys leads to the rows.
    sql<boolean>`${column('t', duplicateKeysColumn)} && ARRAY[wanted.key]`,
    sql<boolean>`t.deleted_at IS NULL`,
    visibleRows(reader, record, 't'),
  ]);
  const { rows } = await sql<{ place: number; id: string }>`
    SELECT DISTINCT wanted.place, found.id
    FROM unnest(${wanted.map(({ place }) => place)}::int[], ${wanted.map(({ key }) => key)}::int[]) AS wanted (place, key)
    CROSS JOIN LATERAL (SELECT t.id FROM ${sql.table(record.table)} AS t WHERE ${condition} LIMIT ${most}) AS found`.execute(
    executor,
  );
  return rows;
}
