import { afterAll, beforeAll, expect, test } from 'vitest';
import { administrator, createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
beforeAll(async () => {
  carnet = await createTestServer();
});
afterAll(() => carnet.close());

const answers = { company: 'Exemple SAS', language: 'fr', demo: false, ...administrator };
const setUp = (payload: object) => carnet.server.inject({ method: 'POST', url: '/api/v1/setup', payload });
const needed = async () => (await carnet.server.inject('/api/v1/setup')).json<{ needed: boolean }>().needed;

test('the first visit names each answer that is missing or wrong, and makes nothing', async () => {
  expect(await needed()).toBe(true);
  const empty = await setUp({ ...answers, company: ' ', email: 'pas une adresse' });
  expect(empty.statusCode).toBe(422);
  expect(empty.json()).toMatchObject({ code: 'validation-failed', errors: [{ field: 'company', code: 'required' }] });
  const email = await setUp({ ...answers, email: 'pas une adresse' });
  expect(email.json<{ errors: object[] }>().errors[0]).toMatchObject({ field: 'email', code: 'invalid-email' });
  const short = await setUp({ ...answers, password: 'court' });
  expect(short.json()).toMatchObject({ errors: [{ field: 'password', code: 'password-too-short' }] });
  expect((await carnet.database.pool.query('SELECT 1 FROM "user"')).rowCount).toBe(0);
  expect(await needed()).toBe(true);
});

test('two first visits at once make one company, one administrator, the five roles', async () => {
  const both = await Promise.all([setUp(answers), setUp({ ...answers, email: 'autre@exemple.fr' })]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  expect(both.map((answer) => answer.json<{ code?: string }>().code)).toContain('set-up-done');
  expect((await carnet.database.pool.query('SELECT 1 FROM "user"')).rowCount).toBe(1);
  const { rows } = await carnet.database.pool.query('SELECT name FROM role ORDER BY name_key');
  expect(rows.map(({ name }) => name)).toEqual([
    'Administrateur',
    'Assistant(e)',
    'Commercial',
    'Lecture seule',
    'Responsable',
  ]);
  const { rows: audit } = await carnet.database.pool.query(`SELECT DISTINCT channel FROM audit`);
  expect(audit).toEqual([{ channel: 'setup' }]);
  expect(await needed()).toBe(false);
});

test('afterwards nobody can set it up again', async () => {
  expect((await setUp(answers)).statusCode).toBe(409);
});

test('the administrator of the environment is made at start, once, and signs in', async () => {
  const own = await createTestServer({ administrator: { email: 'chef@exemple.fr', password: 'mot de passe long' } });
  try {
    const answer = await own.server.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: 'chef@exemple.fr', password: 'mot de passe long' },
    });
    expect(answer.json()).toMatchObject({ user: { name: 'chef' } });
    await expect(setUpCompany(own.server)).rejects.toThrow(/set-up-done/);
  } finally {
    await own.close();
  }
});
