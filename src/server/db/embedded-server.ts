import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Localized } from '../../lib/localized.ts';
import { ExplainedError } from '../explained-error.ts';
import { type Connection, codeOf, connect } from './connection.ts';
import { findBinaries } from './embedded-binaries.ts';
import {
  type Cluster,
  lastLogLines,
  listenAt,
  makeCluster,
  postgresLog,
  setPasswords,
  startPostmaster,
  stopPostmaster,
  superuser,
} from './embedded-cluster.ts';
import { type Credentials, keepCredentials, makeCredentials, readCredentials } from './embedded-credentials.ts';
import { locateCluster } from './embedded-location.ts';
import { endOrphans, findPostmaster } from './embedded-process.ts';
import { leave, type Session, takeServerLock, takeUse } from './embedded-session.ts';

/** The role that owns Carnet's database, and that database's name. */
export const owner = 'carnet';

/** How often a fault that may pass (another Carnet starts or stops the same cluster) is tried again. */
const tries = 100;
const pause = 100;
const patience = 5_000;

export interface EmbeddedOptions {
  readonly packageRoot: string;
  readonly dataFolder: string;
  /** A data folder has one server at most, and any number of commands. */
  readonly holder: 'server' | 'command';
  /** Tells the person at the terminal something. */
  readonly notify: (text: Localized) => void;
  /** False in tests only: gives up surviving a crash. */
  readonly durable?: boolean;
}

/** An embedded cluster at work. */
export interface EmbeddedDatabase {
  /** Reaches Carnet's database as its owner. */
  readonly connection: Connection;
  /** Reaches the maintenance database as superuser. */
  readonly administration: Connection;
  /** Leaves the cluster, and stops it when nobody else uses it. */
  close(): Promise<void>;
}

interface Reach {
  readonly connection: Connection;
  readonly administration: Connection;
}

function reach(listen: { socketFolder?: string; port: number }, credentials: Credentials): Reach {
  const place = { host: listen.socketFolder || '127.0.0.1', port: listen.port };
  return {
    connection: { ...place, user: owner, password: credentials.password, database: owner },
    administration: { ...place, user: superuser, password: credentials.superuserPassword, database: 'postgres' },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Waits for a postmaster to take connections; undefined when it ends, stops or refuses the password instead. */
async function waitForSession(
  cluster: Cluster,
  administration: Connection,
  child: ChildProcess | undefined,
  notify: (text: Localized) => void,
): Promise<{ client?: pg.Client; refused?: boolean }> {
  const started = Date.now();
  let told = false;
  for (;;) {
    try {
      return { client: await connect({ ...administration, application_name: `carnet ${process.pid}` }) };
    } catch (error) {
      const code = codeOf(error);
      if (code === '28P01') return { refused: true };
      const ended = child === undefined ? !findPostmaster(cluster.folder).postmaster : child.exitCode !== null;
      if (ended) return {};
    }
    if (!told && Date.now() - started > patience) {
      told = true;
      notify({
        fr: 'PostgreSQL vérifie la base après un arrêt brutal…',
        en: 'PostgreSQL checks the database after a hard stop…',
      });
    }
    await delay(20);
  }
}

/** Starts the cluster or joins the one that runs, once; undefined when another Carnet came in between. */
async function attempt(cluster: Cluster, options: EmbeddedOptions): Promise<(Reach & Session) | undefined> {
  makeCluster(cluster);
  let { postmaster } = findPostmaster(cluster.folder);
  let credentials = readCredentials(options.dataFolder);
  if (credentials === undefined) {
    if (postmaster !== undefined) await stopPostmaster(cluster);
    credentials = makeCredentials();
    setPasswords(cluster, owner, credentials);
    keepCredentials(options.dataFolder, credentials);
    postmaster = undefined;
  }
  let child: ChildProcess | undefined;
  let reached: Reach;
  if (postmaster === undefined) {
    const listen = listenAt(cluster, await freePort());
    child = startPostmaster(cluster, listen);
    reached = reach(listen, credentials);
  } else if (postmaster.port === 0) {
    return undefined;
  } else {
    reached = reach(postmaster, credentials);
  }
  const { client, refused } = await waitForSession(cluster, reached.administration, child, options.notify);
  if (client === undefined) {
    if (refused) {
      // The cluster was put there from elsewhere: its passwords are set anew.
      await stopPostmaster(cluster);
      setPasswords(cluster, owner, credentials);
    } else if (child !== undefined) {
      const { postmaster: other } = findPostmaster(cluster.folder);
      if (other === undefined && /pre-existing shared memory/.test(lastLogLines(cluster))) endOrphans(cluster.folder);
    }
    return undefined;
  }
  if (options.holder === 'server') await takeServerLock(client, options.dataFolder);
  if (!(await takeUse(client))) return undefined;
  return { ...reached, client };
}

async function join(cluster: Cluster, options: EmbeddedOptions): Promise<Reach & Session> {
  let fault: unknown;
  for (let count = 0; count < tries; count++) {
    try {
      const joined = await attempt(cluster, options);
      if (joined !== undefined) return joined;
    } catch (error) {
      if (error instanceof ExplainedError) throw error;
      fault = error;
      // What fails ten times without anybody else about will not mend itself.
      if (count >= 10 && findPostmaster(cluster.folder).postmaster === undefined) break;
    }
    await delay(pause);
  }
  const reason = fault instanceof Error ? fault.message : lastLogLines(cluster);
  throw new ExplainedError(
    {
      fr: `PostgreSQL ne démarre pas. Son journal : ${postgresLog(cluster)}\n${reason}`,
      en: `PostgreSQL does not start. Its log: ${postgresLog(cluster)}\n${reason}`,
    },
    { cause: fault },
  );
}

async function makeDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [owner]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${owner} OWNER ${owner}`);
}

/**
 * Makes the embedded cluster of a data folder when it is missing, starts it or joins the one that runs (left behind by
 * a Carnet that was killed, or in use by another), and keeps it up: when PostgreSQL is killed, it is started again.
 * Throws an ExplainedError when a second server opens the same data folder, or when PostgreSQL cannot start.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { folder, account } = locateCluster(options.dataFolder, options.notify);
  const binaries = findBinaries(options.packageRoot, dirname(folder), account);
  const cluster: Cluster = { folder, binaries, account, durable: options.durable ?? true };
  let closing = false;
  let session = await join(cluster, options);
  const { connection, administration } = session;

  const watch = (client: pg.Client): void => {
    client.once('end', () => {
      if (!closing) void rejoin();
    });
  };
  const rejoin = async (): Promise<void> => {
    try {
      const found = await join(cluster, { ...options, notify: () => undefined });
      if (closing) return await leave(found, cluster);
      session = found;
      watch(session.client);
    } catch (error) {
      const text = error instanceof ExplainedError ? error.text : { fr: String(error), en: String(error) };
      options.notify(text);
    }
  };
  watch(session.client);
  try {
    await makeDatabase(session.client);
  } catch (error) {
    closing = true;
    await leave(session, cluster);
    throw error;
  }
  return {
    connection,
    administration,
    close: async () => {
      if (closing) return;
      closing = true;
      await leave(session, cluster);
    },
  };
}
