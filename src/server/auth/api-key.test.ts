import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Company, DynamicTables } from '../company.ts';
import { administrator, createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';
import { createApiKey } from './api-key.ts';

let carnet: TestServerOfOne;
let company: Company;
beforeAll(async () => {
  carnet = await createTestServer();
  await setUpCompany(carnet.server);
  const database = new Kysely<DynamicTables>({ dialect: new PostgresDialect({ pool: carnet.database.pool }) });
  company = { database } as Company;
});
afterAll(() => carnet.close());

const me = (authorization: string) => carnet.server.inject({ url: '/api/v1/me', headers: { authorization } });

test('a key acts with its user’s rights, through the door of programs, and is kept as a hash alone', async () => {
  const key = await createApiKey(company, 'ADA@exemple.fr', 'essai');
  expect(key).toMatch(/^carnet_[A-Za-z0-9_-]{43}$/);
  expect((await me(`Bearer ${key}`)).json()).toMatchObject({ user: { email: administrator.email } });
  const made = await carnet.server.inject({
    method: 'POST',
    url: '/api/v1/teams',
    headers: { authorization: `Bearer ${key}` },
    payload: { name: 'Nord' },
  });
  expect(made.statusCode).toBe(201);
  const trail = await carnet.server.inject({
    url: `/api/v1/teams/${made.json<{ id: string }>().id}/audit`,
    headers: { authorization: `Bearer ${key}` },
  });
  expect(trail.json()).toMatchObject({
    items: [{ kind: 'create', channel: 'api', by: { name: 'Ada Martin' }, changes: { name: [null, 'Nord'] } }],
    next: null,
  });
  const { rows } = await carnet.database.pool.query('SELECT sha256, last_used_at FROM auth.api_key');
  expect(rows[0]?.sha256).toEqual(createHash('sha256').update(key).digest());
  expect(rows[0]?.last_used_at).not.toBeNull();
});

test('a key that is unknown, revoked or written wrongly opens nothing, even beside a good cookie', async () => {
  const key = await createApiKey(company, administrator.email, 'essai');
  expect((await me(`Bearer ${key}`)).statusCode).toBe(200);
  await carnet.database.pool.query(`UPDATE auth.api_key SET revoked_at = now()`);
  await carnet.database.pool.query(`SELECT pg_notify('carnet_change', '{"kind":"session"}')`);
  await vi.waitFor(async () => expect((await me(`Bearer ${key}`)).statusCode).toBe(401), {
    interval: 10,
    timeout: 20_000,
  });
  for (const wrong of [`Bearer carnet_${'a'.repeat(43)}`, 'Bearer', `Basic ${key}`, `Bearer ${key}x`])
    expect((await me(wrong)).statusCode).toBe(401);
});

test('nobody gets a key in the name of someone who is not there', async () => {
  await expect(createApiKey(company, 'personne@exemple.fr', 'essai')).rejects.toMatchObject({ code: 'not-found' });
});
