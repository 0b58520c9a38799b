import { generate } from 'otplib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { softAuthenticator } from '../testing/soft-authenticator.ts';
import { cookieOf, createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let administrator: string;
let role: string;
let user: string;
const credentials = { email: 'bob@exemple.fr', password: 'mot de passe de bob' };
const device = softAuthenticator('http://localhost:80');

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const send = (method: Method, path: string, payload?: object, headers: Record<string, string> = {}) =>
  carnet.server.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
const asAdministrator = (method: Method, path: string, payload?: object, more: Record<string, string> = {}) =>
  send(method, path, payload, { cookie: administrator, ...more });

beforeAll(async () => {
  carnet = await createTestServer();
  administrator = await setUpCompany(carnet.server);
  const { rows } = await carnet.database.pool.query(`SELECT id FROM role WHERE name = 'Commercial'`);
  role = rows[0]?.id;
  const made = await asAdministrator('POST', '/users', { name: 'Bob', email: credentials.email, role });
  user = made.json<{ id: string }>().id;
  await asAdministrator('PUT', `/users/${user}/password`, { password: credentials.password });
});
afterAll(() => carnet.close());

async function require(required: boolean): Promise<void> {
  const { version } = (await asAdministrator('GET', `/roles/${role}`)).json<{ version: number }>();
  const change = await asAdministrator(
    'PATCH',
    `/roles/${role}`,
    { requiresSecondFactor: required },
    { 'if-match': `"${version}"` },
  );
  expect(change.statusCode, change.body).toBe(200);
}

const signIn = async () => {
  const answer = await send('POST', '/session', credentials);
  return { cookie: cookieOf(answer.headers['set-cookie']), body: answer.json() };
};
const me = (headers: Record<string, string>) => send('GET', '/me', undefined, headers);

describe('a role that asks for a second factor', () => {
  let key: string;

  test('ends at once what a session without one reaches, whatever the door', async () => {
    const { cookie } = await signIn();
    const made = await send('POST', '/settings/api-keys', { name: 'essai' }, { cookie });
    key = made.json<{ key: string }>().key;
    expect((await me({ cookie })).statusCode).toBe(200);
    expect((await me({ authorization: `Bearer ${key}` })).statusCode).toBe(200);
    await require(true);
    await vi.waitFor(async () => expect((await me({ cookie })).statusCode).toBe(401), {
      interval: 10,
      timeout: 20_000,
    });
    for (const path of ['/accounts', '/live', '/model', '/search?q=a', '/me/second-factor', '/accounts/export'])
      expect((await send('GET', path, undefined, { cookie })).statusCode, path).toBe(401);
    const byKey = await me({ authorization: `Bearer ${key}` });
    expect(byKey.json()).toMatchObject({ status: 403, code: 'second-factor-required' });
  });

  test('leads who has none to set one up right after the password, and to nothing else', async () => {
    const { cookie, body } = await signIn();
    expect(body).toEqual({ secondStep: { name: 'Bob', ways: [], passkeyHosts: [] } });
    for (const path of ['/me', '/accounts', '/me/second-factor'])
      expect((await send('GET', path, undefined, { cookie })).statusCode).toBe(401);
    expect((await send('POST', '/session/second-step/code', { code: '000000' }, { cookie })).statusCode).toBe(422);
    const begun = await send('POST', '/session/second-step/totp', {}, { cookie });
    const { secret } = begun.json<{ secret: string }>();
    const wrong = await send('POST', '/session/second-step/totp/confirm', { code: '000000' }, { cookie });
    expect(wrong.statusCode).toBe(422);
    const code = await generate({ secret });
    const confirmed = await send('POST', '/session/second-step/totp/confirm', { code }, { cookie });
    expect(confirmed.json()).toMatchObject({ user: { name: 'Bob' }, backupCodes: expect.any(Array) });
    const session = confirmed.cookies.find(({ name }) => name === 'carnet_session');
    const opened = `carnet_session=${session?.value}`;
    expect((await me({ cookie: opened })).statusCode).toBe(200);
    expect((await me({ authorization: `Bearer ${key}` })).statusCode).toBe(200);
    await send('POST', '/me/proof', { password: credentials.password }, { cookie: opened });
    const kept = await send('DELETE', '/me/totp', undefined, { cookie: opened });
    expect(kept.json()).toMatchObject({ status: 409, code: 'second-factor-kept' });
  });

  test('does not let whoever knows the password set another one up beside the one that is there', async () => {
    const { cookie, body } = await signIn();
    expect(body).toMatchObject({ secondStep: { ways: ['totp', 'backup-code'] } });
    for (const path of ['totp', 'new-passkey-question'])
      expect((await send('POST', `/session/second-step/${path}`, {}, { cookie })).json()).toMatchObject({
        code: 'second-factor-exists',
      });
  });

  test('takes a passkey as well, made right after the password, then asked for with it', async () => {
    const other = { cookie: (await signIn()).cookie };
    const lost = await asAdministrator('DELETE', `/users/${user}/second-factor`);
    expect(lost.statusCode, lost.body).toBe(204);
    expect((await me({ authorization: `Bearer ${key}` })).statusCode).toBe(403);
    const begun = await send('POST', '/session/second-step/new-passkey-question', {}, other);
    const { ticket, options } = begun.json<{ ticket: string; options: { challenge: string } }>();
    const payload = { ticket, response: device.create(options), name: 'Portable' };
    expect((await send('POST', '/session/second-step/new-passkey', payload, other)).json()).toMatchObject({
      user: { name: 'Bob' },
    });
    const { cookie, body } = await signIn();
    expect(body).toEqual({ secondStep: { name: 'Bob', ways: ['passkey'], passkeyHosts: ['localhost'] } });
    const asked = await send('POST', '/session/second-step/passkey-question', {}, { cookie });
    const question = asked.json<{ ticket: string; options: { challenge: string } }>();
    const answer = { ticket: question.ticket, response: device.get(question.options) };
    const entered = await send('POST', '/session/second-step/passkey', answer, { cookie });
    expect(entered.json()).toMatchObject({ user: { name: 'Bob' } });
  });

  test('asks for nothing any more once it no longer wants it', async () => {
    await require(false);
    expect((await signIn()).body).toMatchObject({ user: { name: 'Bob' } });
  });

  test('an administrator takes away a lost second factor; who may not act for the person does not', async () => {
    const { cookie } = await signIn();
    expect((await send('DELETE', `/users/${user}/second-factor`, undefined, { cookie })).statusCode).toBe(403);
    expect((await asAdministrator('DELETE', `/users/${user}/second-factor`)).statusCode).toBe(204);
    expect((await me({ cookie })).statusCode).toBe(401);
  });
});
