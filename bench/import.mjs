/**
 * Measures an import as people meet it: a file sent to a server that runs, brought in by its jobs' thread, on a database
 * of its own. `node bench/import.mjs [--rows 100000] [--what accounts|contacts|both] [--check] [--again] [--undo]
 * [--profile FOLDER]`. Prints rows a second from upload to done, the processor time that server and PostgreSQL spent on
 * one, and the server's resident memory as a curve; `--profile` keeps what V8's profiler saw.
 */
import { spawn } from 'node:child_process';
import { chmodSync, createWriteStream, mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { busyTime } from './machine.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    what: { type: 'string', default: 'both' },
    port: { type: 'string', default: '3140' },
    again: { type: 'boolean', default: false },
    undo: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const rows = Number(values.rows);
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'carnet-bench-import-'));
// The database may run under an account of its own, which has to pass through.
chmodSync(folder, 0o711);
const base = `http://127.0.0.1:${values.port}`;

let seed = 1;
const random = (below) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % below;
};
const pick = (list) => list[random(list.length)];
const first = ['Marie', 'Jean', 'Sophie', 'Luc', 'Anne', 'Paul', 'Chloé', 'Hugo', 'Inès', 'Léa', 'Zoé', 'Éric'];
const last = ['Martin', 'Durand', 'Petit', 'Moreau', 'Lefèvre', 'Garcia', 'Roux', 'Faure', 'Noël', 'Gérard'];
const trade = ['Garage', 'Boulangerie', 'Transports', 'Menuiserie', 'Cabinet', 'Atelier', 'Imprimerie', 'Œuvres'];
const towns = ['Saint-Étienne', 'Lyon', 'Paris', 'Nantes', 'Bordeaux', 'Châtillon', 'Le Havre', 'Aix-en-Provence'];
const types = ['Client', 'Prospect', 'Fournisseur', 'Autre'];

function siren(number) {
  const body = String(10_000_000 + number).padStart(8, '0');
  let sum = 0;
  for (let index = 0; index < 8; index++) {
    const digit = Number(body[index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}
const phone = () => `0${1 + random(5)} ${[0, 0, 0, 0].map(() => String(random(100)).padStart(2, '0')).join(' ')}`;
const company = (number) => `${trade[number % trade.length]} ${last[number % last.length]} ${number}`;

async function write(name, header, line, count) {
  const path = join(folder, name);
  const out = createWriteStream(path);
  let piece = `${header}\r\n`;
  for (let number = 0; number < count; number++) {
    piece += `${line(number)}\r\n`;
    if (piece.length > 1 << 16) {
      if (!out.write(piece)) await new Promise((resolve) => out.once('drain', resolve));
      piece = '';
    }
  }
  await new Promise((resolve) => out.end(piece, resolve));
  return path;
}

const accountLine = (number, town = pick(towns)) =>
  `${company(number)};${siren(number)};${number} rue de la République;${10000 + random(85000)};${town};${phone()};contact${number}@exemple.fr;${pick(types)}`;
const contactLine = (number) =>
  `${pick(last)};${pick(first)};${company(Math.floor(number / 2))};p${number}@exemple.fr;${phone()};06 ${phone().slice(3)};Comptabilité`;

const profiled = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
const server = spawn(process.execPath, [...profiled, join(root, 'dist/server/main.server.js'), 'start'], {
  env: { ...process.env, CARNET_DATA: join(folder, 'data'), PORT: values.port, HOST: '127.0.0.1' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
let cookie = '';

async function call(method, path, body, headers = {}) {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      cookie,
      ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
  });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;

async function follow(label, operation, count, started) {
  const curve = [];
  let next = 0;
  const before = busyTime(server.pid, join(folder, 'data'));
  for (;;) {
    const now = await call('GET', `/operations/${operation}`);
    const { done } = now.progress;
    if (done >= next) {
      curve.push(`${Math.round(memory())}`);
      next = done + count / 10;
    }
    if (now.state !== 'queued' && now.state !== 'running') {
      const seconds = (performance.now() - started) / 1000;
      const { sample: _sample, kept: _kept, ...result } = now.result;
      const after = busyTime(server.pid, join(folder, 'data'));
      const busy = [after.server - before.server, after.database - before.database].map((time) =>
        (time / count).toFixed(3),
      );
      console.log(
        `${label}: ${now.state}, ${count} in ${seconds.toFixed(1)} s = ${Math.round(count / seconds)}/s; processor ms a row: server ${busy[0]}, PostgreSQL ${busy[1]}; RSS MB ${curve.join(' ')}; ${JSON.stringify(result)}`,
      );
      return now;
    }
    await delay(100);
  }
}

async function bring(label, record, path, count, choices = {}, kind = 'run') {
  const started = performance.now();
  const form = new FormData();
  form.append('record', record);
  form.append('file', await openAsBlob(path), 'fichier.csv');
  const file = await call('POST', '/imports', form);
  const mapping = Object.fromEntries(file.proposals.map(({ column, target }) => [column, target]));
  const { operation } = await call('POST', `/imports/${file.id}/${kind}`, {
    mapping,
    createAccounts: true,
    ...choices,
  });
  return await follow(label, operation, count, started);
}

try {
  for (;;) {
    if (
      await fetch(`${base}/health`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await delay(200);
  }
  await call('POST', '/setup', {
    company: 'Banc',
    name: 'Banc',
    email: 'banc@exemple.fr',
    password: 'une phrase de passe',
    language: 'fr',
    demo: false,
  });
  const accounts = await write(
    'comptes.csv',
    'Raison sociale;SIREN;Adresse;Code postal;Ville;Téléphone;E-mail;Type de compte',
    accountLine,
    rows,
  );
  const contacts = await write(
    'contacts.csv',
    'Nom;Prénom;Société;E-mail;Téléphone;Mobile;Fonction',
    contactLine,
    rows,
  );
  console.log(`${rows} rows, memory at rest ${Math.round(memory())} MB`);
  if (values.what !== 'contacts') {
    if (values.check) await bring('accounts, checked', 'account', accounts, rows, {}, 'check');
    await bring('accounts, new', 'account', accounts, rows);
    if (values.again) await bring('accounts, the same again', 'account', accounts, rows);
  }
  if (values.what !== 'accounts') await bring('contacts, new', 'contact', contacts, rows);
  if (values.undo) {
    const half = await write(
      'moitie.csv',
      'Raison sociale;SIREN;Adresse;Code postal;Ville;Téléphone;E-mail;Type de compte',
      (number) => accountLine(number + rows / 2, 'Ailleurs'),
      rows,
    );
    const done = await bring('accounts, half new and half changed', 'account', half, rows);
    const started = performance.now();
    const { operation } = await call('POST', `/operations/${done.id}/undo`);
    await follow('undo', operation, rows, started);
  }
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
