import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { createQueryTest, type QueryTest } from '../records/query/query-fixture.ts';
import { writeBatch } from '../records/write/engine.ts';
import { queueAssociation } from './associate.ts';
import { queueBulk } from './bulk.ts';
import { operationKinds } from './kinds.ts';
import { readOperation, resumeOperation, undoOperation } from './operation.ts';
import { runWaiting } from './runner.ts';

let test: QueryTest;
/** More than are written between two looks at whether to stop. */
const many = Array.from({ length: 2100 }, () => newId());
const people = Array.from({ length: 90 }, () => newId());

beforeAll(async () => {
  test = await createQueryTest();
  const account = await test.add('account', { legalName: 'Durand' });
  const make = (record: string, ids: readonly string[], values: (place: number) => object) =>
    writeBatch(
      test.system,
      test.record(record),
      ids.map((id, place) => ({ kind: 'create', id, values: { ...values(place) } })),
    );
  await make('target', many, (place) => ({ code: `C${place}`, name: 'Salon' }));
  await make('contact', people, (place) => ({ lastName: `Nom ${place}`, account }));
});
afterAll(() => test.close());

const run = () =>
  runWaiting(test.company, operationKinds, (error) => {
    throw error;
  });

/** Takes an operation that waits; runs it, asked to stop as soon as it has done a part. Returns it. */
async function stopped(id: string) {
  await sql`UPDATE operation SET cancel_requested = true WHERE id = ${id}`.execute(test.company.database);
  await run();
  const operation = await readOperation(test.company.database, id);
  expect(operation?.state).toBe('cancelled');
  return operation;
}

const counts = {
  renamed: "SELECT count(*)::int AS n FROM target WHERE name = 'Foire'",
  joined: 'SELECT count(*)::int AS n FROM target_member WHERE deleted_at IS NULL',
} as const;
const count = async (what: keyof typeof counts) =>
  (await test.database.pool.query<{ n: number }>(counts[what])).rows[0]?.n;

const rename = () =>
  queueBulk(test.system, test.record('target'), {
    action: 'update',
    selection: { ids: many },
    values: { name: 'Foire' },
  });
const join = () =>
  queueAssociation(test.system, test.record('contact'), {
    selection: { ids: people },
    ends: [{ link: 'targetMember', targets: many.slice(0, 25) }],
  });

it.each([
  ['a bulk edit', rename, 'renamed', 2000, 2100],
  ['an association', join, 'joined', 2000, 2250],
] as const)('%s stopped in the middle has done a part, that is undone whole', async (_name, begin, what, part, all) => {
  const operation = await stopped(await begin());
  expect(operation).toMatchObject({ done: part, total: all });
  expect(await count(what)).toBe(part);
  const undoing = await undoOperation(test.system, operation?.id ?? '', operationKinds);
  await run();
  expect(await readOperation(test.company.database, undoing)).toMatchObject({
    state: 'done',
    result: { keptCount: 0 },
  });
  expect(await count(what)).toBe(0);
  expect((await readOperation(test.company.database, operation?.id ?? ''))?.state).toBe('undone');
});

it('what was stopped goes on where it was, nothing twice', async () => {
  const operation = await stopped(await rename());
  await resumeOperation(test.system, operation?.id ?? '');
  await run();
  expect(await readOperation(test.company.database, operation?.id ?? '')).toMatchObject({
    state: 'done',
    result: { changed: 2100, unchanged: 0 },
  });
  expect(await count('renamed')).toBe(2100);
});
