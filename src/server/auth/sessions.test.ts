import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  administrator,
  cookieOf,
  createTestServer,
  setUpCompany,
  type TestServerOfOne,
} from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let first: string;
beforeAll(async () => {
  carnet = await createTestServer();
  first = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

async function enter(email: string = administrator.email, password: string = administrator.password): Promise<string> {
  const answer = await carnet.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    payload: { email, password },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return cookieOf(answer.headers['set-cookie']);
}
const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, cookie = first, payload?: object) =>
  carnet.server.inject({ method, url: `/api/v1/${path}`, headers: { cookie }, ...(payload ? { payload } : {}) });
const sessions = async (cookie: string) =>
  (await ask('GET', 'me/sessions', cookie)).json<{ items: { id: string; current: boolean; userAgent: string }[] }>()
    .items;

interface Line {
  readonly kind: string;
  readonly user_id: string | null;
  readonly about_id: string | null;
  readonly address: string | null;
  readonly session_id: string | null;
  readonly detail: Record<string, unknown>;
}
const journal = async (kind: string): Promise<Line[]> =>
  (await carnet.database.pool.query<Line>('SELECT * FROM access_log WHERE kind = $1 ORDER BY id', [kind])).rows;

async function seller(email: string): Promise<string> {
  const { rows } = await carnet.database.pool.query(`SELECT id FROM role WHERE name = 'Commercial'`);
  const made = await ask('POST', 'users', first, { name: 'Bob', email, role: rows[0]?.id });
  const { id } = made.json<{ id: string }>();
  expect((await ask('PUT', `users/${id}/password`, first, { password: 'une phrase à lui' })).statusCode).toBe(204);
  return id;
}

test('one sees one’s sessions with the device, knows the present one, and ends another at once', async () => {
  const second = await enter();
  const listed = await sessions(second);
  expect(listed).toHaveLength(2);
  expect(listed.find(({ current }) => current)?.userAgent).toContain('Firefox/140.0');
  const other = listed.find(({ current }) => !current);
  expect((await ask('DELETE', `me/sessions/${other?.id}`, second)).statusCode).toBe(204);
  expect((await ask('GET', 'me', first)).statusCode).toBe(401);
  expect(await sessions(second)).toEqual([expect.objectContaining({ current: true })]);
  expect(await ask('DELETE', `me/sessions/${other?.id}`, second).then((answer) => answer.json().code)).toBe(
    'session-not-found',
  );
  expect((await journal('session-ended')).at(-1)).toMatchObject({ about_id: null, detail: { session: other?.id } });
  first = second;
});

test('all the others end together, and a new password ends them too, but not the session that gave it', async () => {
  const others = [await enter(), await enter()];
  expect((await ask('DELETE', 'me/sessions')).json()).toEqual({ ended: 2 });
  for (const cookie of others) expect((await ask('GET', 'me', cookie)).statusCode).toBe(401);
  const another = await enter();
  const change = { current: administrator.password, password: 'une phrase de passe plus longue' };
  expect((await ask('PUT', 'me/password', first, change)).statusCode).toBe(204);
  expect((await ask('GET', 'me', another)).statusCode).toBe(401);
  expect((await ask('GET', 'me', first)).statusCode).toBe(200);
  const back = { current: change.password, password: administrator.password };
  expect((await ask('PUT', 'me/password', first, back)).statusCode).toBe(204);
  expect(await journal('password-changed')).toHaveLength(2);
});

test('who manages users sees and ends the sessions of another; a salesperson does not', async () => {
  const bob = await seller('bob@exemple.fr');
  const cookie = await enter('bob@exemple.fr', 'une phrase à lui');
  const seen = (await ask('GET', `users/${bob}/sessions`)).json<{ items: { id: string }[] }>().items;
  expect(seen).toHaveLength(1);
  const ada = (await journal('sign-in')).at(0)?.user_id;
  for (const path of [`users/${ada}/sessions`, `users/${bob}/sessions`])
    for (const method of ['GET', 'DELETE'] as const)
      expect((await ask(method, path, cookie)).json().code).toBe('forbidden');
  expect((await ask('DELETE', `users/${bob}/sessions/${seen[0]?.id}`)).statusCode).toBe(204);
  expect((await ask('GET', 'me', cookie)).statusCode).toBe(401);
  expect((await journal('session-ended')).at(-1)).toMatchObject({ user_id: ada, about_id: bob });
  await enter('bob@exemple.fr', 'une phrase à lui');
  expect((await ask('DELETE', `users/${bob}/sessions`)).json()).toEqual({ ended: 1 });
});

test('the journal tells who signed in, out, and who was refused, without what is no address', async () => {
  const cookie = await enter();
  await ask('DELETE', 'session', cookie);
  for (const email of ['ada@exemple.fr', 'personne@exemple.fr', 'mon mot de passe'])
    await carnet.server.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password: 'faux' } });
  const [known, unknown, slip] = (await journal('sign-in-refused')).slice(-3);
  const { id } = (await ask('GET', 'me')).json().user;
  expect(known).toMatchObject({ user_id: id, detail: { reason: 'wrong-credentials', email: 'ada@exemple.fr' } });
  expect(unknown).toMatchObject({ user_id: null, detail: { email: 'personne@exemple.fr' } });
  expect(slip?.detail).toEqual({ reason: 'wrong-credentials', way: 'password' });
  expect((await journal('sign-in')).at(-1)).toMatchObject({ user_id: id, address: '127.0.0.1' });
  expect((await journal('sign-out')).at(-1)).toMatchObject({ user_id: id, session_id: expect.any(String) });
});

test('a line of the journal is neither changed nor deleted before it is a year old', async () => {
  const { pool } = carnet.database;
  const refused = 'The journal of accesses is append-only';
  await expect(pool.query(`UPDATE access_log SET kind = 'sign-out'`)).rejects.toThrow(refused);
  await expect(pool.query('DELETE FROM access_log')).rejects.toThrow(refused);
  await expect(pool.query('TRUNCATE access_log')).rejects.toThrow(refused);
  await pool.query(
    `INSERT INTO access_log (id, at, kind) VALUES (gen_random_uuid(), now() - interval '366 days', 'export')`,
  );
  const { rowCount } = await pool.query(`DELETE FROM access_log WHERE at < now() - interval '1 year'`);
  expect(rowCount).toBe(1);
});
