/**
 * Measures what is done to a selection, through HTTP on generated data: « Uniformiser » of 10 000 contacts whose names
 * are in capitals, and their association with a target, with an event and with an account and its site; each shown
 * first, run, and undone: `node bench/selection.mjs --data FOLDER [--rows 10000] [--write M]`. The folder holds a base
 * made by `npm run carnet -- demo`; its contacts are as before at the end.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { busyTime, connectionOf } from './machine.mjs';
import { keepSection } from './page.mjs';
import { client, pg, readers, run, start } from './server.mjs';
import { table } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '3182' },
    rows: { type: 'string', default: '10000' },
    write: { type: 'string' },
  },
});
const number = (value) => Math.round(value).toLocaleString('fr-FR');
const { printed: key } = await run(['api-key', 'create', '--email', readers.administrator], values.data, values.port);
const server = await start(values.data, values.port);
const { ask, ended } = client(server.url, key);
const database = new pg.Client(connectionOf(values.data));
await database.connect();

const report = [];
async function timed(what, budget, work, told) {
  const before = { at: performance.now(), ...busyTime(server.pid, values.data) };
  const answer = await work();
  const seconds = (performance.now() - before.at) / 1000;
  const busy = busyTime(server.pid, values.data);
  const spent = (part) => ((busy[part] - before[part]) / 1000).toFixed(2);
  const line = [what, budget, seconds.toFixed(2), spent('server'), spent('database'), told(answer)];
  report.push(line);
  process.stderr.write(`${line.join(' | ')}\n`);
  return answer;
}

/** Shows, runs and undoes one gesture. */
async function gesture(name, path, body, seen) {
  await timed(`${name}: shown`, '3', () => ask('POST', path, { ...body, preview: true }), seen);
  const start = async () => ended((await ask('POST', path, body)).operation, { every: 50 });
  const told = ({ state, result: { sample: _sample, ...result } }) => `${state} ${JSON.stringify(result)}`;
  const { id } = await timed(`${name}: run`, '15', start, told);
  await timed(
    `${name}: undone`,
    '',
    async () => ended((await ask('POST', `operations/${id}/undo`)).operation, { every: 50 }),
    told,
  );
}

try {
  const load = loadavg()[0].toFixed(1);
  const { rows } = await database.query('SELECT id FROM contact WHERE deleted_at IS NULL ORDER BY id LIMIT $1', [
    Number(values.rows),
  ]);
  const ids = rows.map(({ id }) => id);
  await database.query('DROP TABLE IF EXISTS bench_name');
  await database.query('CREATE TABLE bench_name AS SELECT id, last_name, first_name FROM contact WHERE id = ANY($1)', [
    ids,
  ]);
  await database.query(
    'UPDATE contact SET last_name = upper(last_name), first_name = upper(first_name) WHERE id = ANY($1)',
    [ids],
  );
  await gesture('Uniformise', 'contacts/uniformise', { ids }, ({ items }) => `${number(items.length)} values`);
  await database.query(
    'UPDATE contact SET last_name = b.last_name, first_name = b.first_name FROM bench_name b WHERE b.id = contact.id',
  );
  await database.query('DROP TABLE bench_name');
  const me = (await ask('GET', 'me')).user.id;
  const at = Date.now();
  const target = await ask('POST', 'targets', { code: `B${at}`, name: 'Bench', owner: me });
  const event = await ask('POST', 'events', { kind: 'task', subject: 'Bench', owner: me });
  const account = await ask('POST', 'accounts', { legalName: `Bench ${at}`, owner: me });
  const site = await ask('POST', 'sites', { account: account.id, name: 'Bench' });
  const said = ({ counts }) => JSON.stringify(counts);
  const associate = (name, link, id) => gesture(name, 'contacts/associate', { ids, link, targets: [id] }, said);
  await associate('A target', 'targetMember', target.id);
  await associate('An event', 'eventContact', event.id);
  await associate('An account and its site', 'siteContact', site.id);
  for (const path of [`events/${event.id}`, `targets/${target.id}`, `accounts/${account.id}`])
    await ask('DELETE', path);
  const text = [
    `\`node bench/selection.mjs --data FOLDER\`, as administrator, through HTTP. Load of the machine before: ${load}. Server and PostgreSQL: the processor time each spent, in seconds.`,
    '',
    table(['what', 'budget, s', 'seconds', 'server', 'PostgreSQL', 'what came of it'], report),
  ].join('\n');
  process.stdout.write(`${text}\n`);
  if (values.write !== undefined) keepSection(`A selection of ${number(ids.length)} contacts`, text);
} finally {
  await database.end();
  await server.stop();
}
