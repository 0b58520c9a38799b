/**
 * Measures the finding of duplicates through HTTP: `node bench/duplicates.mjs [--data FOLDER] [--contacts 100000] [--typing]
 * [--port 3182] [--write]`. Without --typing: makes the base of duplicates-base.mjs in the folder (kept for the next time),
 * has the whole base looked through, compares what is found with what was planted: found and false pairs by way, seconds.
 * With --typing: on a base made by `npm run carnet -- demo --size L`, how long the warning of a form takes to come.
 * `--write` keeps the table in docs/benchmarks.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/sources.mjs';
import { makeBase, waysOfPeople } from './duplicates-base.mjs';
import { processorTime } from './machine.mjs';
import { keepSection } from './page.mjs';
import { client, readers, run, start } from './server.mjs';
import { quantile, short, table } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    contacts: { type: 'string', default: '100000' },
    typing: { type: 'boolean', default: false },
    port: { type: 'string', default: '3182' },
    write: { type: 'boolean', default: false },
  },
});
const contacts = Number(values.contacts);
const folder = values.data ?? join(root, `.carnet-bench-duplicates-${contacts}`);
const truthFile = join(folder, 'duplicates-truth.json');
const say = (text) => process.stderr.write(`${text}\n`);
const number = (value) => value.toLocaleString('fr-FR');
const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

function writeCsv(name, headings, rows) {
  const file = join(folder, name);
  const cell = (value) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  writeFileSync(file, [headings, ...rows].map((cells) => cells.map(cell).join(';')).join('\n'));
  return file;
}

let server;
let ask;
let ended;
async function begin() {
  const { printed: key } = await run(['api-key', 'create', '--email', readers.administrator], folder, values.port);
  server = await start(folder, values.port);
  ({ ask, ended } = client(server.url, key));
}

/** Every record of a collection, by the number that its comment gives. */
async function numbered(collection) {
  const found = [];
  let cursor = '';
  do {
    const page = await ask('GET', `${collection}?limit=200&count=false&fields=comment,account${cursor}`);
    for (const item of page.items)
      if (/^n° \d+$/.test(item.comment ?? '')) found[Number(item.comment.slice(3))] = item.id;
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
  } while (cursor);
  return found;
}

/** Runs work on a list, some at a time; returns what came of each, in order. */
async function eachOf(list, work) {
  const results = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let place = next++; place < list.length; place = next++) results[place] = await work(list[place], place);
    }),
  );
  return results;
}

const filled = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value));

/** Makes the base: companies and people by files, what is entered twice one after the other, as people do. */
async function plant() {
  mkdirSync(folder, { recursive: true });
  // The first start makes the administrator.
  await (await start(folder, values.port)).stop();
  const base = makeBase({ contacts });
  const companies = writeCsv(
    'accounts.csv',
    ['Raison sociale', 'SIREN', 'Téléphone', 'E-mail', 'Site web', 'Adresse', 'Code postal', 'Ville', 'Commentaires'],
    base.accounts.map((one, index) => [
      ...[one.legalName, one.siren, one.phone, one.email, one.website],
      ...[one.street, one.postcode, one.city, `n° ${index}`],
    ]),
  );
  const people = writeCsv(
    'contacts.csv',
    ['Nom', 'Prénom', 'Nom du compte', 'Téléphone fixe', 'Mobile', 'E-mail', 'LinkedIn', 'Commentaires'],
    base.people.map((one, index) => [
      ...[one.lastName, one.firstName, base.accounts[one.account].legalName],
      ...[one.phone, one.mobile, one.email, one.linkedin, `n° ${index}`],
    ]),
  );
  // Companies by their name, people by name and company: two of the base never have both the same.
  for (const [collection, file, tell] of [
    ['accounts', companies, 'legalName'],
    ['contacts', people, 'lastName,firstName,account'],
  ]) {
    const { code, printed } = await run(['import', collection, file, '--key', tell], folder, values.port);
    say(printed);
    if (code !== 0) throw new Error(`${collection} could not be brought in`);
  }
  await begin();
  const accounts = await numbered('accounts');
  const originals = await numbered('contacts');
  const made = accounts.filter(Boolean).length + originals.filter(Boolean).length;
  if (made !== base.accounts.length + base.people.length) throw new Error(`Only ${made} records were made`);
  const second = await eachOf(base.second, async ({ legalName, siren, phone, website, postcode, city }) => {
    const address = filled({ postcode, city });
    const given = filled({ legalName, siren, phone, website, ...(postcode ? { address } : {}) });
    return (await ask('POST', 'accounts', given)).id;
  });
  const enter = async ({ firstName, lastName, phone, mobile, email, linkedin, account, second: other }) =>
    (
      await ask(
        'POST',
        'contacts',
        filled({
          firstName,
          lastName,
          phone,
          mobile,
          email,
          linkedin,
          account: other === undefined ? accounts[account] : second[other],
        }),
      )
    ).id;
  const planted = await eachOf(base.planted, enter);
  await eachOf(base.traps, enter);
  const truth = {
    contacts: base.planted.map(({ way, original }, place) => ({ way, ids: [originals[original], planted[place]] })),
    accounts: base.second.map(({ way, original }, place) => ({ way, ids: [accounts[original], second[place]] })),
  };
  writeFileSync(truthFile, JSON.stringify(truth));
}

/** Has a whole base looked through; returns the seconds it took and every pair that is told of. */
async function search(collection) {
  const began = performance.now();
  const { operation } = await ask('POST', `${collection}/duplicates/search`);
  const { state, result } = await ended(operation);
  if (state !== 'done') throw new Error(`${state} ${JSON.stringify(result)}`);
  const seconds = (performance.now() - began) / 1000;
  const pairs = [];
  let cursor = '';
  do {
    const page = await ask('GET', `${collection}/duplicates?limit=200${cursor}`);
    pairs.push(...page.items);
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
  } while (cursor);
  return { seconds, pairs };
}

const nameOf = (ids) => [...ids].sort().join(' ');

async function measureBase() {
  if (existsSync(truthFile)) await begin();
  else await plant();
  const truth = JSON.parse(readFileSync(truthFile, 'utf8'));
  const rows = [];
  for (const collection of ['contacts', 'accounts']) {
    const { seconds, pairs } = await search(collection);
    const planted = new Map(truth[collection].map(({ way, ids }) => [nameOf(ids), way]));
    const found = new Set(pairs.map(({ records }) => nameOf(records.map(({ id }) => id))));
    const right = [...planted.keys()].filter((name) => found.has(name)).length;
    // Of a company that was entered three times, the second and the third are one too.
    const first = new Map(truth[collection].map(({ ids: [original, other] }) => [other, original]));
    const wrong = pairs.filter(({ records }) => new Set(records.map(({ id }) => first.get(id) ?? id)).size > 1);
    rows.push([
      collection,
      number(planted.size),
      share(right, planted.size),
      number(pairs.length),
      share(wrong.length, pairs.length),
      seconds.toFixed(1),
    ]);
    for (const way of [...new Set(planted.values())]) {
      const of = [...planted].filter(([, other]) => other === way).map(([name]) => name);
      say(`${collection} ${way}: ${of.filter((name) => found.has(name)).length} of ${of.length}`);
    }
    for (const { score, reasons, records } of wrong.slice(0, 20))
      say(`false: ${score} ${reasons.join(' + ')}: ${records.map(({ title }) => title).join(' / ')}`);
  }
  return [
    `\`node bench/duplicates.mjs\`: ${waysOfPeople.length} ways of entering somebody twice, the whole base looked through by the jobs’ thread of a running server. Load of the machine after: ${loadavg()[0].toFixed(1)}.`,
    '',
    table(['what', 'planted', 'found', 'pairs told of', 'false', 'seconds'], rows),
  ].join('\n');
}

/** What people type while they enter somebody: first the name, then what else they know. */
async function measureTyping() {
  await begin();
  const drafts = [];
  for (const seek of ['martin', 'durand', 'jean', 'sophie', 'petit', 'le gall', 'marie', 'garage']) {
    const { items } = await ask('GET', `contacts?search=${seek}&limit=50&count=false`);
    for (const { lastName, firstName, account, mobile, email, phone } of items) {
      drafts.push({ lastName, firstName }, { lastName: firstName, firstName: lastName, account });
      drafts.push({ lastName, firstName, account, mobile, email, phone });
    }
  }
  const durations = [];
  let told = 0;
  const before = processorTime(server.pid, folder);
  for (const draft of [...drafts.slice(0, 50), ...drafts]) {
    const began = performance.now();
    const { items } = await ask('POST', 'contacts/similar', { values: draft });
    durations.push(performance.now() - began);
    told += items.length;
  }
  const busy = (processorTime(server.pid, folder) - before) / durations.length;
  // The first are the warming up.
  const warm = durations.slice(50);
  return [
    `\`node bench/duplicates.mjs --typing --data FOLDER\`: the warning of the form of a contact, through HTTP, over ${number(drafts.length)} drafts (${(told / durations.length).toFixed(1)} records told of each). Load of the machine after: ${loadavg()[0].toFixed(1)}.`,
    '',
    table(
      ['p50', 'p95', 'longest', 'processor time of one'],
      [[...[0.5, 0.95, 1].map((part) => quantile(warm, part)), busy].map((value) => `${short(value)} ms`)],
    ),
  ].join('\n');
}

try {
  const text = values.typing ? await measureTyping() : await measureBase();
  process.stdout.write(`${text}\n`);
  if (values.write)
    keepSection(values.typing ? 'Duplicates while typing' : `Duplicates, ${number(contacts)} contacts`, text);
} finally {
  await server?.stop();
}
