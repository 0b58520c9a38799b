import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
interface Item {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}
async function ask(method: Method, path: string, payload?: object, headers: Record<string, string> = {}) {
  const answer = await carnet.server.inject({
    method,
    url: `/api/v1/${path}`,
    headers: { cookie, ...headers },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : undefined };
}
const createAccount = async (legalName: string): Promise<Item> => (await ask('POST', 'accounts', { legalName })).body;

describe('a record through the API', () => {
  test('is created with what it is linked to, read with its links and counts, and found', async () => {
    const account = await createAccount('Éts Durand');
    const made = await ask('POST', 'contacts', { lastName: 'Petit', account: account.id, department: 'Achats' });
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({ etag: '"1"', location: `/api/v1/contacts/${made.body.id}` });
    expect(made.body).toMatchObject({ title: 'Petit', department: 'Achats', titles: { account: 'Éts Durand' } });
    const read = await ask('GET', `accounts/${account.id}?include=counts,children`);
    expect(read.body).toMatchObject({
      counts: { contacts: { value: 1, exact: true }, sites: { value: 1, exact: true } },
      children: { sites: [{ name: 'Siège' }] },
    });
    const found = await ask('GET', 'search?q=ets%20dur');
    expect(found.body.groups).toMatchObject([
      { record: 'account', items: [{ title: 'Éts Durand' }] },
      { record: 'contact' },
    ]);
  });

  test('is changed only by who names its version, and a stale change is answered with both values', async () => {
    const { id } = await createAccount('Martin');
    const first = await ask('PATCH', `accounts/${id}`, { comment: 'un' }, { 'if-match': '"1"' });
    expect(first).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { comment: 'un', version: 2 } });
    const stale = await ask('PATCH', `accounts/${id}`, { comment: 'deux' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({
      code: 'version-conflict',
      current: { comment: 'un', version: 2 },
      yours: { comment: 'deux' },
      conflicts: ['comment'],
    });
  });

  test('goes to the trash and comes back, and its trail tells all of it', async () => {
    const { id } = await createAccount('Petit & Cie');
    expect((await ask('DELETE', `accounts/${id}`)).status).toBe(204);
    const lists = await Promise.all([
      ask('GET', 'accounts?search=petit'),
      ask('GET', 'accounts?search=petit&trash=true'),
    ]);
    expect(lists.map(({ body }) => body.items.map((item: Item) => item.id))).toEqual([[], [id]]);
    expect((await ask('POST', `accounts/${id}/restore`)).body).toMatchObject({ id, deletedAt: null });
    const { body } = await ask('GET', `accounts/${id}/audit`);
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['restore', 'delete', 'create']);
    expect(body.items[2].titles).toMatchObject({ [body.items[2].changes.owner[1]]: 'Ada Martin' });
  });

  test('is made once by two requests with one idempotency key, whatever the order of their fields', async () => {
    const key = { 'idempotency-key': 'abc' };
    const [one, other] = await Promise.all([
      ask('POST', 'accounts', { legalName: 'Unique', comment: 'x' }, key),
      ask('POST', 'accounts', { comment: 'x', legalName: 'Unique' }, key),
    ]);
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(one.body.id).toBe(other.body.id);
    expect(await ask('POST', 'accounts', { legalName: 'Autre' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-mismatch' },
    });
  });

  test('is listed page by page by its cursor, each once', async () => {
    for (const name of ['P1', 'P2', 'P3']) await createAccount(`Pages ${name}`);
    const names: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor ? `&cursor=${cursor}` : '';
      const page: { body: { items: Item[]; next: string | null } } = await ask(
        'GET',
        `accounts?search=pages&sort=-legalName&limit=2${more}`,
      );
      names.push(...page.body.items.map((item) => item.legalName));
      cursor = page.body.next;
    }
    expect(names).toEqual(['Pages P3', 'Pages P2', 'Pages P1']);
  });
});

test('a route of few calls a minute says when to come back', async () => {
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => carnet.server.inject({ method: 'POST', url: '/api/v1/setup', payload: {} })),
  );
  const refused = answers.find(({ statusCode }) => statusCode === 429);
  expect(refused?.json()).toMatchObject({ code: 'rate-limited' });
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
});
