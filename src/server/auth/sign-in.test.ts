import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
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

const signIn = (payload: object, headers: Record<string, string> = {}) =>
  carnet.server.inject({ method: 'POST', url: '/api/v1/session', payload, headers });
const me = (cookie: string) => carnet.server.inject({ url: '/api/v1/me', headers: { cookie } });

async function createUser(email: string, password: string): Promise<string> {
  const { rows } = await carnet.database.pool.query(`SELECT id FROM role WHERE name = 'Commercial'`);
  const made = await carnet.server.inject({
    method: 'POST',
    url: '/api/v1/users',
    headers: { cookie: first },
    payload: { name: 'Bob', email, role: rows[0]?.id },
  });
  expect(made.statusCode, made.body).toBe(201);
  const { id } = made.json<{ id: string }>();
  const given = await carnet.server.inject({
    method: 'PUT',
    url: `/api/v1/users/${id}/password`,
    headers: { cookie: first },
    payload: { password },
  });
  expect(given.statusCode, given.body).toBe(204);
  return id;
}

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await signIn({ email: 'ADA@exemple.fr', password: administrator.password });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ user: { name: 'Ada Martin', email: 'ada@exemple.fr', language: 'fr' } });
    expect(answer.headers['set-cookie']).toMatch(
      /^carnet_session=.+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await me(cookieOf(answer.headers['set-cookie']))).statusCode).toBe(200);
  });

  test('marks the cookie Secure behind a proxy that speaks HTTPS', async () => {
    const answer = await signIn(administratorCredentials, { 'x-forwarded-proto': 'https' });
    expect(answer.headers['set-cookie']).toContain('; Secure');
    expect(answer.headers['strict-transport-security']).toBeDefined();
  });

  test('is refused the same way for a wrong password and an unknown address', async () => {
    const wrong = await signIn({ email: administrator.email, password: 'autre chose' });
    const unknown = await signIn({ email: 'personne@exemple.fr', password: 'autre chose' });
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    const { instance: _one, ...told } = wrong.json<{ instance: string }>();
    expect(unknown.json()).toMatchObject(told);
    expect(told).toMatchObject({
      code: 'wrong-credentials',
      title: 'L’adresse e-mail ou le mot de passe n’est pas le bon.',
    });
  });

  test('a cookie that was tampered with opens nothing', async () => {
    expect((await me(`${first.slice(0, -3)}aaa`)).statusCode).toBe(401);
    const token = (await carnet.database.pool.query('SELECT token FROM auth.session LIMIT 1')).rows[0]?.token;
    expect((await me(`carnet_session=${token}`)).statusCode).toBe(401);
  });

  test('signing out ends the session for every holder of the cookie', async () => {
    const cookie = cookieOf((await signIn(administratorCredentials)).headers['set-cookie']);
    expect((await me(cookie)).statusCode).toBe(200);
    const out = await carnet.server.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } });
    expect(out.statusCode).toBe(204);
    expect((await me(cookie)).statusCode).toBe(401);
  });

  test('a user set inactive loses their session and signs in no more', async () => {
    const id = await createUser('bob@exemple.fr', 'mot de passe de bob');
    const cookie = cookieOf(
      (await signIn({ email: 'bob@exemple.fr', password: 'mot de passe de bob' })).headers['set-cookie'],
    );
    expect((await me(cookie)).json()).toMatchObject({ permissions: { areas: { settings: false } } });
    const change = await carnet.server.inject({
      method: 'PATCH',
      url: `/api/v1/users/${id}`,
      headers: { cookie: first, 'if-match': '"1"' },
      payload: { active: false },
    });
    expect(change.statusCode, change.body).toBe(200);
    await vi.waitFor(async () => expect((await me(cookie)).statusCode).toBe(401), { interval: 10, timeout: 20_000 });
    expect((await signIn({ email: 'bob@exemple.fr', password: 'mot de passe de bob' })).statusCode).toBe(401);
    const { rows } = await carnet.database.pool.query('SELECT 1 FROM auth.session WHERE "userId" = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('waits once an account has failed too often from an address, tried one by one or all at once, and says how long', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 12 }, () => signIn({ email: 'cible@exemple.fr', password: 'au hasard' })),
    );
    expect(attempts.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    const throttled = attempts.filter(({ statusCode }) => statusCode === 429);
    expect(throttled).toHaveLength(7);
    expect(throttled[0]?.json()).toMatchObject({ code: 'too-many-sign-ins' });
    expect(throttled.map(({ headers }) => headers['retry-after'])).toEqual(
      throttled.map(() => expect.stringMatching(/^[12]$/)),
    );
    expect((await signIn(administratorCredentials)).statusCode).toBe(200);
  });

  test('the present password is not found out by changing it: guesses wait as well', async () => {
    const cookie = cookieOf((await signIn(administratorCredentials)).headers['set-cookie']);
    const guess = (current: string) =>
      carnet.server.inject({
        method: 'PUT',
        url: '/api/v1/me/password',
        headers: { cookie },
        payload: { current, password: administrator.password },
      });
    for (let count = 0; count < 5; count++)
      expect((await guess('au hasard')).json()).toMatchObject({
        errors: [{ field: 'current', code: 'wrong-password' }],
      });
    expect((await guess(administrator.password)).statusCode).toBe(429);
    await carnet.database.pool.query('DELETE FROM auth.failed_sign_in');
    expect((await guess(administrator.password)).statusCode).toBe(204);
  });

  test('a sign-in that succeeds forgets the failures before it', async () => {
    const wrong = () => signIn({ email: administrator.email, password: 'au hasard' });
    for (let round = 0; round < 2; round++) {
      for (let count = 0; count < 4; count++) expect((await wrong()).statusCode).toBe(401);
      expect((await signIn(administratorCredentials)).statusCode).toBe(200);
    }
  });
});

const administratorCredentials = { email: administrator.email, password: administrator.password };
