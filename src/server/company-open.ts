import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { effectiveModel } from '../meta/effective-record.ts';
import type { ModelSettings } from '../meta/settings.ts';
import { records } from '../records/registry.ts';
import { standardLists } from '../records/value-lists.ts';
import type { Company, Database, DynamicTables } from './company.ts';
import { type Connection, connectionString } from './db/connection.ts';
import { statementReader } from './db/statement-reader.ts';
import { filesFolderIn, standardLargestFile } from './files/content-store.ts';
import { type ChangeFeed, openChangeFeed } from './live/change-feed.ts';
import { sendNotice } from './live/notices.ts';
import { type Outgoing, plainOutgoing } from './outgoing/environment.ts';
import type { DeriveKey } from './secret-key.ts';
import { readSettings } from './settings/read-settings.ts';

/** What a company is opened from: its database, already migrated, and what is kept outside it. */
export interface CompanySource {
  readonly pool: pg.Pool;
  readonly connection: Connection;
  readonly deriveKey: DeriveKey;
  /** Holds the folder of files. */
  readonly dataFolder: string;
  readonly outgoing?: Outgoing;
  /** Most bytes of one file; 200 MiB where absent. */
  readonly largestFile?: number;
}

/** A company as a process serves it. */
export interface OpenCompany extends Company {
  readonly changes: ChangeFeed;
  /** Holds the database (embedded), the files and the key. */
  readonly dataFolder: string;
  /** What the company laid over the declarations, as the browser takes it. */
  readonly settings: () => ModelSettings;
  /** Stops listening. The pool is closed by who made it. */
  readonly close: () => Promise<void>;
}

/**
 * Takes a company; returns it with the model it has now, for good: a request sees one model from beginning to end,
 * whatever an administrator changes meanwhile.
 */
export function withPresentModel(company: OpenCompany): OpenCompany {
  const model = company.model();
  return Object.create(company, { model: { value: () => model } }) as OpenCompany;
}

async function readTimeZone(database: Database): Promise<string> {
  const { rows } = await sql<{ time_zone: string }>`SELECT time_zone FROM company_profile`.execute(database);
  return rows[0]?.time_zone ?? 'Europe/Paris';
}

/** Takes a company's migrated database and its keys; returns the company, listening for what other processes change. */
export async function openCompany(source: CompanySource): Promise<OpenCompany> {
  const database = new Kysely<DynamicTables>({ dialect: new PostgresDialect({ pool: source.pool }) });
  const keys = new Map<string, Buffer>();
  let timeZone = await readTimeZone(database);
  let settings = await readSettings(database);
  let model = effectiveModel(records, settings, standardLists);
  const readModel = async (): Promise<void> => {
    const found = await readSettings(database);
    if (found.version < settings.version) return;
    settings = found;
    model = effectiveModel(records, settings, standardLists);
  };
  const changes = await openChangeFeed(source.connection);
  changes.subscribe((heard) => {
    if (heard === 'missed' || heard.kind === 'model') {
      readModel().catch(() => undefined);
      readTimeZone(database).then(
        (zone) => {
          timeZone = zone;
        },
        () => undefined,
      );
    }
  });
  return {
    database,
    read: statementReader(source.pool),
    databaseUrl: source.connection.connectionString ?? connectionString(source.connection),
    model: () => model,
    reloadModel: async () => {
      await readModel();
      timeZone = await readTimeZone(database);
      await sendNotice(database, { kind: 'model', version: model.version });
    },
    key: (purpose) => {
      const known = keys.get(purpose);
      if (known) return known;
      const made = source.deriveKey(purpose);
      keys.set(purpose, made);
      return made;
    },
    dataFolder: source.dataFolder,
    largestFile: source.largestFile ?? standardLargestFile,
    outgoing: source.outgoing ?? plainOutgoing,
    filesFolder: filesFolderIn(source.dataFolder),
    get timeZone() {
      return timeZone;
    },
    changes,
    settings: () => settings,
    close: () => changes.close(),
  };
}
