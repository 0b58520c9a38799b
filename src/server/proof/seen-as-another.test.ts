import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { features } from '../../main.features.ts';
import { records } from '../../records/registry.ts';
import type { Route } from '../http/contract.ts';
import { routesWith } from '../http/route-list.ts';
import { administrator, cookieOf } from '../testing/test-server.ts';
import {
  type Answer,
  type CompanyOfTokens,
  createCompanyOfTokens,
  type Person,
  tokenPattern,
} from './company-of-tokens.ts';
import { collections } from './doors.ts';
import { textOf } from './exported-text.ts';
import { type GivenRights, Oracle, recordNames } from './leak-oracle.ts';
import { rightsArbitrary } from './random-rights.ts';

const seed = Number(process.env.CARNET_PROOF_SEED ?? Date.now() % 1_000_000);

let company: CompanyOfTokens;
let given: GivenRights[];
let oracle: Oracle;
/** The session of the administrator who sees as others; what prepares the company has one of its own. */
let cookie: string;

beforeAll(async () => {
  company = await createCompanyOfTokens(seed, features);
  const four = fc.array(rightsArbitrary, { minLength: 4, maxLength: 4 });
  given = (fc.sample(four, { seed, numRuns: 1 })[0] ?? []) as GivenRights[];
  await company.grant(given);
  oracle = await Oracle.read(company.carnet.database.pool, company.places);
  cookie = await enter();
});
afterAll(() => company.carnet.close());

async function enter(): Promise<string> {
  const { email, password } = administrator;
  const answer = await company.carnet.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email, password },
  });
  return cookieOf(answer.headers['set-cookie']);
}

/** Asks with the session that sees as another. */
async function seen(method: Route['method'], path: string, payload?: object): Promise<Answer> {
  const answer = await company.carnet.server.inject({
    method,
    url: `/api/v1/${path}`,
    headers: { cookie },
    ...(payload ? { payload } : {}),
  });
  const type = String(answer.headers['content-type'] ?? '');
  const json = type.includes('json') && answer.body !== '';
  return {
    status: answer.statusCode,
    text: await textOf(type, answer.rawPayload),
    body: json ? answer.json() : undefined,
  };
}

const see = async (person: Person): Promise<void> => {
  const answer = await seen('PUT', 'session/viewing', { user: person.id });
  expect(answer.status, answer.text).toBe(204);
};
const leave = async (): Promise<void> => {
  expect((await seen('DELETE', 'session/viewing')).status).toBe(204);
};

/** What of an answer is to be the same: cursors are sealed anew each time, requests have a number each. */
function substance({ status, text, body }: Answer): unknown {
  if (body === undefined) return { status, text };
  const { next, instance: _number, ...rest } = body;
  return { status, body: { ...rest, ...(next === undefined ? {} : { more: next !== null }) } };
}

/** Tried by themselves: who one is, a stream, what no one who sees as another may take; one's own sessions are told apart. */
const apart = new Set(['me', 'me/sessions', 'live', 'backup', 'search']);

/** Addresses that read: every door, for every type and many records. */
function doors(): string[] {
  const words = [...company.places.keys()];
  const some = words.filter((_, index) => index % 23 === 0);
  const plain = routesWith(features)
    .filter(({ method, path, security }) => method === 'GET' && security !== 'public' && !path.includes(':'))
    .map(({ path }) => path.slice(1))
    .filter((path) => !apart.has(path));
  return [
    ...plain,
    'settings/records/account/fields',
    ...Object.values(records).flatMap(({ collection }) => [collection, `${collection}/export?format=csv`]),
    ...some.map((word) => `search?q=${word}`),
    ...recordNames.flatMap((record) => {
      const path = collections[record];
      const ids = (company.ids[record] ?? []).filter((_, index) => index % 6 === 0);
      return [
        path,
        `${path}?limit=3`,
        `${path}?trash=true`,
        `${path}?search=${words[record.length]}`,
        `${path}?sort=-updatedAt`,
        `${path}/import-template?format=csv`,
        ...['csv', 'xlsx', 'vcard'].map((format) => `${path}/export?format=${format}`),
        ...ids.flatMap((id) => [
          `${path}/${id}?include=counts,children`,
          `${path}/${id}/audit`,
          `${path}/${id}/shares`,
          `${path}/${id}/timeline`,
          `${path}/${id}/timeline?when=planned`,
        ]),
      ];
    }),
  ];
}

test(`who sees as another is answered at every door what that other is, and no word more than the oracle allows (company ${seed})`, async () => {
  // Two of the four: which ones, the seed decides.
  for (const [index, person] of company.people.entries()) {
    if (index % 2 !== seed % 2) continue;
    const rights = given[index] as GivenRights;
    await see(person);
    const own = oracle.wordsOf('user', person.id).map(([word]) => word);
    const allowed = new Set([...oracle.allowed(person, rights), ...own]);
    expect((await seen('GET', 'me')).body).toMatchObject({
      user: { id: person.id },
      permissions: (await company.ask(person.key, 'GET', 'me')).body.permissions,
      viewer: { name: administrator.name },
    });
    for (const path of doors()) {
      const answer = await seen('GET', path);
      expect([path, substance(answer)]).toEqual([path, substance(await company.ask(person.key, 'GET', path))]);
      const leaked = [...new Set(answer.text.match(tokenPattern))].filter(
        (word) => company.places.has(word) && !allowed.has(word) && !path.includes(word),
      );
      expect([path, leaked]).toEqual([path, []]);
    }
    for (const record of recordNames) {
      const path = `${collections[record]}/export`;
      const [mine, theirs] = [
        await seen('POST', path, { format: 'csv' }),
        await company.ask(person.key, 'POST', path, { format: 'csv' }),
      ];
      expect([path, substance(mine)]).toEqual([path, substance(theirs)]);
      if (rights.records[record]?.read === 'none') continue;
      const items = (await seen('GET', `${collections[record]}?limit=200`)).body.items as { id: string }[];
      expect(items.map(({ id }) => id).sort()).toEqual(
        oracle
          .visible(person, rights, record)
          .map(({ id }) => id)
          .sort(),
      );
    }
    await leave();
  }
}, 120_000);

test('live events name what that other sees, and go back to one’s own with the rights', async () => {
  const own = { read: 'own', create: true, update: 'own', delete: 'own', export: true, import: true };
  const none = { read: 'none', create: false, update: 'none', delete: 'none', export: false, import: false };
  const areas = { settings: false, users: false, audit: false, backup: false };
  await company.grant(company.people.map(() => ({ records: { account: own }, others: none, areas })));
  const [person] = company.people as [Person];
  await see(person);
  await company.carnet.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = company.carnet.server.server.address() as AddressInfo;
  const closing = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/live`, { headers: { cookie }, signal: closing.signal });
  let heard = '';
  void (async () => {
    for await (const chunk of answer.body ?? []) heard += Buffer.from(chunk).toString('utf8');
  })().catch(() => undefined);
  const make = async (owner: string | null): Promise<string> =>
    (await company.ask(null, 'POST', 'accounts', { legalName: 'Nouveau', owner })).body.id;
  const [closed, open] = [await make(null), await make(person.id)];
  await vi.waitFor(() => expect(heard).toContain(open), { timeout: 20_000, interval: 10 });
  expect(heard).not.toContain(closed);
  await leave();
  await vi.waitFor(() => expect(heard).toContain('event: resync'), { timeout: 20_000, interval: 10 });
  const seenAgain = await make(null);
  await vi.waitFor(() => expect(heard).toContain(seenAgain), { timeout: 20_000, interval: 10 });
  closing.abort();
  await company.grant(given);
});

test('every write is refused with its own code whatever the route, and the backup too; nothing has changed', async () => {
  const { pool } = company.carnet.database;
  const trail = async () => (await pool.query('SELECT count(*)::int AS count FROM audit')).rows[0].count;
  const [person] = company.people;
  const before = await trail();
  await see(person as Person);
  const id = '01a00000-0000-7000-8000-000000000000';
  const open: string[] = [];
  for (const { method, path, security } of routesWith(features)) {
    if (method === 'GET' || security === 'public') continue;
    const address = path.slice(1).replace(':collection', 'accounts').replace(/:\w+/g, id);
    const { status, body } = await seen(method, address, method === 'DELETE' ? undefined : {});
    if (status === 403 && body.code === 'viewing-as') continue;
    open.push(`${method} ${path}`);
    if (path === '/session/viewing') await see(person as Person);
  }
  // What only reads, and the way out.
  expect(open.sort()).toEqual(['DELETE /session/viewing', 'POST /:collection/export', 'POST /:collection/similar']);
  expect((await seen('GET', 'backup')).body.code).toBe('viewing-as');
  expect(await trail()).toBe(before);
});

test('it is not handed on, ends with the session, and is told in the journal with who really sat there', async () => {
  const [first, second] = company.people as [Person, Person];
  cookie = await enter();
  await see(first);
  expect((await seen('PUT', 'session/viewing', { user: second.id })).body.code).toBe('viewing-as');
  expect((await seen('DELETE', 'session')).status).toBe(204);
  expect((await seen('GET', 'me')).status).toBe(401);
  cookie = await enter();
  const me = (await seen('GET', 'me')).body;
  expect(me).toMatchObject({ user: { name: administrator.name }, viewer: null });
  expect((await seen('PUT', 'session/viewing', { user: me.user.id })).body.code).toBe('viewing-oneself');
  const { rows } = await company.carnet.database.pool.query(
    'SELECT kind, user_id, about_id FROM access_log WHERE kind LIKE $1 ORDER BY id DESC LIMIT 2',
    ['view-as%'],
  );
  const who = { user_id: me.user.id, about_id: first.id };
  expect(rows).toEqual([
    { kind: 'view-as-ended', ...who },
    { kind: 'view-as', ...who },
  ]);
});

test('of someone who may no longer come in nothing is seen, and who no longer administers sees nothing at all', async () => {
  const [person] = company.people as [Person];
  const { pool } = company.carnet.database;
  await see(person);
  await pool.query('UPDATE "user" SET active = false WHERE id = $1', [person.id]);
  await pool.query(`SELECT pg_notify('carnet_change', '{"kind":"session"}')`);
  await vi.waitFor(async () => expect((await seen('GET', 'accounts')).status).toBe(403), { timeout: 20_000 });
  expect((await seen('GET', 'me')).body).toMatchObject({
    user: { id: person.id },
    viewer: { name: administrator.name },
  });
  await leave();
  expect((await seen('GET', 'accounts')).status).toBe(200);
  expect((await seen('PUT', 'session/viewing', { user: person.id })).status).toBe(404);
  await pool.query('UPDATE "user" SET active = true WHERE id = $1', [person.id]);
  await see(person);
  await pool.query(
    `UPDATE role SET permissions = permissions || '{"areas": {"users": false}}' WHERE name = 'Administrateur'`,
  );
  await pool.query(`SELECT pg_notify('carnet_change', '{"kind":"session"}')`);
  await vi.waitFor(async () => expect((await seen('GET', 'me')).status).toBe(401), { timeout: 20_000 });
});
