import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';
import { cookieOf } from '../testing/test-server.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
let askAsSeller: Ask;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ask = carnet.ask;
  const roles = (await ask('GET', 'roles?limit=50')).body.items as { id: string; title: string }[];
  const role = roles.find(({ title }) => title === 'Commercial')?.id;
  const { id } = (await ask('POST', 'users', { name: 'Bob', email: 'bob@exemple.fr', role })).body;
  const credentials = { email: 'bob@exemple.fr', password: 'mot de passe de bob' };
  await ask('PUT', `users/${id}/password`, { password: credentials.password });
  const session = await carnet.server.inject({ method: 'POST', url: '/api/v1/session', payload: credentials });
  const cookie = cookieOf(session.headers['set-cookie']);
  askAsSeller = (method, path, payload, headers) => ask(method, path, payload, { ...headers, cookie });
});
afterAll(() => carnet.close());

const asKey = (key: string, path = 'me', method: 'GET' | 'POST' = 'GET') =>
  carnet.server.inject({
    method,
    url: `/api/v1/${path}`,
    headers: { authorization: `Bearer ${key}` },
    ...(method === 'POST' ? { payload: { name: 'Encore une' } } : {}),
  });

test('a key is shown once, listed without itself, and ends at once when it is revoked', async () => {
  const made = await ask('POST', 'settings/api-keys', { name: '  Standard téléphonique ' });
  expect(made).toMatchObject({ status: 201, body: { key: expect.stringMatching(/^carnet_/) } });
  const { id, key } = made.body;
  expect((await asKey(key)).json()).toMatchObject({ user: { name: 'Ada Martin' } });
  const listed = await ask('GET', 'settings/api-keys');
  expect(listed.body.items).toEqual([
    {
      id,
      name: 'Standard téléphonique',
      user: { id: expect.any(String), name: 'Ada Martin' },
      opens: null,
      createdAt: expect.any(String),
      lastUsedAt: expect.any(String),
    },
  ]);
  expect(JSON.stringify(listed.body)).not.toContain(key);
  expect((await ask('DELETE', `settings/api-keys/${id}`)).status).toBe(204);
  await vi.waitFor(async () => expect((await asKey(key)).statusCode).toBe(401), { interval: 10, timeout: 20_000 });
  expect((await ask('DELETE', `settings/api-keys/${id}`)).status).toBe(404);
  expect((await ask('GET', 'settings/api-keys')).body.items).toEqual([]);
  const trail = (await ask('GET', 'settings/audit')).body.items as { kind: string; changes: object }[];
  expect(trail.slice(0, 2).map(({ kind, changes }) => [kind, Object.keys(changes)])).toEqual([
    ['delete', ['apiKey:Standard téléphonique']],
    ['create', ['apiKey:Standard téléphonique']],
  ]);
});

test('an administrator sees and revokes everyone’s keys, others their own alone', async () => {
  const own = (await ask('POST', 'settings/api-keys', { name: 'D’Ada' })).body.id;
  const made = await askAsSeller('POST', 'settings/api-keys', { name: 'De Bob' });
  expect(made.status).toBe(201);
  const names = async (asker: Ask) =>
    (await asker('GET', 'settings/api-keys')).body.items.map(({ name }: { name: string }) => name);
  expect(await names(ask)).toEqual(['De Bob', 'D’Ada']);
  expect(await names(askAsSeller)).toEqual(['De Bob']);
  expect((await askAsSeller('DELETE', `settings/api-keys/${own}`)).status).toBe(404);
  expect((await ask('DELETE', `settings/api-keys/${made.body.id}`)).status).toBe(204);
});

test('a key makes no other key, and one needs a name', async () => {
  const { key } = (await ask('POST', 'settings/api-keys', { name: 'Mère' })).body;
  expect((await asKey(key, 'settings/api-keys', 'POST')).statusCode).toBe(403);
  expect(await ask('POST', 'settings/api-keys', { name: ' ' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'name', code: 'required' }] },
  });
});
