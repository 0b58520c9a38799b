import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { type OperationKind, queueOperation, readOperation } from './operation.ts';
import { runWaiting } from './runner.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

const plain = { label: { fr: 'Essai', en: 'Trial' }, undoable: false, channel: 'job' } as const;

it('lets a batch that somebody waits for go before one that gives way, which then goes on where it was', async () => {
  const order: string[] = [];
  let asked: string | undefined;
  const long: OperationKind = {
    ...plain,
    name: 'long',
    givesWay: true,
    run: async (job) => {
      for (let place = Number(job.operation.checkpoint?.place ?? 0); place < 3; place++)
        await job.step(async () => {
          order.push(`long ${place}`);
          if (place === 0) asked = await queueOperation(test.system, 'short', null, {});
          return { done: place + 1, total: 3, checkpoint: { place: place + 1 } };
        });
    },
  };
  const short: OperationKind = { ...plain, name: 'short', run: async () => void order.push('short') };
  const kinds = new Map([long, short].map((kind) => [kind.name, kind]));
  const id = await queueOperation(test.system, 'long', null, {});
  await runWaiting(test.company, kinds, (error) => {
    throw error;
  });
  expect(order).toEqual(['long 0', 'short', 'long 1', 'long 2']);
  for (const operation of [id, String(asked)])
    expect(await readOperation(test.company.database, operation)).toMatchObject({ state: 'done', runner: null });
});

it('takes what somebody waits for before what gives way, though it was queued later', async () => {
  const order: string[] = [];
  const note = (name: string, more: Partial<OperationKind> = {}): OperationKind => ({
    ...plain,
    ...more,
    name,
    run: async () => void order.push(name),
  });
  const kinds = new Map([note('long', { givesWay: true }), note('short')].map((kind) => [kind.name, kind]));
  await queueOperation(test.system, 'long', null, {});
  await queueOperation(test.system, 'short', null, {});
  await runWaiting(test.company, kinds, () => undefined);
  expect(order).toEqual(['short', 'long']);
});
