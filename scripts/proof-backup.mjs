/**
 * Takes a company of size M (or --size S) with files, backs it up while someone writes, and once more when nobody does;
 * restores both into the embedded PostgreSQL and into Debian's PostgreSQL 15, and compares the second row by row with
 * what it was made from: `npm run proof:backup`. Needs what `npm run build` makes. Linux only.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectionOf } from '../bench/machine.mjs';
import { pg, run, start } from '../bench/server.mjs';
import { startDebianPostgres } from './debian-postgres.mjs';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'M' },
    files: { type: 'string', default: '1000' },
    port: { type: 'string', default: '3190' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'carnet-proof-backup-'));
chmodSync(folder, 0o711);
const say = (text) => process.stdout.write(`${text}\n`);
const seconds = (began) => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** Hashes every row of every table, and every file. */
async function pictureOf(connection, dataFolder) {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows: tables } = await client.query(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'auth') AND tablename <> 'carnet_migration' ORDER BY 1`);
  const picture = {};
  for (const { name } of tables) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS count, coalesce(sum(('x' || left(md5(row_to_json(t)::jsonb::text), 15))::bit(60)::bigint), 0) AS sum FROM ${name} AS t`,
    );
    picture[name] = `${rows[0].count} rows, ${rows[0].sum}`;
  }
  await client.end();
  const hash = createHash('sha256');
  const files = readdirSync(join(dataFolder, 'files'), { recursive: true })
    .map((name) => join(dataFolder, 'files', name))
    .filter((path) => statSync(path).isFile() && !path.includes('/imports/'))
    .sort();
  for (const path of files) hash.update(path.slice(dataFolder.length)).update(readFileSync(path));
  picture.files = `${files.length} files, ${hash.digest('hex')}`;
  return picture;
}

function compare(label, one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const faults = [...names].filter((name) => one[name] !== other[name]);
  for (const name of faults) say(`  ${name}: ${one[name]} ≠ ${other[name]}`);
  say(
    `${label}: ${faults.length === 0 ? `equal, ${names.size - 1} tables and ${one.files.split(',')[0]}` : 'NOT EQUAL'}`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

const data = join(folder, 'data');
const debian = await startDebianPostgres();
let server;
try {
  say(`Making a company of size ${values.size}…`);
  await run(['demo', '--size', values.size], data, values.port);
  server = await start(data, values.port);
  const { printed: key } = await run(['api-key', 'create', '--email', server.administrator.email], data, values.port);
  const headers = { authorization: `Bearer ${key}` };
  const send = async (path, body) => {
    const json = !(body instanceof FormData);
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: json ? { ...headers, 'content-type': 'application/json' } : headers,
      body: json ? JSON.stringify(body) : body,
    });
    if (!answer.ok) throw new Error(`${path} ${answer.status} ${await answer.text()}`);
    return await answer.json();
  };
  for (let index = 0; index < Number(values.files); index++) {
    const form = new FormData();
    form.append('file', new Blob([`pièce ${index}\n`.repeat(1 + (index % 500))]), `pièce ${index}.txt`);
    await send('/files', form);
  }
  const acknowledged = [];
  let writing = true;
  let begun = false;
  const writer = (async () => {
    for (let index = 0; writing; index++) {
      const { id } = await send('/accounts', { legalName: `Pendant la sauvegarde ${index}` });
      if (!begun) acknowledged.push(id);
    }
  })();
  while (acknowledged.length < 50) await new Promise((resolve) => setTimeout(resolve, 10));
  begun = true;
  let began = performance.now();
  const busy = join(folder, 'busy.tar.gz');
  const quiet = join(folder, 'quiet.tar.gz');
  if ((await run(['backup', busy], data, values.port)).code !== 0) throw new Error('backup failed');
  say(`Backup while writing: ${seconds(began)}, ${Math.round(statSync(busy).size / 1e6)} MB`);
  writing = false;
  await writer;
  await server.stop();
  // Nobody writes, the server's own jobs neither: the source is what the second archive must give back.
  began = performance.now();
  if ((await run(['backup', quiet], data, values.port)).code !== 0) throw new Error('backup failed');
  say(`Backup at rest: ${seconds(began)}, ${Math.round(statSync(quiet).size / 1e6)} MB`);
  server = await start(data, values.port);
  const source = await pictureOf(connectionOf(data), data);
  await server.stop();
  server = undefined;

  const places = [
    { label: 'embedded PostgreSQL', url: undefined },
    { label: 'Debian’s PostgreSQL 15', url: debian.url },
  ];
  for (const { label, url } of places) {
    for (const [archive, name] of [
      [busy, 'made while writing'],
      [quiet, 'made at rest'],
    ]) {
      const target = join(folder, `restored ${label} ${name}`.replaceAll(/[^a-z0-9]+/gi, '-'));
      const database = `restored_${name === 'made at rest' ? 'rest' : 'busy'}`;
      if (url) {
        const administrator = new pg.Client({ connectionString: url });
        await administrator.connect();
        await administrator.query(`CREATE DATABASE ${database} TEMPLATE template0`);
        await administrator.end();
        process.env.DATABASE_URL = url.replace(/\/postgres$/, `/${database}`);
      } else delete process.env.DATABASE_URL;
      began = performance.now();
      const { code } = await run(['restore', archive], target, values.port);
      if (code !== 0) throw new Error(`restore: exit ${code}`);
      const took = seconds(began);
      const restored = await start(target, values.port);
      const connection = connectionOf(target);
      if (name === 'made at rest') compare(`${label}, ${name} (${took})`, source, await pictureOf(connection, target));
      else {
        const client = new pg.Client(connection);
        await client.connect();
        const { rows } = await client.query(
          `SELECT (SELECT count(*)::int FROM account WHERE id = ANY($1)) AS kept,
            (SELECT count(*)::int FROM account AS a WHERE legal_name LIKE 'Pendant la sauvegarde %' AND NOT
              (EXISTS (SELECT FROM site WHERE account_id = a.id) AND EXISTS (SELECT FROM audit WHERE record_id = a.id))) AS torn`,
          [acknowledged],
        );
        await client.end();
        const [{ kept, torn }] = rows;
        const sound = kept === acknowledged.length && torn === 0;
        say(
          `${label}, ${name} (${took}): ${kept} of ${acknowledged.length} accounts acknowledged before it are there, ${torn} without their site or trail`,
        );
        if (!sound) process.exitCode = 1;
      }
      await restored.stop();
    }
  }
} finally {
  await server?.stop();
  await debian.stop();
  rmSync(folder, { recursive: true, force: true });
}
