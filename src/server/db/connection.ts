import pg from 'pg';
import type { Localized } from '../../lib/localized.ts';
import { ExplainedError } from '../explained-error.ts';

/** How to reach a database: what pg's Client and Pool take. */
export type Connection = Readonly<pg.ClientConfig>;

/**
 * Returns the connection string of a connection given by its parts, as libpq and pg read it: a socket's folder stands,
 * percent-encoded, where the host does.
 */
export function connectionString({ host, port, user, password, database }: Connection): string {
  const part = (value: unknown): string => encodeURIComponent(String(value ?? ''));
  return `postgresql://${part(user)}:${part(password)}@${part(host)}:${port}/${part(database)}`;
}

const oldestServer = 150_000;

/** Extensions that Carnet's indexes are made with. Both are "trusted": the owner of a database may add them. */
export const extensions = ['pg_trgm', 'btree_gin'] as const;

// Types that pg has no name for: date[] and text[].
const dateArray = 1182;
const textArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0];

const readAsText = (text: string): string => text;

/**
 * A `date` stays the text it is (a Date object would tie it to the server's zone), a `bigint` becomes a number (Carnet
 * counts with it, and stays far below 2^53). Numerics stay text, moments become Date objects. Given to each pool and
 * not set globally: other libraries of this process have pools of their own.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return readAsText;
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === dateArray) return pg.types.getTypeParser(textArray);
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** Takes a moment as PostgreSQL writes it in UTC; returns it in ISO 8601 to the millisecond, undefined where it is written otherwise. */
function isoOfUtc(text: string): string | undefined {
  if (!text.endsWith('+00') || text.charCodeAt(10) !== 32) return undefined;
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`;
}

const readDate = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);
const readMoment = (text: string): unknown => isoOfUtc(text) ?? readDate(text);

/** As for every pool, but moments are ISO text at once: making a Date object of each costs more than reading the row. */
export const moments: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.TIMESTAMPTZ
      ? readMoment
      : types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/**
 * Makes a pool of `max` connections at most (10 unless told). An idle connection that the server closes is replaced
 * silently; a query in course on it fails to its caller.
 */
export function createPool(connection: Connection, { max = 10 }: { max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({ ...connection, types, max, idleTimeoutMillis: 60_000, connectionTimeoutMillis: 30_000 });
  pool.on('error', () => undefined);
  // The pool listens to idle connections only: one that is lost while someone holds it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Opens one connection outside any pool, for what listens, locks or copies. Close it with `end()`. */
export async function connect(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, types, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** SQLSTATE of an error of the database, or the code of a network error. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

function refuse(text: Localized, cause?: unknown): never {
  throw new ExplainedError(text, { cause });
}

/** Opens a connection to the database of DATABASE_URL; throws an ExplainedError that says what kept it from answering. */
export async function connectExternal(connection: Connection): Promise<pg.Client> {
  try {
    return await connect(connection);
  } catch (cause) {
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : (codeOf(cause) ?? String(cause));
    return refuse(
      {
        fr: `DATABASE_URL : la base de données ne répond pas (${reason}).`,
        en: `DATABASE_URL: the database does not answer (${reason}).`,
      },
      cause,
    );
  }
}

/** Throws an ExplainedError unless the server is PostgreSQL 15 or later and the database is in UTF-8. Returns its version. */
export async function checkServer(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
            current_setting('server_encoding') AS encoding`,
  );
  const { version = '?', number = '0', encoding = '?' } = rows[0] ?? {};
  if (Number(number) < oldestServer) {
    refuse({
      fr: `DATABASE_URL : Carnet demande PostgreSQL 15 ou plus récent ; ce serveur est en version ${version}.`,
      en: `DATABASE_URL: Carnet needs PostgreSQL 15 or later; this server is version ${version}.`,
    });
  }
  if (encoding !== 'UTF8') {
    refuse({
      fr: `DATABASE_URL : la base est encodée en ${encoding} ; créez-la en UTF-8 (CREATE DATABASE … ENCODING 'UTF8').`,
      en: `DATABASE_URL: the database is encoded in ${encoding}; create it in UTF-8 (CREATE DATABASE … ENCODING 'UTF8').`,
    });
  }
  return version;
}

/** Adds the extensions that are missing; throws an ExplainedError with the command to run when it may not or cannot. */
export async function addExtensions(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ extname: string }>('SELECT extname FROM pg_extension');
  const present = new Set(rows.map((row) => row.extname));
  for (const name of extensions) {
    if (present.has(name)) continue;
    try {
      await client.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      refuse(
        {
          fr: `L’extension PostgreSQL ${name} manque et n’a pas pu être ajoutée (${reason}). Faites exécuter par un administrateur de la base : CREATE EXTENSION ${name};`,
          en: `The PostgreSQL extension ${name} is missing and could not be added (${reason}). Have an administrator of the database run: CREATE EXTENSION ${name};`,
        },
        cause,
      );
    }
  }
}
