import { afterAll, beforeAll, expect, test } from 'vitest';
import { administratorPermissions } from '../../meta/permissions.ts';
import { principalFor } from '../access/principal.ts';
import type { Context } from '../context.ts';
import { listRecords } from '../records/query/list-records.ts';
import { createRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { tellAll } from './notifier.ts';
import { noteEndOfOperation } from './source.ts';

let tried: TestCompany;
let ada: Context;
beforeAll(async () => {
  tried = await createTestCompany();
  const record = (name: string) => tried.company.model().record(name);
  const role = (
    await createRecord(tried.system, record('role'), { name: 'Tout', permissions: administratorPermissions })
  ).id;
  const { id } = await createRecord(tried.system, record('user'), { name: 'Ada', email: 'ada@exemple.fr', role });
  const principal = await principalFor(tried.company, id);
  if (!principal) throw new Error('no principal');
  ada = { company: tried.company, principal, channel: 'screen' };
});
afterAll(() => tried.close());

const fail = (error: unknown) => {
  throw error;
};
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const record = (name: string) => tried.company.model().record(name);
const told = async () => (await listRecords(ada, record('notification'), { sort: 'at' })).items;

test('what falls due, and a reminder that comes, are told once to their owner, but not of what is done', async () => {
  await createRecord(ada, record('event'), { subject: 'Rappeler', reminderAt: at(5), dueAt: at(60) });
  await createRecord(ada, record('event'), { subject: 'Faite', status: 'done', dueAt: at(5) });
  await createRecord(ada, record('event'), { subject: 'Passée', dueAt: at(-60) });
  await tellAll(tried.company, fail);
  expect(await told()).toEqual([]);
  for (let time = 0; time < 2; time++) await tellAll(tried.company, fail, { now: new Date(at(10)) });
  expect(await told()).toMatchObject([
    { kind: 'due', titles: { about: 'Rappeler' }, details: { due: { field: 'reminderAt' } }, actor: null },
  ]);
});

test('two processes that look at once tell of it once', async () => {
  await createRecord(ada, record('event'), { subject: 'Double', dueAt: at(15) });
  const now = new Date(at(20));
  await Promise.all([tellAll(tried.company, fail, { now }), tellAll(tried.company, fail, { now })]);
  expect((await told()).filter(({ titles }) => titles.about === 'Double')).toMatchObject([{ count: 1 }]);
});

test('the end of a long batch is told to who began it, that of a short one is not', async () => {
  const ended = async (seconds: number, state: string) => {
    const id = crypto.randomUUID();
    await tried.database.pool.query(
      `INSERT INTO operation (id, kind, state, parameters, done, created_by, started_at, ended_at)
       VALUES ($1, 'bulk', $2, '{}', 12, $3, now() - make_interval(secs => $4), now())`,
      [id, state, ada.principal.userId, seconds],
    );
    await noteEndOfOperation(tried.company, id);
    return id;
  };
  await ended(2, 'done');
  const failed = await ended(2, 'failed');
  const long = await ended(60, 'done');
  await tellAll(tried.company, fail);
  const batches = (await told()).filter(({ kind }) => kind === 'operation');
  expect(batches.map(({ details }) => details)).toMatchObject([
    { operation: failed, batch: { kind: 'bulk', state: 'failed', done: 12 } },
    { operation: long, batch: { state: 'done' } },
  ]);
  expect(batches.map(({ about }) => about)).toEqual([null, null]);
});
