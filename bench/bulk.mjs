/**
 * Measures a gesture on many records, through HTTP on generated data: 100 000 records changed with their lines of the
 * trail, another batch stopped half-way, both undone: `node bench/bulk.mjs --data FOLDER [--rows 100000] [--write M]`.
 * The folder holds a base made by `npm run carnet -- demo`; it is as before at the end.
 */
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { busyTime } from './machine.mjs';
import { keepSection } from './page.mjs';
import { client, readers, run, start } from './server.mjs';
import { table } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '3181' },
    rows: { type: 'string', default: '100000' },
    collection: { type: 'string', default: 'accounts' },
    field: { type: 'string', default: 'comment' },
    write: { type: 'string' },
  },
});
const rows = Number(values.rows);
const number = (value) => Math.round(value).toLocaleString('fr-FR');
// The first start makes the administrator, where the base has none yet.
const server = await start(values.data, values.port);
const { printed: key } = await run(['api-key', 'create', '--email', readers.administrator], values.data, values.port);
const { ask, ended } = client(server.url, key);

/** Finds the day before which so many records were made: a filter that a batch goes through. */
async function filterOf(wanted) {
  const at = async (part) => {
    const day = new Date(Date.now() - part * 4 * 365 * 86_400_000).toISOString().slice(0, 10);
    const filter = { field: 'createdAt', op: 'before', value: day };
    const request = { filter, action: 'update', values: { [values.field]: 'x' }, preview: true };
    const { count } = await ask('POST', `${values.collection}/bulk`, request);
    return { filter, count };
  };
  let [low, high] = [0, 1];
  let best = await at(0);
  for (let round = 0; round < 14; round++) {
    const middle = (low + high) / 2;
    const found = await at(middle);
    if (Math.abs(found.count - wanted) < Math.abs(best.count - wanted)) best = found;
    if (found.count > wanted) low = middle;
    else high = middle;
  }
  return best;
}

/** Batches run in turn: what a start after an update has to do (likely duplicates of a whole base) comes first. */
async function idle() {
  for (let busy = true; busy; ) {
    const { items } = await ask('GET', 'operations');
    busy = items.some(({ state }) => state === 'queued' || state === 'running');
    if (busy) await delay(500);
  }
}

/** Takes a number of records; returns what stops a batch once it has done as many. */
function stopAfter(records) {
  let asked = false;
  return async ({ id, progress }) => {
    if (asked || progress.done <= records) return;
    asked = true;
    await ask('POST', `operations/${id}/cancel`);
  };
}

const report = [];
async function timed(name, work) {
  const before = { at: performance.now(), busy: busyTime(server.pid, values.data) };
  const operation = await work();
  const seconds = (performance.now() - before.at) / 1000;
  const busy = busyTime(server.pid, values.data);
  const done = operation.progress.done;
  const part = (name_) => ((busy[name_] - before.busy[name_]) / done).toFixed(3);
  const line = [name, number(done), seconds.toFixed(1), number(done / seconds), part('server'), part('database')];
  report.push(line);
  process.stderr.write(`${line.join(' | ')} ${JSON.stringify(operation.result)} ${operation.state}\n`);
  return operation;
}

try {
  await idle();
  const { filter, count } = await filterOf(rows);
  process.stderr.write(`${number(count)} records\n`);
  const change = (value) =>
    ask('POST', `${values.collection}/bulk`, { filter, action: 'update', values: { [values.field]: value } });
  const undo = async (id) => ended((await ask('POST', `operations/${id}/undo`)).operation);
  const load = loadavg()[0].toFixed(1);
  const whole = await timed('changed', async () => ended((await change(`Note ${Date.now()}`)).operation));
  await timed('undone', () => undo(whole.id));
  const half = await timed('stopped half-way', async () =>
    ended((await change(`Note ${Date.now()}`)).operation, { on: stopAfter(count / 2) }),
  );
  await timed('undone', () => undo(half.id));
  const text = [
    `\`node bench/bulk.mjs --data FOLDER\`: a value changed with a line of the trail each, by the jobs’ thread of a running server. Load of the machine before: ${load}. Server and PostgreSQL: the processor time each spent on a record, in milliseconds.`,
    '',
    table(['what', 'records', 'seconds', 'records a second', 'server', 'PostgreSQL'], report),
  ].join('\n');
  process.stdout.write(`${text}\n`);
  if (values.write !== undefined) keepSection(`Bulk edit, ${number(rows)} ${values.collection}`, text);
} finally {
  await server.stop();
}
