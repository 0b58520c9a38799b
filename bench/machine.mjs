import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { pg } from './server.mjs';

/** Returns how the database of a server that runs is reached: DATABASE_URL, else by what its cluster keeps (not on Windows). */
export function connectionOf(dataFolder) {
  if (process.env.DATABASE_URL) return { connectionString: process.env.DATABASE_URL };
  const pidFile = join(dataFolder, 'postgres', 'postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  const [, , , port, socket] = readFileSync(pidFile, 'utf8').split('\n');
  const { password } = JSON.parse(readFileSync(join(dataFolder, 'database.json'), 'utf8'));
  return { host: socket, port: Number(port), user: 'carnet', password, database: 'carnet' };
}

/** Takes the ids of a process; returns its resident memory in MB. */
export function residentMemory(pid) {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? 0) / 1024);
}

const postmasterOf = (dataFolder) =>
  readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];

const childrenOf = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');

function runTime(pid) {
  let sum = 0;
  for (const task of readdirSync(`/proc/${pid}/task`))
    sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  return sum;
}

/**
 * Takes a server's process and its data folder; returns the processor time, in milliseconds, that it and its PostgreSQL
 * have had so far (Linux, embedded PostgreSQL; else NaN). Unlike time passed, it hardly depends on what else runs.
 */
export function processorTime(pid, dataFolder) {
  try {
    let sum = runTime(pid);
    for (const child of childrenOf(postmasterOf(dataFolder))) sum += runTime(child);
    return sum;
  } catch {
    return Number.NaN;
  }
}

/** Takes what /proc tells of a process; returns the milliseconds it ran, and those of its children that ended. */
function ticks(pid) {
  const [, , ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) | /);
  const [own, kernel, children, childrenKernel] = fields.slice(11, 15).map(Number);
  return { own: (own + kernel) * 10, children: (children + childrenKernel) * 10 };
}

/**
 * Like processorTime, over whole runs: takes a server's process and its data folder; returns the milliseconds that the
 * server and its PostgreSQL ran, threads and sessions that ended included (Linux, embedded PostgreSQL).
 */
export function busyTime(pid, dataFolder) {
  const postmaster = postmasterOf(dataFolder);
  const { own, children } = ticks(postmaster);
  let database = own + children;
  for (const child of childrenOf(postmaster)) {
    try {
      database += ticks(child).own;
    } catch {
      // Ended meanwhile: its time is its parent's from now on.
    }
  }
  return { server: ticks(pid).own, database };
}

/** Describes the machine that measures. */
export function describeMachine(postgres) {
  const [processor] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${processor?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${gigabytes} GB of memory; Node ${process.versions.node}, PostgreSQL ${postgres}`;
}

async function perSecond(seconds, clients, ask) {
  let count = 0;
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (; performance.now() < end; count++) await ask();
    }),
  );
  return Math.round(count / seconds);
}

/** Asks one address from ten clients; resolves to answers a second. */
export function throughput(url, headers, seconds = 5) {
  return perSecond(seconds, 10, async () => {
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
  });
}

/** Measures what the machine can do without Carnet: Fastify's hello, SELECT 1, rows copied into a table with an index. */
export async function bareLimits(connection) {
  const fastify = createRequire(import.meta.url)('fastify').fastify();
  fastify.get('/', async () => ({ hello: 'world' }));
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  const hello = await throughput(url, {});
  await fastify.close();
  const client = new pg.Client(connection);
  await client.connect();
  const selects = await perSecond(3, 1, () => client.query('SELECT 1'));
  await client.query('CREATE TEMPORARY TABLE bare (id bigint PRIMARY KEY, name text, town text)');
  await client.query('CREATE INDEX ON bare (name)');
  const rows = 200_000;
  const text = Array.from({ length: rows }, (_none, row) => `${row}\t${(row * 7_919) % rows} Martin\tLyon\n`).join('');
  const began = performance.now();
  await pipeline(Readable.from([text]), client.query(copyFrom('COPY bare FROM STDIN')));
  const copied = Math.round(rows / ((performance.now() - began) / 1000));
  const {
    rows: [version],
  } = await client.query('SHOW server_version');
  await client.end();
  return { hello, selects, copied, version: version.server_version };
}
