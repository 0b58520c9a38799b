import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCatalogue } from '../../lib/error-catalogue.ts';
import { features } from '../../main.features.ts';
import { routesWith } from '../http/route-list.ts';
import { giveApiKey } from '../testing/colleague.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';
import { hostileBody, hostileFilter, hostileHeaders, hostileJson, hostileQuery, hostileText } from './hostile-input.ts';

const runs = Number(process.env.CARNET_PROOF_REQUESTS ?? 1_200);

let carnet: TestServerOfOne;
let bearer: string;
/** Ids of records there are: of what is written to, never of who writes. */
const real = new Map<string, string>();

beforeAll(async () => {
  carnet = await createTestServer({}, features);
  const cookie = await setUpCompany(carnet.server);
  const { rows } = await carnet.database.pool.query<{ id: string }>('SELECT id FROM "user"');
  bearer = `Bearer ${await giveApiKey(carnet.database, rows[0]?.id ?? '')}`;
  const make = async (collection: string, payload: object) => {
    const answer = await carnet.server.inject({
      method: 'POST',
      url: `/api/v1/${collection}`,
      headers: { cookie },
      payload,
    });
    expect(answer.statusCode, answer.body).toBe(201);
    real.set(collection, answer.json<{ id: string }>().id);
  };
  await make('accounts', { legalName: 'Durand' });
  await make('contacts', { lastName: 'Petit', account: real.get('accounts'), phone: '0478000000' });
  await make('sites', { name: 'Usine', account: real.get('accounts') });
  await make('teams', { name: 'Nord' });
  await make('views', { name: 'Mienne', record: 'contact' });
});
afterAll(() => carnet.close());

/** The stream never ends, and a backup is a file of everything: both have tests of their own. */
const left = new Set(['GET /live', 'GET /backup', 'DELETE /session']);
const tried = routesWith(features).filter(({ method, path }) => !left.has(`${method} ${path}`));

const collections = ['accounts', 'contacts', 'sites', 'account-contacts', 'site-contacts', 'teams', 'views'];
const parameter: Readonly<Record<string, fc.Arbitrary<string>>> = {
  collection: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...collections) },
    { weight: 1, arbitrary: hostileText },
  ),
  record: fc.oneof(fc.constantFrom('account', 'contact', 'site', 'view'), hostileText),
  field: fc.oneof(fc.constantFrom('legalName', 'lastName', 'comment', 'id', 'createdAt'), hostileText),
  list: fc.oneof(fc.constantFrom('accountType', 'jobTitle', 'civility'), hostileText),
};
const anyId = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('accounts', 'contacts', 'sites', 'teams', 'views') },
  { weight: 1, arbitrary: hostileText },
);

const requests = fc.record({
  route: fc.nat(tried.length - 1),
  collection: parameter.collection as fc.Arbitrary<string>,
  others: fc.record({
    record: parameter.record as fc.Arbitrary<string>,
    field: parameter.field as fc.Arbitrary<string>,
    list: parameter.list as fc.Arbitrary<string>,
    id: anyId,
  }),
  query: hostileQuery,
  body: hostileBody,
  headers: hostileHeaders,
});

function address(path: string, request: { collection: string; others: Record<string, string> }): string {
  return path.replace(/:(\w+)/g, (_all, name: string) => {
    if (name === 'collection') return encodeURIComponent(storable(request.collection));
    const value = request.others[name] ?? request.others.id ?? '';
    return encodeURIComponent(storable((name === 'id' && (real.get(request.collection) ?? real.get(value))) || value));
  });
}

/** What cannot be written into an address at all (a lone surrogate) is left out of it. */
const storable = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');

async function ask(method: string, path: string, headers: object, payload?: string) {
  return await carnet.server.inject({
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: {
      authorization: bearer,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

/** Whatever is answered is a success, or a refusal with a code of the catalogue and words of the language asked for. */
function expectExplained(answer: Awaited<ReturnType<typeof ask>>, what: string): void {
  expect(answer.statusCode, `${what}\n${answer.body.slice(0, 2_000)}`).toBeLessThan(500);
  if (answer.statusCode < 400) return;
  expect(answer.headers['content-type'], what).toMatch(/^application\/problem\+json/);
  const { code, title, status, errors = [] } = answer.json();
  expect(errorCatalogue, what).toHaveProperty([code]);
  expect(status).toBe(answer.statusCode);
  expect(title.length, what).toBeGreaterThan(3);
  for (const error of errors) {
    expect(errorCatalogue, what).toHaveProperty([error.code]);
    expect(error.message, what).not.toMatch(/^$|\[object/);
  }
}

test('whatever is sent to whatever route, the answer is never a fault of ours, and a refusal says why', async () => {
  const property = fc.asyncProperty(requests, async (request) => {
    const { method, path } = tried[request.route] as (typeof tried)[number];
    const query = request.query
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(storable(value))}`)
      .join('&');
    const url = `${address(path, request)}${query === '' ? '' : `?${query}`}`;
    const answer = await ask(method, url, request.headers, method === 'GET' ? undefined : request.body);
    expectExplained(answer, `${method} ${url} ${request.body.slice(0, 500)}`);
  });
  await fc.assert(property, { numRuns: runs, interruptAfterTimeLimit: 60_000 });
  // The key that asked still opens: it was not refusals for want of a user that were counted.
  expect((await ask('GET', '/me', {})).statusCode).toBe(200);
}, 120_000);

test('any filter, on any type, finds or is refused by name', async () => {
  const property = fc.asyncProperty(fc.constantFrom(...collections), hostileFilter, async (collection, filter) => {
    const answer = await ask('GET', `/${collection}?filter=${encodeURIComponent(JSON.stringify(filter) ?? '')}`, {});
    expectExplained(answer, `${collection} ${JSON.stringify(filter)}`);
    expect([200, 400], answer.body).toContain(answer.statusCode);
  });
  await fc.assert(property, { numRuns: 400, interruptAfterTimeLimit: 30_000 });
}, 60_000);

test('any values, in any field of any type, are kept or refused by name', async () => {
  const { records } = await import('../../records/registry.ts');
  const written = Object.values(records).filter((record) => collections.includes(record.collection));
  const fields = written.flatMap((record) =>
    [
      ...Object.keys(record.fields),
      ...Object.keys(record.children ?? {}),
      ...Object.keys(record.through?.fields ?? {}),
    ].map((field) => ({ record, field })),
  );
  const needed: Readonly<Record<string, object>> = {
    accounts: { legalName: 'x' },
    contacts: { lastName: 'x', account: real.get('accounts') },
    sites: { name: 'x', account: real.get('accounts') },
    'account-contacts': { contact: real.get('contacts'), account: real.get('accounts') },
    'site-contacts': { contact: real.get('contacts'), site: real.get('sites') },
    teams: { name: 'x' },
    views: { name: 'x', record: 'contact' },
  };
  const property = fc.asyncProperty(fc.constantFrom(...fields), hostileJson, async ({ record, field }, value) => {
    const body = JSON.stringify({ ...needed[record.collection], [field]: value });
    const answer = await ask('POST', `/${record.collection}`, {}, body);
    expectExplained(answer, `POST ${record.collection} ${body.slice(0, 1_000)}`);
    expect(body.includes('"__proto__":') ? [400] : [201, 409, 422], answer.body).toContain(answer.statusCode);
    if (answer.statusCode === 422)
      expect(
        answer
          .json()
          .errors.some((error: { field: string }) => error.field.split('.')[0] === field || error.field !== ''),
        answer.body,
      ).toBe(true);
  });
  await fc.assert(property, { numRuns: 600, interruptAfterTimeLimit: 30_000 });
}, 60_000);
