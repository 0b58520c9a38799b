import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

const create = (headers: Record<string, string>) =>
  carnet.server.inject({
    method: 'POST',
    url: '/api/v1/teams',
    headers: { host: 'crm.exemple.fr', ...headers },
    payload: { name: 'Équipe' },
  });

describe('a write that another site makes the browser send', () => {
  test.each([
    ['a foreign Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour’s Sec-Fetch-Site', { 'sec-fetch-site': 'same-site', origin: 'https://crm.exemple.fr' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['an opaque Origin', { origin: 'null' }],
    ['another port', { origin: 'https://crm.exemple.fr:8443' }],
  ])('is refused by %s', async (_what, headers) => {
    const answer = await create({ cookie, ...headers });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'forbidden-origin' });
  });

  test('is refused before anyone is signed in: nobody is signed in by another site', async () => {
    const answer = await carnet.server.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { origin: 'https://evil.example' },
      payload: { email: 'ada@exemple.fr', password: 'une phrase de passe' },
    });
    expect(answer.statusCode).toBe(403);
  });

  test.each([
    ['the browser on our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://crm.exemple.fr' }],
    ['an older browser on our own page', { origin: 'https://crm.exemple.fr' }],
    ['a program', {}],
  ])('differs from one by %s, which goes through', async (_what, headers) => {
    expect((await create({ cookie, ...headers })).statusCode).toBe(201);
  });
});

test('every answer carries the headers of a careful site', async () => {
  for (const url of ['/health', '/api/v1/me', '/nothing']) {
    const { headers } = await carnet.server.inject(url);
    expect(headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(headers['content-security-policy']).not.toContain("'unsafe-eval'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
  }
});

test('no cache keeps what the API answers', async () => {
  const { headers } = await carnet.server.inject({ url: '/api/v1/me', headers: { cookie } });
  expect(headers['cache-control']).toBe('no-store');
});
