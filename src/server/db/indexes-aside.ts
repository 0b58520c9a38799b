import type pg from 'pg';

interface Definition {
  readonly drop: string;
  readonly make: string;
}

/** Indexes and foreign keys that were put aside. */
export interface IndexesAside {
  readonly count: number;
  /** Makes them again over the rows that are there now; throws where these break one. */
  readonly makeAgain: () => Promise<void>;
}

/**
 * Puts aside what stands between empty tables and a quick load: indexes that no constraint needs, and foreign keys. Takes
 * a connection within a transaction and the tables, quoted. One made at the end costs a fraction of what it costs to keep
 * up row by row.
 */
export async function putIndexesAside(client: pg.ClientBase, tables: readonly string[]): Promise<IndexesAside> {
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
  for (const { drop } of [...keys.rows, ...indexes.rows]) await client.query(drop);
  return {
    count: indexes.rows.length + keys.rows.length,
    makeAgain: async () => {
      for (const { make } of [...indexes.rows, ...keys.rows]) await client.query(make);
    },
  };
}
