import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Localized } from '../../lib/localized.ts';
import type { Config } from '../config.ts';
import { ExplainedError } from '../explained-error.ts';
import {
  addExtensions,
  type Connection,
  checkServer,
  codeOf,
  connect,
  connectExternal,
  connectionString,
  createPool,
} from './connection.ts';
import { openEmbedded } from './embedded-server.ts';
import { migrate, migrationsFolder, readMigrations } from './migrate.ts';

export interface OpenOptions {
  /** `server`: the one server of a data folder; `command`: beside it or without it. */
  readonly holder: 'server' | 'command';
  /** Tells the person at the terminal something. */
  readonly notify: (text: Localized) => void;
  /** False leaves the schema as it is (a restore fills an empty database). */
  readonly migrate?: boolean;
  /** Connections of the pool at most: 10 unless told. */
  readonly connections?: number;
}

/** A company's database, open. */
export interface OpenDatabase {
  readonly pool: pg.Pool;
  /** For what needs a connection of its own: LISTEN, COPY, advisory locks, a job runner, a worker thread's own pool. */
  readonly connection: Connection;
  /** The same as a connection string. */
  readonly url: string;
  /** PostgreSQL's version, as it says it: `18.4`. */
  readonly version: string;
  readonly embedded: boolean;
  /** Names of the migrations applied by this opening. */
  readonly migrated: readonly string[];
  /** Closes the pool and, when it is embedded and nobody else uses it, stops PostgreSQL. */
  close(): Promise<void>;
}

const patience = 5_000;

interface Place {
  readonly connection: Connection;
  readonly embedded: boolean;
  close(): Promise<void>;
}

async function open(config: Config, options: OpenOptions): Promise<Place> {
  if (config.databaseUrl !== undefined) {
    const connection = { connectionString: config.databaseUrl, application_name: 'carnet' };
    return { connection, embedded: false, close: async () => undefined };
  }
  const { packageRoot, dataFolder } = config;
  const { connection, close } = await openEmbedded({ packageRoot, dataFolder, ...options });
  return { connection, embedded: true, close };
}

/** What a role may not do is mended by the owner of the server, not by a stack trace. */
function explainRefusal(error: unknown): unknown {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (error instanceof ExplainedError || codeOf(cause) !== '42501') return error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ExplainedError(
    {
      fr: `DATABASE_URL : ce compte n’a pas les droits qu’il faut (${reason}). Il doit posséder la base : ALTER DATABASE … OWNER TO …;`,
      en: `DATABASE_URL: this account lacks the rights it needs (${reason}). It must own the database: ALTER DATABASE … OWNER TO …;`,
    },
    { cause },
  );
}

/** Brings a database that answers up to this version of Carnet: its server is checked, extensions and schema added. */
async function prepare(
  place: Place,
  config: Config,
  wanted: boolean,
): Promise<{ version: string; migrated: string[] }> {
  const client = await (place.embedded ? connect(place.connection) : connectExternal(place.connection));
  try {
    const version = await checkServer(client);
    await addExtensions(client);
    const migrated = wanted ? await migrate(client, readMigrations(migrationsFolder(config.packageRoot))) : [];
    return { version, migrated };
  } catch (error) {
    throw explainRefusal(error);
  } finally {
    await client.end();
  }
}

/**
 * Opens the database that the configuration names: DATABASE_URL, else the embedded PostgreSQL, made and started when
 * needed; checks it and migrates it. Throws an ExplainedError that says what to mend when it cannot.
 */
export async function openDatabase(config: Config, options: OpenOptions): Promise<OpenDatabase> {
  const place = await open(config, options);
  try {
    const { version, migrated } = await prepare(place, config, options.migrate ?? true);
    const pool = createPool(place.connection, options.connections === undefined ? {} : { max: options.connections });
    const { connection, embedded } = place;
    const url = connection.connectionString ?? connectionString(connection);
    let closed: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      // A query that does not end must not hold the whole process back.
      await Promise.race([pool.end(), delay(patience, undefined, { ref: false })]);
      await place.close();
    };
    return { pool, connection, url, version, embedded, migrated, close: () => (closed ??= close()) };
  } catch (error) {
    await place.close();
    throw error;
  }
}
