import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { installPackages } from './system-packages.mjs';

/** The oldest PostgreSQL that Carnet promises to run on. */
const folder = '/usr/lib/postgresql/15/bin';

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** PostgreSQL refuses root: the account that Debian's package makes runs it. */
function account() {
  if (process.getuid?.() !== 0) return {};
  const number = (option) => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: number('-u'), gid: number('-g') };
}

async function connect(config) {
  for (let count = 0; ; count++) {
    const client = new pg.Client(config);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (count === 200) throw error;
      await delay(50);
    }
  }
}

/**
 * Starts a PostgreSQL 15 of Debian's for the tests, in a temporary folder and on a free port: the system's own cluster
 * is not touched. Returns the URL of a role that may create databases and is no superuser, and how to stop it.
 */
export async function startDebianPostgres() {
  if (!existsSync(join(folder, 'postgres'))) installPackages(['postgresql-15']);
  const identity = account();
  const place = mkdtempSync(join(tmpdir(), 'carnet-postgresql-15-'));
  const data = join(place, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(place, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined)
    for (const path of [place, data, passwordFile]) chownSync(path, identity.uid, identity.gid);
  const options = { ...identity, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' }, encoding: 'utf8' };
  const authentication = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const made = spawnSync(
    join(folder, 'initdb'),
    ['-D', data, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', ...authentication],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb of PostgreSQL 15 failed: ${made.error ?? made.stderr}`);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    jit: 'off',
    shared_buffers: '128MB',
    random_page_cost: '1.1',
  };
  const child = spawn(
    join(folder, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...options, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(place, { recursive: true, force: true });
  };
  try {
    const administrator = await connect({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
    await administrator.query(`CREATE ROLE carnet LOGIN CREATEDB PASSWORD '${password}'`);
    await administrator.end();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgresql://carnet:${password}@127.0.0.1:${port}/postgres`, stop };
}
