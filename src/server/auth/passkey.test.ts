import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { softAuthenticator } from '../testing/soft-authenticator.ts';
import {
  administrator,
  cookieOf,
  createTestServer,
  setUpCompany,
  type TestServerOfOne,
} from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());
beforeEach(() => carnet.database.pool.query('DELETE FROM auth.failed_sign_in'));

const host = 'crm.exemple.fr';
const send = (method: 'POST' | 'PATCH' | 'DELETE', path: string, payload: object = {}, headers: object = {}) =>
  carnet.server.inject({ method, url: `/api/v1${path}`, payload, headers: { host, ...headers } });
const post = (path: string, payload: object = {}, headers: object = { cookie }) => send('POST', path, payload, headers);
const own = async () =>
  (await carnet.server.inject({ url: '/api/v1/me/second-factor', headers: { cookie } })).json<{
    passkeys: { id: string; name: string; host: string; lastUsedAt: string | null }[];
  }>();

interface Question {
  readonly ticket: string;
  readonly options: { readonly challenge: string };
}

const device = softAuthenticator(`https://${host}`);

async function ask(path: string, headers: object = {}): Promise<Question> {
  const answer = await post(path, {}, headers);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Question>();
}

describe('a passkey', () => {
  test('is made after a proof, for the name under which Carnet is reached, and is named', async () => {
    expect((await post('/me/passkeys/question')).json()).toMatchObject({ code: 'proof-needed' });
    await post('/me/proof', { password: administrator.password });
    const { ticket, options } = await ask('/me/passkeys/question', { cookie });
    expect(options).toMatchObject({ rp: { id: host }, authenticatorSelection: { userVerification: 'required' } });
    const made = await post('/me/passkeys', { ticket, response: device.create(options), name: 'Portable' });
    expect(made.statusCode, made.body).toBe(201);
    expect((await own()).passkeys).toMatchObject([{ name: 'Portable', host, lastUsedAt: null }]);
    const { id } = made.json<{ id: string }>();
    expect((await send('PATCH', `/me/passkeys/${id}`, { name: 'Téléphone' }, { cookie })).statusCode).toBe(204);
    expect((await own()).passkeys).toMatchObject([{ name: 'Téléphone' }]);
  });

  test('is not kept twice, nor from another site, nor for a question that was answered already', async () => {
    const foreign = softAuthenticator('https://crm.exemple.fr.pirate.example');
    for (const authenticator of [device, foreign]) {
      const { ticket, options } = await ask('/me/passkeys/question', { cookie });
      const payload = { ticket, response: authenticator.create(options), name: 'Encore' };
      expect((await post('/me/passkeys', payload)).json()).toMatchObject({ code: 'passkey-refused' });
      expect((await post('/me/passkeys', payload)).json()).toMatchObject({ code: 'passkey-refused' });
    }
    expect((await own()).passkeys).toHaveLength(1);
  });

  test('signs in by itself, and counts as two factors', async () => {
    const { ticket, options } = await ask('/session/passkey-question');
    const answer = await post('/session/passkey', { ticket, response: device.get(options) }, {});
    expect(answer.json()).toMatchObject({ user: { name: 'Ada Martin' } });
    const session = cookieOf(answer.headers['set-cookie']);
    expect((await carnet.server.inject({ url: '/api/v1/me', headers: { cookie: session } })).statusCode).toBe(200);
    const { rows } = await carnet.database.pool.query(
      `SELECT second_factor FROM auth.session WHERE method = 'passkey'`,
    );
    expect(rows).toEqual([{ second_factor: true }]);
    expect((await own()).passkeys[0]?.lastUsedAt).not.toBeNull();
  });

  test('opens nothing by an answer that came before, from elsewhere, unsigned or without its holder', async () => {
    const right = await ask('/session/passkey-question');
    const response = device.get(right.options);
    expect((await post('/session/passkey', { ticket: right.ticket, response }, {})).statusCode).toBe(200);
    const tried: [string, object][] = [[right.ticket, response]];
    const next = async () => await ask('/session/passkey-question');
    // An answer of before to a question of now.
    tried.push([(await next()).ticket, response]);
    const stranger = await next();
    tried.push([stranger.ticket, softAuthenticator(`https://${host}`).get(stranger.options)]);
    const absent = await next();
    tried.push([absent.ticket, device.get(absent.options, { verified: false })]);
    const broken = await next();
    tried.push([broken.ticket, { ...device.get(broken.options), response: {} }]);
    tried.push(['rien', response]);
    for (const [ticket, given] of tried) {
      const answer = await post('/session/passkey', { ticket, response: given }, {});
      expect(answer.json()).toMatchObject({ status: 401, code: 'passkey-refused' });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('opens nothing under another name of the same server', async () => {
    const { ticket, options } = await ask('/session/passkey-question', { host: 'localhost:3000' });
    const elsewhere = softAuthenticator('http://localhost:3000');
    const payload = { ticket, response: { ...elsewhere.get(options), id: device.get(options).id } };
    expect((await post('/session/passkey', payload, { host: 'localhost:3000' })).statusCode).toBe(401);
    const ways = await carnet.server.inject({ url: '/api/v1/session/ways', headers: { host: 'localhost:3000' } });
    expect(ways.json()).toMatchObject({ passkeys: false });
  });

  test('is not guessed at without end: an address that fails fifty times waits', async () => {
    const guess = () => post('/session/passkey', { ticket: 'rien', response: {} }, {});
    expect((await guess()).statusCode).toBe(401);
    await carnet.database.pool.query('UPDATE auth.failed_sign_in SET failures = 50');
    expect((await guess()).json()).toMatchObject({ status: 429, code: 'too-many-sign-ins' });
  });

  test('is deleted by its holder after a proof, and then signs in no more', async () => {
    const [kept] = (await own()).passkeys;
    await carnet.database.pool.query('UPDATE auth.session SET proved_at = NULL');
    const remove = () => send('DELETE', `/me/passkeys/${kept?.id}`, {}, { cookie });
    expect((await remove()).json()).toMatchObject({ code: 'proof-needed' });
    const { ticket, options } = await ask('/me/proof/passkey-question', { cookie });
    expect((await post('/me/proof', { passkey: { ticket, response: device.get(options) } })).statusCode).toBe(204);
    expect((await remove()).statusCode).toBe(204);
    expect((await own()).passkeys).toEqual([]);
  });
});
