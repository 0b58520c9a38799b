import { generate } from 'otplib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  administrator,
  cookieOf,
  createTestServer,
  setUpCompany,
  type TestServerOfOne,
} from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let cookie: string;
let secret: string;
let backupCodes: string[];
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

const post = (path: string, payload: object = {}, headers: Record<string, string> = { cookie }) =>
  carnet.server.inject({ method: 'POST', url: `/api/v1${path}`, payload, headers });
const me = (session: string) => carnet.server.inject({ url: '/api/v1/me', headers: { cookie: session } });
const own = async () => (await carnet.server.inject({ url: '/api/v1/me/second-factor', headers: { cookie } })).json();
const credentials = { email: administrator.email, password: administrator.password };

/** A code of the step that is `steps` away from now; of one's own clock as of one that is half a minute off. */
const code = (steps = 0) => generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps });

/** Lets the codes used so far be good again: tests do not wait for the next half-minute. */
const forgetSteps = () => carnet.database.pool.query('UPDATE auth.totp SET last_step = 0');
const forgetFailures = () => carnet.database.pool.query('DELETE FROM auth.failed_sign_in');

/** Passes the first step; returns the cookie of the second. */
async function firstStep(): Promise<string> {
  const answer = await post('/session', credentials, {});
  expect(answer.json()).toEqual({
    secondStep: { name: 'Ada Martin', ways: ['totp', 'backup-code'], passkeyHosts: [] },
  });
  return cookieOf(answer.headers['set-cookie']);
}

describe('setting codes up', () => {
  test('asks for the password, however fresh the session', async () => {
    const refused = await post('/me/totp');
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ code: 'proof-needed' });
    expect((await post('/me/proof', { password: 'autre chose' })).json()).toMatchObject({
      errors: [{ field: 'password', code: 'wrong-password' }],
    });
    expect((await post('/me/proof', { password: administrator.password })).statusCode).toBe(204);
    const begun = await post('/me/totp');
    expect(begun.statusCode, begun.body).toBe(200);
    secret = begun.json<{ secret: string }>().secret;
    expect(begun.json<{ uri: string }>().uri).toMatch(/^otpauth:\/\/totp\/Carnet%20Exemple%20SAS:ada%40exemple\.fr\?/);
  });

  test('keeps the secret where the database alone does not tell it', async () => {
    const { rows } = await carnet.database.pool.query('SELECT secret FROM auth.totp');
    expect(rows[0]?.secret.includes(Buffer.from(secret))).toBe(false);
  });

  test('asks for nothing at the sign-in before a code confirms them', async () => {
    expect((await post('/session', credentials, {})).json()).toMatchObject({ user: { name: 'Ada Martin' } });
    expect((await post('/me/totp/confirm', { code: '000000' })).json()).toMatchObject({
      errors: [{ field: 'code', code: 'wrong-code' }],
    });
    const confirmed = await post('/me/totp/confirm', { code: await code() });
    expect(confirmed.statusCode, confirmed.body).toBe(200);
    backupCodes = confirmed.json<{ backupCodes: string[] }>().backupCodes;
    expect(new Set(backupCodes).size).toBe(10);
    expect(await own()).toMatchObject({ totpSince: expect.any(String), backupCodesLeft: 10, required: false });
  });

  test('cannot be done again over codes that are in place', async () => {
    expect((await post('/me/totp')).json()).toMatchObject({ code: 'second-factor-exists' });
  });
});

describe('signing in with codes', () => {
  test('a password alone opens nothing; with a code it opens the session', async () => {
    await forgetSteps();
    const second = await firstStep();
    expect((await me(second)).statusCode).toBe(401);
    expect(
      (await carnet.server.inject({ url: '/api/v1/session/ways', headers: { cookie: second } })).json(),
    ).toMatchObject({
      passkeys: false,
      secondStep: { name: 'Ada Martin', ways: ['totp', 'backup-code'], passkeyHosts: [] },
    });
    const wrong = await post('/session/second-step/code', { code: '123' }, { cookie: second });
    expect(wrong.json()).toMatchObject({ errors: [{ field: 'code', code: 'wrong-code' }] });
    const typed = await code();
    const answer = await post(
      '/session/second-step/code',
      { code: `${typed.slice(0, 3)} ${typed.slice(3)}` },
      { cookie: second },
    );
    expect(answer.json()).toMatchObject({ user: { name: 'Ada Martin' } });
    expect((await me(cookieOf(answer.headers['set-cookie']))).statusCode).toBe(200);
    const again = await post('/session/second-step/code', { code: await code(1) }, { cookie: second });
    expect(again.json()).toMatchObject({ code: 'sign-in-expired' });
  });

  test('a code works once: not again, nor for two who come at the same instant, nor one of before', async () => {
    await forgetSteps();
    await forgetFailures();
    const waiting = [await firstStep(), await firstStep(), await firstStep()];
    const typed = await code();
    const attempts = await Promise.all(
      waiting.map((second) => post('/session/second-step/code', { code: typed }, { cookie: second })),
    );
    expect(attempts.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422, 422]);
    await forgetFailures();
    const later = await firstStep();
    for (const used of [typed, await code(-1)])
      expect((await post('/session/second-step/code', { code: used }, { cookie: later })).statusCode).toBe(422);
    expect((await post('/session/second-step/code', { code: await code(1) }, { cookie: later })).statusCode).toBe(200);
  });

  test('a backup code works once, typed as it is read', async () => {
    await forgetFailures();
    const [first = ''] = backupCodes;
    const waiting = [await firstStep(), await firstStep()];
    const attempts = await Promise.all(
      waiting.map((second) =>
        post(
          '/session/second-step/code',
          { code: ` ${first.toUpperCase().replace('-', ' ')}`, backup: true },
          { cookie: second },
        ),
      ),
    );
    expect(attempts.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422]);
    expect(await own()).toMatchObject({ backupCodesLeft: 9 });
  });

  test('guessing is slowed, and the password given again does not start it anew', async () => {
    await forgetFailures();
    const second = await firstStep();
    for (let count = 0; count < 5; count++)
      expect((await post('/session/second-step/code', { code: '000000' }, { cookie: second })).statusCode).toBe(422);
    const slowed = await post(
      '/session/second-step/code',
      { code: '000000', backup: true },
      { cookie: await firstStep() },
    );
    expect(slowed.statusCode).toBe(429);
    expect(slowed.headers['retry-after']).toMatch(/^[12]$/);
    const { rows } = await carnet.database.pool.query(
      `SELECT kind, user_id IS NOT NULL AS named, detail FROM access_log WHERE kind = 'sign-in-refused' ORDER BY id DESC LIMIT 2`,
    );
    const line = { kind: 'sign-in-refused', named: true };
    expect(rows).toMatchObject([
      { ...line, detail: { reason: 'too-many-sign-ins', way: 'backup-code' } },
      { ...line, detail: { reason: 'wrong-code', way: 'totp' } },
    ]);
    await forgetFailures();
  });

  test('a sign-in given up is over', async () => {
    const second = await firstStep();
    await carnet.server.inject({
      method: 'DELETE',
      url: '/api/v1/session/second-step',
      headers: { cookie: second },
    });
    await forgetSteps();
    const answer = await post('/session/second-step/code', { code: await code() }, { cookie: second });
    expect(answer.json()).toMatchObject({ code: 'sign-in-expired' });
  });
});

describe('giving codes up', () => {
  const stop = () => carnet.server.inject({ method: 'DELETE', url: '/api/v1/me/totp', headers: { cookie } });

  test('needs a proof, which a code is too', async () => {
    await forgetSteps();
    await forgetFailures();
    await carnet.database.pool.query('UPDATE auth.session SET proved_at = NULL');
    expect((await stop()).json()).toMatchObject({ code: 'proof-needed' });
    expect((await post('/me/backup-codes')).json()).toMatchObject({ code: 'proof-needed' });
    expect((await post('/me/proof', { code: await code() })).statusCode).toBe(204);
    const fresh = await post('/me/backup-codes');
    expect(fresh.json<{ backupCodes: string[] }>().backupCodes).not.toContain(backupCodes[1]);
    expect((await stop()).statusCode).toBe(204);
    expect((await post('/session', credentials, {})).json()).toMatchObject({ user: { name: 'Ada Martin' } });
    expect(await own()).toMatchObject({ totpSince: null, backupCodesLeft: 0 });
  });
});
