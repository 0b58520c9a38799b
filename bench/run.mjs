/**
 * Measures Carnet through HTTP on generated data, as three users, at rest and while others write:
 * `npm run bench -- --size S|M|L [--data FOLDER] [--rounds 20] [--write]`. Makes the data if they are missing. Prints a
 * table of the 50th and 95th percentiles beside the budgets of the design, and what the machine can do without Carnet;
 * `--write` keeps them in docs/benchmarks.md.
 */
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from '../scripts/sources.mjs';
import { bareLimits, connectionOf, describeMachine, processorTime, residentMemory, throughput } from './machine.mjs';
import { keepSection } from './page.mjs';
import { budgets, questions } from './questions.mjs';
import { readers, run, start } from './server.mjs';
import { quantile, short, table } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'M' },
    data: { type: 'string' },
    port: { type: 'string', default: '3180' },
    rounds: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
const folder = values.data ?? join(root, `.carnet-bench-${values.size}`);
const rounds = Number(values.rounds);
const say = (text) => process.stderr.write(`${text}\n`);
/** No question is asked longer than this, however many rounds are wanted. */
const patience = 4_000;

async function ask(server, key, path, options = {}) {
  const began = performance.now();
  const answer = await fetch(`${server.url}${path}`, {
    ...options,
    headers: {
      authorization: `Bearer ${key}`,
      ...(options.body ? { 'content-type': 'application/json' } : {}),
      ...options.headers,
    },
  });
  const body = await answer.json();
  const took = performance.now() - began;
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body.code} ${body.detail ?? ''}`);
  return { took, body };
}

async function measure(server, work) {
  await work();
  const durations = [];
  const before = processorTime(server.pid, folder);
  const end = performance.now() + patience;
  for (let round = 0; round < rounds && (durations.length < 3 || performance.now() < end); round++)
    durations.push(await work());
  const cpu = (processorTime(server.pid, folder) - before) / durations.length;
  return { p50: quantile(durations, 0.5), p95: quantile(durations, 0.95), cpu };
}

/** Changes contacts one after the other, as colleagues do, until told to stop. */
function writeMeanwhile(server, key, contacts) {
  let going = true;
  const done = (async () => {
    for (let count = 0; going; count++) {
      const id = contacts[count % contacts.length].id;
      const { body } = await ask(server, key, `/api/v1/contacts/${id}`);
      await ask(server, key, `/api/v1/contacts/${id}`, {
        method: 'PATCH',
        headers: { 'if-match': `"${body.version}"` },
        body: JSON.stringify({ comment: `Note ${count}` }),
      });
      await delay(50);
    }
  })();
  return async () => {
    going = false;
    await done;
  };
}

async function measureReader(server, key, found, report) {
  for (const question of questions(found)) {
    try {
      const first = await measure(server, async () => (await ask(server, key, question.path)).took);
      report(question.name, first, question.budget);
      if (!question.next) continue;
      const { body } = await ask(server, key, question.path);
      if (body.next)
        report(
          `${question.name}, next page`,
          await measure(
            server,
            async () => (await ask(server, key, `${question.path}&cursor=${encodeURIComponent(body.next)}`)).took,
          ),
          budgets.page,
        );
    } catch (error) {
      say(`${question.name}: ${error.message}`);
      report(`${question.name} (refused)`, { p50: Number.NaN, p95: Number.NaN }, question.budget);
    }
  }
}

async function measureRecords(server, key, found, report) {
  const { account, contact } = found;
  report(
    'open an account with its tabs',
    await measure(
      server,
      async () => (await ask(server, key, `/api/v1/accounts/${account}?include=counts,children`)).took,
    ),
    budgets.open,
  );
  report(
    'open a contact with its tabs',
    await measure(
      server,
      async () => (await ask(server, key, `/api/v1/contacts/${contact}?include=counts,children`)).took,
    ),
    budgets.open,
  );
  let made;
  report(
    'create a contact with its link',
    await measure(server, async () => {
      const { took, body } = await ask(server, key, '/api/v1/contacts', {
        method: 'POST',
        body: JSON.stringify({
          lastName: 'Banc',
          firstName: 'Essai',
          account,
          jobTitle: 'cfo',
          phone: '01 99 00 12 34',
        }),
      });
      made = body;
      return took;
    }),
    budgets.write,
  );
  let { version } = made;
  let count = 0;
  report(
    'change a contact',
    await measure(server, async () => {
      const { took, body } = await ask(server, key, `/api/v1/contacts/${made.id}`, {
        method: 'PATCH',
        headers: { 'if-match': `"${version}"` },
        body: JSON.stringify({ comment: `Essai ${count++}` }),
      });
      version = body.version;
      return took;
    }),
    budgets.write,
  );
}

if (!existsSync(join(root, 'dist', 'server', 'main.server.js'))) throw new Error('Build first: npm run build');
// The first start makes the administrator; the data come next.
let server = await start(folder, values.port);
await run(['demo', '--size', values.size, '--no-audit'], folder, values.port);
await server.stop();
server = await start(folder, values.port);
const started = server.took;
const idle = residentMemory(server.pid);
const lines = [];
try {
  const keys = {};
  for (const [reader, email] of Object.entries(readers))
    keys[reader] = (await run(['api-key', 'create', '--email', email], folder, values.port)).printed;
  const answers = new Map();
  let writing = '';
  const stateOf = (reader) => `${reader}${writing}`;
  const reporter = (reader) => (name, times, budget) => {
    const row = answers.get(name) ?? { budget, cells: new Map() };
    row.cells.set(stateOf(reader), times);
    answers.set(name, row);
    say(
      `${stateOf(reader).padEnd(24)} ${name.padEnd(50)} ${short(times.p50)} / ${short(times.p95)} ms, cpu ${short(times.cpu)}${times.p95 > budget ? `  over ${budget}` : ''}`,
    );
  };
  const pass = async (reader) => {
    const accounts = (await ask(server, keys[reader], '/api/v1/accounts?limit=200')).body.items;
    const contacts = (await ask(server, keys[reader], '/api/v1/contacts?limit=200')).body.items;
    const found = {
      account: accounts[0].id,
      contact: contacts[0].id,
      siren: accounts.find((account) => account.siren)?.siren,
      phone: contacts.find((contact) => contact.mobile)?.mobile,
      email: contacts.find((contact) => contact.email)?.email,
    };
    await measureReader(server, keys[reader], found, reporter(reader));
    await measureRecords(server, keys[reader], found, reporter(reader));
    return contacts;
  };
  let contacts = [];
  for (const reader of Object.keys(readers)) {
    const seen = await pass(reader);
    if (reader === 'administrator') contacts = seen;
  }
  writing = ', others write';
  const stopWriting = writeMeanwhile(server, keys.administrator, contacts.slice(100));
  await pass('administrator');
  await stopWriting();
  const lists = await throughput(`${server.url}/api/v1/contacts?sort=lastName&limit=50&count=false`, {
    authorization: `Bearer ${keys.administrator}`,
  });
  const loaded = residentMemory(server.pid);
  const connection = connectionOf(folder);
  const bare = connection ? await bareLimits(connection) : undefined;

  const states = [...new Set([...answers.values()].flatMap((row) => [...row.cells.keys()]))];
  const cell = (times, budget) =>
    !times
      ? ''
      : Number.isNaN(times.p95)
        ? 'refused'
        : `${short(times.p50)} / ${times.p95 > budget ? `**${short(times.p95)}**` : short(times.p95)}${Number.isNaN(times.cpu) ? '' : ` (${short(times.cpu)})`}`;
  const misses = [...answers.values()].flatMap(({ budget, cells }) =>
    [...cells.values()].filter((times) => !(times.p95 <= budget)),
  ).length;
  lines.push(
    `${describeMachine(bare?.version ?? '?')}. Load of the machine while measuring (1, 5, 15 minutes): ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}.`,
    '',
    `Second start: ${Math.round(started)} ms. Memory of the server: ${idle} MB idle, ${loaded} MB after the run. First page of contacts from ten clients: ${lists}/s.`,
    ...(bare
      ? [
          `Bare limits: Fastify's hello ${bare.hello}/s from ten clients, \`SELECT 1\` ${bare.selects}/s on one connection, ${bare.copied} rows/s by COPY into one table with two indexes.`,
        ]
      : []),
    '',
    `Milliseconds, median / 95th percentile of ${rounds} requests; in brackets the processor time that server and PostgreSQL spent on one (which other work on the machine hardly changes; the writer's included where others write); bold is over the budget (${misses} of ${[...answers.values()].reduce((sum, row) => sum + row.cells.size, 0)}).`,
    '',
    table(
      ['question', 'budget', ...states],
      [...answers].map(([name, { budget, cells }]) => [
        name,
        budget,
        ...states.map((state) => cell(cells.get(state), budget)),
      ]),
    ),
    '',
  );
} finally {
  await server.stop();
}
const text = lines.join('\n');
console.log(text);
if (values.write) keepSection(`Size ${values.size}`, text);
