import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { ExplainedError } from '../explained-error.ts';
import { codeOf } from './connection.ts';

/** One SQL file of `src/server/db/migrations`. */
export interface Migration {
  readonly number: number;
  /** The file's name without `.sql`: `0003-operations`. */
  readonly name: string;
  readonly sql: string;
  /** False when the file's first line is `-- no transaction` (indexes made concurrently). */
  readonly transaction: boolean;
}

/** Any number that nothing else of Carnet locks: one process migrates a database at a time. */
const migrationLock = 0x0ca_0001;
/** A migration that waits for a long reader would block everybody behind it: it gives up and tries again. */
const lockTimeout = '5s';
const tries = 5;
const lockNotAvailable = '55P03';

/** Returns the folder of the migrations, given the package's. They are read at run time, from the sources. */
export function migrationsFolder(packageRoot: string): string {
  return join(packageRoot, 'src', 'server', 'db', 'migrations');
}

/** Reads the migrations of a folder, in order. Throws when a name is not `NNNN-name.sql` or a number comes twice. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const migrations = names.map((file): Migration => {
    const match = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/.exec(file);
    if (match?.[1] === undefined) throw new Error(`migration ${file}: expected a name such as 0001-first-tables.sql`);
    const sql = readFileSync(join(folder, file), 'utf8');
    const transaction = !/^-- no transaction\s*$/m.test(sql.split('\n', 1)[0] ?? '');
    return { number: Number(match[1]), name: file.slice(0, -'.sql'.length), sql, transaction };
  });
  migrations.forEach((migration, index) => {
    const before = migrations[index - 1];
    if (before?.number === migration.number) {
      throw new Error(`migrations ${before.name} and ${migration.name} have the same number`);
    }
  });
  return migrations;
}

async function applied(client: pg.ClientBase): Promise<Map<number, string>> {
  const { rows } = await client.query<{ number: number; name: string }>('SELECT number, name FROM carnet_migration');
  return new Map(rows.map(({ number, name }) => [number, name]));
}

/** The table stands in the schema that the connection creates in; made once, under the lock, since two may start at once. */
async function makeTable(client: pg.ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query(`CREATE TABLE IF NOT EXISTS carnet_migration (
      number integer PRIMARY KEY,
      name text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function refuseNewer(known: readonly Migration[], present: ReadonlyMap<number, string>): void {
  const numbers = new Set(known.map((migration) => migration.number));
  const foreign = [...present].filter(([number]) => !numbers.has(number)).sort(([a], [b]) => b - a)[0];
  if (foreign === undefined) return;
  throw new ExplainedError({
    fr: `La base de données vient d’une version plus récente de Carnet (migration ${foreign[1]}) : mettez Carnet à jour, ou restaurez une sauvegarde de cette version-ci.`,
    en: `The database comes from a newer version of Carnet (migration ${foreign[1]}): update Carnet, or restore a backup made by this version.`,
  });
}

const record = 'INSERT INTO carnet_migration (number, name) VALUES ($1, $2)';

/** Applies one migration unless another process just did; tells whether it did. */
async function apply(client: pg.ClientBase, migration: Migration): Promise<boolean> {
  const { number, name, sql } = migration;
  const done = async (): Promise<boolean> => (await applied(client)).has(number);
  if (!migration.transaction) {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    try {
      if (await done()) return false;
      // One statement at a time: several in one message would be one transaction.
      for (const statement of statements(sql)) await client.query(statement);
      await client.query(record, [number, name]);
      return true;
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    }
  }
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    const wanted = !(await done());
    if (wanted) {
      await client.query(`SET LOCAL lock_timeout = '${lockTimeout}'`);
      await client.query(sql);
      await client.query(record, [number, name]);
    }
    await client.query('COMMIT');
    return wanted;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Statements of a file without a transaction: each ends with a `;` at the end of a line (no function bodies there). */
function statements(sql: string): string[] {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function applyWithPatience(client: pg.ClientBase, migration: Migration): Promise<boolean> {
  for (let count = 1; ; count++) {
    try {
      return await apply(client, migration);
    } catch (error) {
      if (codeOf(error) !== lockNotAvailable || count === tries) {
        throw new Error(`migration ${migration.name}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
      await delay(1_000 * count);
    }
  }
}

/**
 * Brings the database up to the given migrations, each in a transaction of its own (unless the file declines it),
 * under a lock that makes other processes wait. Returns the names of those applied now. Throws an ExplainedError when
 * the database knows a migration that this code does not.
 */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await makeTable(client);
  const present = await applied(client);
  refuseNewer(migrations, present);
  const now: string[] = [];
  for (const migration of migrations) {
    if (!present.has(migration.number) && (await applyWithPatience(client, migration))) now.push(migration.name);
  }
  return now;
}
