import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { buffer, json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { emptySettings, type ModelSettings } from '../../meta/settings.ts';
import type { DynamicTables } from '../company.ts';
import { columnSql } from '../db/ddl.ts';
import { type IndexesAside, putIndexesAside } from '../db/indexes-aside.ts';
import { type Migration, migrate } from '../db/migrate.ts';
import { compareSchema } from '../db/schema-comparison.ts';
import { ExplainedError } from '../explained-error.ts';
import { keep, receive } from '../files/content-store.ts';
import { settleIndexes, tableFor } from '../settings/field-storage.ts';
import { readSettings } from '../settings/read-settings.ts';
import { type Closing, type Manifest, readArchive } from './archive.ts';
import { carriedTables, quoted, settingsTables } from './tables.ts';

/** Where a company is brought back to. */
export interface RestoreTarget {
  /** A connection of its own to an empty database: nothing of Carnet, or Carnet's tables without a row. */
  readonly client: pg.Client;
  readonly filesFolder: string;
  /** Where the installation's secret goes. */
  readonly keyPath: string;
  readonly migrations: readonly Migration[];
  readonly progress?: (table: string) => void;
}

function broken(reason: string): ExplainedError {
  return new ExplainedError({
    fr: `Cette sauvegarde est abîmée ou incomplète (${reason}) : rien n’a été repris.`,
    en: `This backup is damaged or incomplete (${reason}): nothing was restored.`,
  });
}

/** What a migration itself puts into its tables. */
const seeded = ['public.model_version'];

async function refuseFilled(client: pg.Client): Promise<void> {
  for (const { name } of await carriedTables(client)) {
    if (seeded.includes(name)) continue;
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount)
      throw new ExplainedError({
        fr: `La base n’est pas vide (${name}) : une sauvegarde ne se reprend que dans une base vide. Donnez un autre CARNET_DATA ou un autre DATABASE_URL.`,
        en: `The database is not empty (${name}): a backup is restored into an empty one only. Give another CARNET_DATA or another DATABASE_URL.`,
      });
  }
}

async function levelOf(client: pg.Client): Promise<number> {
  const known = await client.query("SELECT to_regclass('public.carnet_migration') AS name");
  if (known.rows[0]?.name === null) return 0;
  const { rows } = await client.query<{ number: number | null }>('SELECT max(number) AS number FROM carnet_migration');
  return rows[0]?.number ?? 0;
}

async function prepareSchema(target: RestoreTarget, manifest: Manifest): Promise<void> {
  const newest = target.migrations.at(-1)?.number ?? 0;
  if (manifest.migration > newest)
    throw new ExplainedError({
      fr: `Cette sauvegarde vient d’une version plus récente de Carnet (${manifest.version}) : mettez d’abord Carnet à jour.`,
      en: `This backup comes from a newer Carnet (${manifest.version}): update Carnet first.`,
    });
  if ((await levelOf(target.client)) > manifest.migration)
    throw new ExplainedError({
      fr: 'La base a déjà été préparée par une version plus récente que la sauvegarde : donnez une base toute neuve.',
      en: 'The database was already prepared by a version newer than the backup: give a new one.',
    });
  await migrate(
    target.client,
    target.migrations.filter((migration) => migration.number <= manifest.migration),
  );
  await refuseFilled(target.client);
}

/** Makes the columns that the company added, before the rows that fill them; part of the restore's transaction. */
async function addCustomColumns(client: pg.Client, settings: ModelSettings): Promise<void> {
  for (const record of Object.keys(settings.records)) {
    const table = tableFor(settings, record);
    const missing = new Set(
      (await compareSchema(client, [table])).filter(({ kind }) => kind === 'missing-column').map(({ name }) => name),
    );
    for (const column of table.columns.filter(({ name }) => missing.has(name)))
      await client.query(`ALTER TABLE ${quoted(table.name)} ADD COLUMN ${columnSql(column)}`);
  }
}

/** Fills one table from its pieces, which follow each other in the archive, and checks what it got. */
class TableFilling {
  readonly name: string;
  private readonly stream: PassThrough = new PassThrough();
  private readonly hash = createHash('sha256');
  private readonly done: Promise<void>;
  private readonly copy: ReturnType<typeof copyFrom>;

  constructor(client: pg.Client, name: string, columns: readonly string[]) {
    this.name = name;
    this.copy = client.query(
      copyFrom(`COPY ${quoted(name)} (${columns.map((column) => quoted(column)).join(', ')}) FROM STDIN`),
    );
    this.done = pipeline(this.stream, this.copy);
    this.done.catch(() => undefined);
  }

  async add(content: Readable): Promise<void> {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      this.hash.update(chunk);
      if (!this.stream.write(chunk))
        await Promise.race([new Promise((resolve) => this.stream.once('drain', resolve)), this.done]);
    }
  }

  /** Ends the COPY without its rows: the connection answers again. */
  async abort(): Promise<void> {
    this.stream.destroy(new Error('aborted'));
    await this.done.catch(() => undefined);
  }

  async finish(): Promise<{ rows: number; sha256: string }> {
    this.stream.end();
    await this.done;
    return { rows: this.copy.rowCount ?? 0, sha256: this.hash.digest('hex') };
  }
}

function check(closing: Closing | undefined, found: Closing): void {
  if (!closing) throw broken('fin manquante');
  for (const [name, { rows, sha256 }] of Object.entries(closing.tables)) {
    const got = found.tables[name];
    if ((got?.rows ?? 0) !== rows || (rows > 0 && got?.sha256 !== sha256)) throw broken(name);
  }
  if (closing.files !== found.files) throw broken('fichiers');
}

/**
 * Brings a company back from an archive into an empty database, of any supported PostgreSQL version, embedded or not.
 * All rows come in one transaction, after their checksums were found right; a broken archive leaves the database
 * empty. Throws ExplainedError. Returns the number of rows and files.
 */
export async function restore(target: RestoreTarget, input: Readable): Promise<{ rows: number; files: number }> {
  const { client } = target;
  try {
    return await fill(target, input);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (error instanceof ExplainedError) throw error;
    if ((error as { severity?: string }).severity !== undefined) throw error;
    throw broken(error instanceof Error ? error.message : String(error));
  }
}

async function fill(target: RestoreTarget, input: Readable): Promise<{ rows: number; files: number }> {
  const { client } = target;
  let manifest: Manifest | undefined;
  let closing: Closing | undefined;
  let filling: TableFilling | undefined;
  const found: { tables: Record<string, { rows: number; sha256: string }>; files: number } = { tables: {}, files: 0 };
  let settings = emptySettings;
  let indexes: IndexesAside | undefined;
  let key: Buffer | undefined;
  const endTable = async () => {
    if (!filling) return;
    const { name } = filling;
    found.tables[name] = await filling.finish();
    filling = undefined;
  };
  try {
    for await (const { name, content } of readArchive(input)) {
      if (name === 'manifest.json') {
        manifest = (await json(content)) as Manifest;
        if (manifest.format !== 'carnet-backup' || manifest.formatVersion !== 1) throw broken('format');
        await prepareSchema(target, manifest);
        await client.query('BEGIN');
        for (const table of seeded) await client.query(`DELETE FROM ${quoted(table)}`);
        indexes = await putIndexesAside(
          client,
          (await carriedTables(client)).map((carried) => quoted(carried.name)),
        );
        continue;
      }
      if (!manifest) throw broken('manifest');
      const table = /^tables\/([^/]+)\/\d+$/.exec(name)?.[1];
      if (filling && filling.name !== table) await endTable();
      if (table) {
        if (!filling) {
          const columns = manifest.tables.find((carried) => carried.name === table)?.columns;
          if (!columns) throw broken(name);
          target.progress?.(table);
          filling = new TableFilling(client, table, columns);
        }
        await filling.add(content);
        if (settingsTables.has(table)) {
          await endTable();
          settings = await settingsOf(client);
          await addCustomColumns(client, settings);
        }
      } else if (name.startsWith('files/')) {
        const incoming = await receive(target.filesFolder, content);
        if (incoming.sha256 !== name.slice('files/'.length)) throw broken(name);
        await keep(target.filesFolder, incoming);
        found.files++;
      } else if (name === 'secret.key') key = await buffer(content);
      else if (name === 'closing.json') closing = (await json(content)) as Closing;
    }
    await endTable();
  } catch (error) {
    await filling?.abort();
    throw error;
  }
  check(closing, found);
  await indexes?.makeAgain();
  if (key) await writeFile(target.keyPath, key, { mode: 0o600 });
  await client.query('COMMIT');
  for (const record of Object.keys(settings.records)) await settleIndexes(client, tableFor(settings, record));
  await migrate(client, target.migrations);
  await client.query('ANALYZE');
  return { rows: Object.values(found.tables).reduce((sum, table) => sum + table.rows, 0), files: found.files };
}

/** Reads the settings that this transaction has just filled: over its own connection, where alone they are seen. */
function settingsOf(client: pg.Client): Promise<ModelSettings> {
  const query = client.query.bind(client) as PostgresPoolClient['query'];
  const pool: PostgresPool = { connect: async () => ({ query, release: () => undefined }), end: async () => undefined };
  return readSettings(new Kysely<DynamicTables>({ dialect: new PostgresDialect({ pool }) }));
}
