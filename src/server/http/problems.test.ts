import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly payload?: string | object;
  readonly headers?: Record<string, string>;
}
const ask = ({ headers, ...rest }: Ask) => carnet.server.inject({ ...rest, headers: { cookie, ...headers } });
const json = { 'content-type': 'application/json' };

describe('a refusal is a problem document with a code, in the language asked for', () => {
  test.each<[string, number, string, Ask]>([
    ['an address that is not there', 404, 'unknown-route', { url: '/api/v1/nothing/here/at/all' }],
    ['a collection that is not there', 404, 'unknown-route', { url: '/api/v1/unicorns' }],
    ['a record that is not there', 404, 'not-found', { url: '/api/v1/accounts/0190aaaa-0000-7000-8000-000000000000' }],
    ['an id that is none', 404, 'unknown-route', { url: '/api/v1/accounts/12' }],
    ['broken JSON', 400, 'invalid-json', { method: 'POST', url: '/api/v1/accounts', payload: '{"a":', headers: json }],
    ['an empty body', 400, 'invalid-json', { method: 'POST', url: '/api/v1/accounts', payload: '', headers: json }],
    ['a body that is a list', 422, 'validation-failed', { method: 'POST', url: '/api/v1/accounts', payload: [1] }],
    [
      'another media type',
      415,
      'unsupported-media-type',
      {
        method: 'POST',
        url: '/api/v1/accounts',
        payload: 'a=b',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ],
    [
      'a body beyond the limit',
      413,
      'too-large',
      { method: 'POST', url: '/api/v1/accounts', payload: `{"a":"${'x'.repeat(9_000_000)}"}`, headers: json },
    ],
    ['a filter that is not JSON', 400, 'invalid-filter', { url: '/api/v1/accounts?filter=%7B' }],
    ['a limit that is no number', 400, 'invalid-request', { url: '/api/v1/accounts?limit=abc' }],
    ['a parameter that is not there', 400, 'invalid-request', { url: '/api/v1/accounts?oops=1' }],
    ['a cursor of nowhere', 400, 'invalid-cursor', { url: '/api/v1/accounts?cursor=abc' }],
    ['a sort on no field', 400, 'invalid-sort', { url: '/api/v1/accounts?sort=nothing' }],
    ['a percent sign that escapes nothing', 400, 'invalid-request', { url: '/api/v1/accounts/%zz' }],
    [
      'a write without a version',
      428,
      'version-required',
      { method: 'PATCH', url: '/api/v1/accounts/0190aaaa-0000-7000-8000-000000000000', payload: {} },
    ],
    [
      'a version that is none',
      400,
      'invalid-request',
      {
        method: 'PATCH',
        url: '/api/v1/accounts/0190aaaa-0000-7000-8000-000000000000',
        payload: {},
        headers: { 'if-match': '"x"' },
      },
    ],
    ['values that do not hold', 422, 'validation-failed', { method: 'POST', url: '/api/v1/accounts', payload: {} }],
    [
      'a text PostgreSQL cannot hold',
      422,
      'validation-failed',
      { method: 'POST', url: '/api/v1/accounts', payload: { legalName: 'a\u0000b' } },
    ],
  ])('%s', async (_what, status, code, request) => {
    const [french, english] = await Promise.all([
      ask(request),
      ask({ ...request, headers: { ...request.headers, 'accept-language': 'de, en-GB;q=0.8, fr;q=0.3' } }),
    ]);
    expect(french.statusCode, french.body).toBe(status);
    expect(french.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const told = french.json<{ code: string; status: number; title: string; detail: string }>();
    expect(told).toMatchObject({ code, status });
    expect(english.json<{ title: string }>().title).not.toBe(told.title);
    expect(french.body).not.toMatch(/node_modules|at \w+ \(/);
  });

  test('faults of several fields are named one by one', async () => {
    const answer = await ask({ method: 'POST', url: '/api/v1/accounts', payload: { email: 'a b', unknown: 1 } });
    const { errors } = answer.json<{ errors: { field: string; code: string; message: string }[] }>();
    expect(errors.map(({ field }) => field)).toEqual(expect.arrayContaining(['legalName', 'email', 'unknown']));
    expect(errors.every(({ message }) => message.length > 5)).toBe(true);
  });

  test('nobody signed in is asked to sign in', async () => {
    const answer = await carnet.server.inject('/api/v1/accounts');
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'not-signed-in', title: 'Connectez-vous pour continuer.' });
  });

  test('a fault of ours tells its number and nothing of itself', async () => {
    const own = await createTestServer();
    try {
      own.server.get('/broken', () => {
        throw new Error('secret detail');
      });
      const answer = await own.server.inject('/broken');
      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toMatchObject({ code: 'internal', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(answer.body).not.toContain('secret');
    } finally {
      await own.close();
    }
  });

  test('a database that does not answer is said to be away, by the health check too', async () => {
    const own = await createTestServer();
    try {
      own.server.get('/cut', () => {
        throw new Error('Connection terminated unexpectedly');
      });
      expect((await own.server.inject('/health')).json()).toEqual({ status: 'ok', version: '0.0.0-test' });
      vi.spyOn(own.database.pool, 'query').mockRejectedValue(new Error('gone') as never);
      const answers = await Promise.all([own.server.inject('/cut'), own.server.inject('/health')]);
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 503]);
      expect(answers[0]?.json()).toMatchObject({ code: 'unavailable' });
    } finally {
      await own.close();
    }
  });
});

describe('what a request has wrong is said with what would be right', () => {
  const nobody = '0190aaaa-0000-7000-8000-000000000000';
  test.each<[string, string, Ask]>([
    ['a choice that is missing', 'Ce champ est obligatoire.', { url: `/api/v1/accounts/${nobody}/recipients` }],
    [
      'a choice that is none',
      '«\u00a0quote\u00a0» n’est pas permise ici. Valeurs possibles\u00a0: invoice, reminder.',
      { url: `/api/v1/accounts/${nobody}/recipients?document=quote` },
    ],
    [
      'a number too small',
      '«\u00a00\u00a0» est trop petite (1 au moins).',
      { url: '/api/v1/contacts/duplicates?limit=0' },
    ],
    [
      'a list too short',
      'Il en faut davantage (1 au moins).',
      { method: 'POST', url: '/api/v1/contacts/merge', payload: { keep: nobody, merge: [] } },
    ],
  ])('%s', async (_what, message, request) => {
    const answer = await ask(request);
    expect(answer.json().errors).toMatchObject([{ message }]);
  });
});
