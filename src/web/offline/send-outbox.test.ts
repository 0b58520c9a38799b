// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { standardModel } from '../testing/mount.tsx';
import { currentOutbox, dropAll, dropHeld, keepWrite, type PendingWrite, readOutbox } from './outbox.ts';
import { sendOutbox } from './send-outbox.ts';

const client = new QueryClient();
const person = 'claire';
const send = () => sendOutbox(client, standardModel, person);

let moment = 0;
const base = { person, record: 'account', title: 'Durand', refusal: null, held: false } as const;
const creation = (key: string, name: string): PendingWrite => ({
  ...base,
  key,
  at: ++moment,
  what: {
    kind: 'create',
    values: { name },
    idempotencyKey: key,
    form: { draftKey: 'accounts/new?{}', search: {}, values: { name } },
  },
});
const change = (values: object, version = 1): PendingWrite => ({
  ...base,
  key: 'account/1',
  at: ++moment,
  what: { kind: 'update', id: '1', version, values: { ...values } },
});

interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What the server was asked, in order. */
let asked: Asked[];

/** Has the server answer each write by what the test gives, in order: a status with its body, or null for no answer. */
function serve(...answers: (readonly [number, object] | null)[]): void {
  vi.stubGlobal('fetch', async (_address: string, init: RequestInit) => {
    if (init.method === 'GET') return new Response('{}');
    const answer = answers[asked.length];
    asked.push({
      method: init.method ?? '',
      headers: init.headers as Record<string, string>,
      values: JSON.parse(String(init.body)),
    });
    if (!answer) throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(answer[1]), {
      status: answer[0],
      headers: { 'content-type': 'application/json' },
    });
  });
}

const item = { id: '1', version: 2, title: 'Durand' };

beforeEach(async () => {
  asked = [];
  await dropAll(person);
});

test('a creation that got no answer is sent again by the same key, and waits no longer once it is taken', async () => {
  serve(null, [201, item]);
  await keepWrite(creation('key-1', 'Durand'));
  expect(await send()).toEqual({ taken: 0, refused: 0 });
  expect(currentOutbox().writes).toHaveLength(1);
  expect(await send()).toEqual({ taken: 1, refused: 0 });
  expect(asked.map(({ headers }) => headers['Idempotency-Key'])).toEqual(['key-1', 'key-1']);
  expect(await readOutbox(person)).toEqual([]);
});

test('two changes of a record are written in one go, over the version that the first was made on', async () => {
  serve([200, item]);
  await keepWrite(change({ city: 'Lyon', phone: '1' }, 4));
  await keepWrite(change({ city: 'Paris' }, 5));
  await send();
  expect(asked.map(({ headers, values }) => [headers['If-Match'], values])).toEqual([
    ['"4"', { city: 'Paris', phone: '1' }],
  ]);
});

test('what the server refuses stays with the reason, and those behind it are sent', async () => {
  serve([422, { code: 'validation-failed', detail: 'Non' }], [201, item]);
  await keepWrite(creation('key-1', ''));
  await keepWrite(creation('key-2', 'Brunet'));
  expect(await send()).toEqual({ taken: 1, refused: 1 });
  expect(currentOutbox().writes.map(({ key, refusal }) => [key, refusal?.body.detail])).toEqual([['key-1', 'Non']]);
  expect(await send()).toEqual({ taken: 0, refused: 0 });
});

test.each([401, 429, 500, 503])(
  'an answer %i takes nothing out of the box, and those behind it wait too',
  async (status) => {
    serve([status, {}], [201, item]);
    await keepWrite(creation('key-1', 'Durand'));
    await keepWrite(creation('key-2', 'Brunet'));
    expect(await send()).toEqual({ taken: 0, refused: 0 });
    expect(currentOutbox().writes.map(({ refusal }) => refusal)).toEqual([null, null]);
    expect(asked).toHaveLength(1);
  },
);

test('a change whose answer was lost, or beside which others changed other fields, is written over what is there now', async () => {
  const conflict = {
    code: 'version-conflict',
    current: { ...item, version: 7 },
    yours: { city: 'Lyon' },
    conflicts: [],
  };
  serve([409, conflict], [200, item]);
  await keepWrite(change({ city: 'Lyon' }));
  expect(await send()).toEqual({ taken: 1, refused: 0 });
  expect(asked.map(({ headers }) => headers['If-Match'])).toEqual(['"1"', '"7"']);
});

test('a field that somebody else changed waits for the person to choose', async () => {
  const conflict = { code: 'version-conflict', current: { ...item, version: 7 }, yours: {}, conflicts: ['city'] };
  serve([409, conflict]);
  await keepWrite(change({ city: 'Lyon' }));
  expect(await send()).toEqual({ taken: 0, refused: 1 });
  expect(currentOutbox().writes[0]?.refusal?.body.code).toBe('version-conflict');
});

test('what is being typed again is not sent meanwhile, and goes once that is saved', async () => {
  serve();
  await keepWrite({ ...creation('key-1', 'Durand'), held: true });
  await send();
  expect(asked).toEqual([]);
  await dropHeld('key-1');
  expect(await readOutbox(person)).toEqual([]);
});

test('nobody sends what somebody else typed on the same device', async () => {
  serve();
  await keepWrite({ ...creation('key-1', 'Durand'), person: 'paul' });
  await send();
  expect(asked).toEqual([]);
  expect(currentOutbox().writes).toEqual([]);
  expect(await readOutbox('paul')).toHaveLength(1);
});
