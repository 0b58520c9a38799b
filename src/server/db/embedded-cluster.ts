import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExplainedError } from '../explained-error.ts';
import type { Account } from './embedded-account.ts';
import { type Binaries, program } from './embedded-binaries.ts';
import type { Credentials } from './embedded-credentials.ts';
import { findPostmaster } from './embedded-process.ts';
import { clientAuthentication, type Listen, postgresSettings } from './embedded-settings.ts';

/** A folder of tables and the programs and account that serve it. */
export interface Cluster {
  readonly folder: string;
  readonly binaries: Binaries;
  /** Undefined when PostgreSQL runs as Carnet does. */
  readonly account: Account | undefined;
  /** False in tests only. */
  readonly durable: boolean;
}

/** The superuser of an embedded cluster. Carnet itself works as a role without that power. */
export const superuser = 'postgres';

const largestLog = 10 * 1024 * 1024;
const longestSocketPath = 100;

const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };

function identity({ account }: Cluster): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

function give({ account }: Cluster, path: string): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

function write(cluster: Cluster, name: string, text: string): void {
  const path = join(cluster.folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  give(cluster, path);
}

function run(cluster: Cluster, name: 'initdb' | 'pg_ctl' | 'postgres', args: string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program(cluster.binaries, name), args, {
    ...identity(cluster),
    cwd: '/',
    env: environment,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  if (status === 0) return stdout;
  throw new Error(`${name} failed: ${error?.message ?? `${stdout}\n${stderr}`.trim()}`);
}

/**
 * Makes the cluster when it is missing: aside, then renamed, so that none is ever half made. Throws an ExplainedError
 * when the one that stands there was made by another major version of PostgreSQL.
 */
export function makeCluster(cluster: Cluster): void {
  const { folder, binaries } = cluster;
  if (existsSync(join(folder, 'PG_VERSION'))) {
    const made = Number.parseInt(readFileSync(join(folder, 'PG_VERSION'), 'utf8'), 10);
    if (made === binaries.major) return;
    throw new ExplainedError({
      fr: `La base de ${folder} est au format de PostgreSQL ${made}, cette version de Carnet lit PostgreSQL ${binaries.major} : sauvegardez avec l’ancienne version de Carnet (« backup »), écartez ce dossier, puis restaurez (« restore »).`,
      en: `The database in ${folder} is in PostgreSQL ${made}'s format, this version of Carnet reads PostgreSQL ${binaries.major}: back up with the former version of Carnet ("backup"), move that folder away, then restore ("restore").`,
    });
  }
  const aside = `${folder}.new-${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  give(cluster, aside);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const caution = cluster.durable ? [] : ['--no-sync'];
  // "trust" holds until pg_hba.conf is written, before the first start.
  run(cluster, 'initdb', ['-D', aside, '-U', superuser, '--auth=trust', '--no-instructions', ...locale, ...caution]);
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
  }
}

/**
 * Sets the passwords of a cluster that does not run, without knowing the former ones, and makes the role `owner` when
 * it is missing. `owner` is no superuser: an injection into Carnet's SQL would not reach the machine.
 */
export function setPasswords(cluster: Cluster, owner: string, credentials: Credentials): void {
  // In single-user mode one line is one statement.
  const sql = [
    `ALTER ROLE ${superuser} PASSWORD '${credentials.superuserPassword}'`,
    `DO $$BEGIN CREATE ROLE ${owner} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END$$`,
    `ALTER ROLE ${owner} PASSWORD '${credentials.password}'`,
    '',
  ].join('\n');
  run(cluster, 'postgres', ['--single', '-D', cluster.folder, '-c', 'log_min_messages=fatal', 'postgres'], sql);
}

/** A socket's path is bounded by the system (about 104 bytes): a long one moves below the temporary folder. */
function socketFolder(cluster: Cluster): string {
  const inside = join(cluster.folder, 'socket');
  const outside = join(tmpdir(), `carnet-${createHash('sha256').update(cluster.folder).digest('hex').slice(0, 12)}`);
  const folder = inside.length < longestSocketPath - 20 ? inside : outside;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  give(cluster, folder);
  chmodSync(folder, 0o700);
  const { uid } = lstatSync(folder);
  const expected = cluster.account?.uid ?? process.getuid?.();
  if (uid !== expected) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

/** Takes a cluster and the port to use where there are no Unix sockets; returns where it will listen. */
export function listenAt(cluster: Cluster, port: number): Listen {
  return process.platform === 'win32' ? { port } : { socketFolder: socketFolder(cluster), port: 5432 };
}

/**
 * Starts the postmaster, in a session of its own so that Ctrl-C in the terminal reaches Carnet alone, and returns its
 * process; it outlives this one. What an earlier postmaster left behind and would stop this one is cleared first. It is not ready yet: connect
 * to know.
 */
export function startPostmaster(cluster: Cluster, listen: Listen): ChildProcess {
  const { folder } = cluster;
  write(cluster, 'postgresql.conf', postgresSettings(listen, cluster));
  write(cluster, 'pg_hba.conf', clientAuthentication);
  if (findPostmaster(folder).recycled) {
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    if (listen.socketFolder !== undefined) {
      for (const end of ['', '.lock'])
        rmSync(join(listen.socketFolder, `.s.PGSQL.${listen.port}${end}`), { force: true });
    }
  }
  const logPath = postgresLog(cluster);
  if ((statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) > largestLog) renameSync(logPath, `${logPath}.old`);
  const log = openSync(logPath, 'a', 0o600);
  give(cluster, logPath);
  const child = spawn(program(cluster.binaries, 'postgres'), ['-D', folder], {
    ...identity(cluster),
    cwd: '/',
    env: environment,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

/** Path of PostgreSQL's own log. */
export function postgresLog(cluster: Cluster): string {
  return join(cluster.folder, 'postgres.log');
}

/** The end of PostgreSQL's log, for a message. */
export function lastLogLines(cluster: Cluster, count = 6): string {
  const path = postgresLog(cluster);
  if (!existsSync(path)) return '';
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/** Stops the postmaster, closing its connections, and waits until it is gone. Nothing happens when none runs. */
export function stopPostmaster(cluster: Cluster): Promise<void> {
  if (findPostmaster(cluster.folder).postmaster === undefined) return Promise.resolve();
  const args = ['stop', '-D', cluster.folder, '-m', 'fast', '-w', '-t', '120', '-s'];
  return new Promise((resolve, reject) => {
    const child = spawn(program(cluster.binaries, 'pg_ctl'), args, {
      ...identity(cluster),
      cwd: '/',
      env: environment,
      // Ctrl-C again must not interrupt it.
      detached: true,
      windowsHide: true,
      stdio: 'ignore',
    });
    child.on('error', reject);
    child.on('exit', () => {
      if (findPostmaster(cluster.folder).postmaster === undefined) resolve();
      else reject(new Error(`PostgreSQL in ${cluster.folder} does not stop`));
    });
  });
}
