import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import type { TestProject } from 'vitest/node';
import { addExtensions, type Connection, checkServer, connect } from '../db/connection.ts';
import { findPostmaster } from '../db/embedded-process.ts';
import { openEmbedded, owner } from '../db/embedded-server.ts';
import { migrate, migrationsFolder, readMigrations } from '../db/migrate.ts';
import { findPackage } from '../package-root.ts';

/** What the tests' workers are told of the PostgreSQL that they share. */
export interface TestServer {
  /** Reaches the maintenance database as a role that may create databases. */
  readonly administration: Connection;
  /** Reaches any database as the role that owns Carnet's. */
  readonly owner: Connection;
  /** A migrated, empty company. */
  readonly template: string;
  /** Why the template could not be migrated: the tests that need it fail with it. */
  readonly fault?: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const prefix = 'carnet-test-';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A run that was killed leaves its cluster behind, at work: the next run clears it. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^carnet-test-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      const { postmaster } = findPostmaster(join(folder, 'postgres'));
      if (postmaster !== undefined) process.kill(postmaster.pid, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another account's: its own next run clears it.
    }
  }
}

interface Place {
  readonly administration: Connection;
  readonly owner: Connection;
  readonly close: () => Promise<void>;
}

async function embedded(): Promise<Place> {
  sweep();
  const dataFolder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(dataFolder, 0o711);
  const { administration, connection, close } = await openEmbedded({
    packageRoot: findPackage().root,
    dataFolder,
    holder: 'command',
    notify: (text) => console.error(text.en),
    durable: false,
  });
  return {
    administration,
    owner: connection,
    close: async () => {
      await close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function prepare(template: Connection): Promise<void> {
  const client = await connect(template);
  try {
    await checkServer(client);
    await addExtensions(client);
    await migrate(client, readMigrations(migrationsFolder(findPackage().root)));
  } finally {
    await client.end();
  }
}

/** Starts the PostgreSQL of the tests (or takes that of TEST_DATABASE_URL) and makes the template of their databases. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  const existing = url === undefined || url === '' ? undefined : { connectionString: url };
  const place = existing
    ? { administration: existing, owner: existing, close: async () => undefined }
    : await embedded();
  const template = `carnet_template_${randomBytes(4).toString('hex')}`;
  const administrator = await connect(place.administration);
  await administrator.query(`CREATE DATABASE ${template} ${existing ? '' : `OWNER ${owner}`}`);
  const fault = await prepare(inDatabase(place.owner, template)).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const { administration, owner: company } = place;
  project.provide('testServer', {
    administration,
    owner: company,
    template,
    ...(fault === undefined ? {} : { fault }),
  });
  return async () => {
    await dropDatabase(administrator, template);
    await administrator.end();
    await place.close();
  };
}

/**
 * Drops a database, whoever is still connected. Not `WITH (FORCE)`: that ends an autovacuum worker too, which PostgreSQL
 * 15 forbids to all but a superuser; without it the server ends the worker itself, and waits for those told to go.
 */
export async function dropDatabase(administrator: ClientBase, name: string): Promise<void> {
  await administrator.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
    [name],
  );
  await administrator.query(`DROP DATABASE IF EXISTS ${name}`);
}

/** Takes a connection; returns the same to another database of the same server. */
export function inDatabase(connection: Connection, database: string): Connection {
  if (connection.connectionString === undefined) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}
