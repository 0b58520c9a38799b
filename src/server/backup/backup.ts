import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { contentPath } from '../files/content-store.ts';
import { writeArchive } from './archive.ts';
import { carriedTables, quoted } from './tables.ts';

/** What a backup is made of. */
export interface BackupSource {
  /** A connection of its own: it holds one snapshot from beginning to end. */
  readonly client: pg.ClientBase;
  readonly filesFolder: string;
  /** The installation's secret: without it, what was sealed with it cannot be read again. */
  readonly keyPath: string;
  readonly version: string;
  /** Told the name of each table as it begins. */
  readonly progress?: (table: string) => void;
}

/**
 * Writes a company whole, as it was at one moment, while people go on working: every table and every file that a row
 * of that moment names. Takes the source and where the archive goes; returns how many rows and files it holds.
 */
export async function backUp(
  { client, filesFolder, keyPath, version, progress }: BackupSource,
  output: Writable,
): Promise<{ rows: number; files: number }> {
  const archive = writeArchive(output);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    const tables = await carriedTables(client);
    const migration = await client.query<{ number: number }>('SELECT max(number) AS number FROM carnet_migration');
    await archive.json('manifest.json', {
      format: 'carnet-backup',
      formatVersion: 1,
      version,
      migration: migration.rows[0]?.number ?? 0,
      madeAt: new Date().toISOString(),
      tables,
    });
    await archive.file('secret.key', (await stat(keyPath)).size, createReadStream(keyPath));
    const closing: Record<string, { rows: number; sha256: string }> = {};
    for (const { name, columns } of tables) {
      progress?.(name);
      const rows = client.query(
        copyTo(`COPY ${quoted(name)} (${columns.map((column) => quoted(column)).join(', ')}) TO STDOUT`),
      );
      const sha256 = await archive.table(name, rows);
      closing[name] = { rows: rows.rowCount ?? 0, sha256 };
    }
    const contents = await client.query<{ sha256: string }>(
      "SELECT DISTINCT encode(sha256, 'hex') AS sha256 FROM file ORDER BY 1",
    );
    for (const { sha256 } of contents.rows) {
      const path = contentPath(filesFolder, sha256);
      await archive.file(`files/${sha256}`, (await stat(path)).size, createReadStream(path));
    }
    await archive.json('closing.json', { tables: closing, files: contents.rows.length });
    await archive.finish();
    return { rows: Object.values(closing).reduce((sum, table) => sum + table.rows, 0), files: contents.rows.length };
  } finally {
    await client.query('ROLLBACK');
  }
}
