import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { noPermission } from '../../meta/permissions.ts';
import { mailSettingsFor, startMailServer, type TestMailServer } from '../testing/mail-server.ts';
import { cookieOf, createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let mail: TestMailServer;
let carnet: TestServerOfOne;
let ada: string;
let seller: string;
beforeAll(async () => {
  mail = await startMailServer();
  carnet = await createTestServer({ outgoing: mail.outgoing });
  ada = await setUpCompany(carnet.server);
  seller = await roleCalled('Commercial');
});
afterAll(async () => {
  await carnet.close();
  await mail.close();
});

const roleCalled = async (name: string): Promise<string> =>
  (await carnet.database.pool.query('SELECT id FROM role WHERE name = $1', [name])).rows[0].id;

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
  cookie: string | null = ada,
) {
  const answer = await carnet.server.inject({
    method,
    url: `/api/v1/${path}`,
    headers: { ...(cookie ? { cookie } : {}), ...(method === 'PATCH' ? { 'if-match': '*' } : {}) },
    ...(payload ? { payload } : {}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds and compares it
  const body: any = answer.body === '' ? null : answer.json();
  return { status: answer.statusCode, body, cookie: cookieOf(answer.headers['set-cookie']) };
}
const invite = (people: { email: string; name: string }[], byMail = false, cookie = ada) =>
  ask('POST', 'settings/users/invitations', { people, role: seller, language: 'fr', mail: byMail }, cookie);
const stateOf = async (email: string) =>
  (await ask('GET', 'settings/users')).body.items.find((item: { email: string }) => item.email === email);
const secretOf = (link: string): string => new URL(link).hash.slice(1);
const choose = (secret: string, password = 'ma phrase à moi') =>
  ask('POST', 'entry-link/password', { secret, password }, null);
const signIn = (email: string, password: string) => ask('POST', 'session', { email, password }, null);
const journal = async (kind: string) =>
  (await carnet.database.pool.query('SELECT * FROM access_log WHERE kind = $1 ORDER BY id', [kind])).rows;

test('an invitation makes a user who waits, and whose link lets them choose a password, once', async () => {
  const { status, body } = await invite([{ email: 'bob@exemple.fr', name: 'Bob Durand' }]);
  expect(status).toBe(201);
  const [made] = body.items;
  expect(made).toMatchObject({ ok: true, mailed: false, link: expect.stringMatching(/\/welcome#[\w-]{43}$/) });
  expect(await stateOf('bob@exemple.fr')).toMatchObject({ state: 'invited', lastSignInAt: null, name: 'Bob Durand' });
  const secret = secretOf(made.link);
  expect((await ask('POST', 'entry-link', { secret }, null)).body).toEqual({
    kind: 'invitation',
    name: 'Bob Durand',
    email: 'bob@exemple.fr',
    language: 'fr',
    company: 'Exemple SAS',
  });
  expect((await choose(secret, 'court')).body.errors[0].code).toBe('password-too-short');
  const both = await Promise.all([choose(secret), choose(secret)]);
  expect(both.map(({ status: code }) => code).sort()).toEqual([200, 410]);
  expect((await choose(secret)).body.code).toBe('link-ended');
  expect((await signIn('bob@exemple.fr', 'ma phrase à moi')).status).toBe(200);
  expect(await stateOf('bob@exemple.fr')).toMatchObject({
    state: 'active',
    lastSignInAt: expect.any(String),
    sessions: 1,
  });
  const kept = await carnet.database.pool.query('SELECT string_agg(l::text, $1) AS text FROM auth.entry_link l', ['']);
  expect(kept.rows[0].text).not.toContain(secret);
  expect(await journal('invitation-accepted')).toMatchObject([{ user_id: made.user }]);
});

test('several are invited at once; those who are refused are named with the reason, and stop no one', async () => {
  const { body } = await invite([
    { email: 'bob@exemple.fr', name: 'Bob' },
    { email: 'pas une adresse', name: 'Personne' },
    { email: 'chloe@exemple.fr', name: 'Chloé' },
  ]);
  expect(body.items.map((item: { ok: boolean; code?: string }) => item.code ?? item.ok)).toEqual([
    'duplicate-value',
    'invalid-email',
    true,
  ]);
  expect(body.items[0].detail).toBeTruthy();
});

test('a new link ends the one before; a revoked or an old one lets nobody in; the list tells', async () => {
  const made = (await invite([{ email: 'denis@exemple.fr', name: 'Denis' }])).body.items[0];
  const again = await ask('POST', `settings/users/${made.user}/invitation`, { mail: false });
  expect((await choose(secretOf(made.link))).status).toBe(410);
  expect((await ask('DELETE', `settings/users/${made.user}/invitation`)).status).toBe(204);
  expect((await choose(secretOf(again.body.link))).status).toBe(410);
  expect(await stateOf('denis@exemple.fr')).toMatchObject({ state: 'none' });
  const late = await ask('POST', `settings/users/${made.user}/invitation`, { mail: false });
  await carnet.database.pool.query(
    `UPDATE auth.entry_link SET expires_at = now() - interval '1 second' WHERE user_id = $1 AND ended_at IS NULL`,
    [made.user],
  );
  expect(await stateOf('denis@exemple.fr')).toMatchObject({ state: 'expired' });
  expect((await choose(secretOf(late.body.link))).status).toBe(410);
  const last = await ask('POST', `settings/users/${made.user}/invitation`, { mail: false });
  await carnet.database.pool.query('UPDATE "user" SET active = false WHERE id = $1', [made.user]);
  expect((await choose(secretOf(last.body.link))).status).toBe(410);
  expect(await stateOf('denis@exemple.fr')).toMatchObject({ state: 'inactive' });
  expect((await ask('POST', `settings/users/${made.user}/reset-link`, { mail: false })).body.code).toBe(
    'user-inactive',
  );
  expect(await journal('invitation-revoked')).toMatchObject([{ about_id: made.user }]);
});

test('a link for another password ends the sessions there are; who signs in already is not invited again', async () => {
  const { id } = await stateOf('bob@exemple.fr');
  expect((await ask('POST', `settings/users/${id}/invitation`, { mail: false })).body.code).toBe('already-enters');
  const { cookie } = await signIn('bob@exemple.fr', 'ma phrase à moi');
  const { body } = await ask('POST', `settings/users/${id}/reset-link`, { mail: false });
  expect((await ask('POST', 'entry-link', { secret: secretOf(body.link) }, null)).body.kind).toBe('reset');
  expect((await choose(secretOf(body.link), 'une autre phrase à moi')).status).toBe(200);
  expect((await ask('GET', 'me', undefined, cookie)).status).toBe(401);
  expect((await signIn('bob@exemple.fr', 'ma phrase à moi')).status).toBe(401);
  expect((await signIn('bob@exemple.fr', 'une autre phrase à moi')).status).toBe(200);
});

test('a salesperson invites nobody; who manages users without administering holds no administrator’s link', async () => {
  const bob = (await signIn('bob@exemple.fr', 'une autre phrase à moi')).cookie;
  expect((await ask('GET', 'settings/users', undefined, bob)).status).toBe(403);
  expect((await invite([{ email: 'x@exemple.fr', name: 'X' }], false, bob)).status).toBe(403);
  const permissions = {
    records: {},
    others: { ...noPermission, read: 'all', create: true, update: 'all' },
    areas: { settings: false, users: true, audit: false, backup: false },
  };
  const role = (await ask('POST', 'roles', { name: 'Gestion', permissions })).body.id;
  const { version, id } = (await ask('GET', `users/${(await stateOf('bob@exemple.fr')).id}`)).body;
  await carnet.server.inject({
    method: 'PATCH',
    url: `/api/v1/users/${id}`,
    headers: { cookie: ada, 'if-match': `"${version}"` },
    payload: { role },
  });
  const me = (await ask('GET', 'me')).body.user.id;
  expect((await ask('POST', `settings/users/${me}/reset-link`, { mail: false }, bob)).body.code).toBe(
    'rights-beyond-yours',
  );
  expect((await ask('GET', `users/${me}/sessions`, undefined, bob)).body.code).toBe('rights-beyond-yours');
  const administrator = await roleCalled('Administrateur');
  const given = await ask(
    'POST',
    'settings/users/invitations',
    { people: [{ email: 'y@exemple.fr', name: 'Y' }], role: administrator, language: 'fr', mail: false },
    bob,
  );
  expect(given.body.items[0]).toMatchObject({ ok: false, code: 'rights-beyond-yours' });
  expect((await invite([{ email: 'z@exemple.fr', name: 'Z' }], false, bob)).body.items[0]).toMatchObject({ ok: true });
});

test('without a mail server an invitation by mail is refused, and a forgotten password is not mailed', async () => {
  expect((await invite([{ email: 'm@exemple.fr', name: 'M' }], true)).body.code).toBe('no-mail');
  expect((await ask('GET', 'forgotten-password', undefined, null)).body).toEqual({ mailed: false });
  expect((await ask('POST', 'forgotten-password', { email: 'bob@exemple.fr' }, null)).status).toBe(204);
});

test('with one, invitations leave by mail in the language of who receives them, and the link works', async () => {
  await ask('PUT', 'settings/mail', mailSettingsFor(mail));
  await ask('PUT', 'settings/address', { address: 'https://carnet.exemple.fr' });
  const people = [{ email: 'emma@exemple.fr', name: 'Emma <b>' }];
  const { body } = await ask('POST', 'settings/users/invitations', {
    people,
    role: seller,
    language: 'en',
    mail: true,
  });
  expect(body.items[0]).toMatchObject({ ok: true, mailed: true, link: null });
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), { timeout: 20_000 });
  const [letter] = mail.received;
  expect(letter).toMatchObject({ subject: 'Exemple SAS invites you to Carnet' });
  expect(letter?.html).toContain('Emma &lt;b&gt;');
  const link = /https:\/\/carnet\.exemple\.fr\/welcome#[\w-]{43}/.exec(letter?.text ?? '')?.[0] ?? '';
  expect((await choose(secretOf(link))).body).toEqual({ email: 'emma@exemple.fr' });
});

test('who forgot their password is mailed a link, whoever asks for any other address is told the same', async () => {
  expect((await ask('GET', 'forgotten-password', undefined, null)).body).toEqual({ mailed: true });
  const before = mail.received.length;
  // Nobody, someone invited who never came in, someone inactive: none has a password to forget.
  for (const email of [
    'personne@exemple.fr',
    'chloe@exemple.fr',
    'denis@exemple.fr',
    ' EMMA@exemple.fr',
    'emma@exemple.fr',
  ])
    expect(await ask('POST', 'forgotten-password', { email }, null)).toMatchObject({ status: 204, body: null });
  await vi.waitFor(() => expect(mail.received).toHaveLength(before + 1), { timeout: 20_000 });
  const letter = mail.received.at(-1);
  expect(letter).toMatchObject({ to: [{ address: 'emma@exemple.fr' }], subject: 'Your Carnet password' });
  const link = /https:\/\/carnet\.exemple\.fr\/welcome#[\w-]{43}/.exec(letter?.text ?? '')?.[0] ?? '';
  expect((await choose(secretOf(link), 'encore une phrase')).status).toBe(200);
  expect((await signIn('emma@exemple.fr', 'encore une phrase')).status).toBe(200);
  const { rows } = await carnet.database.pool.query(
    `SELECT count(*)::int AS count FROM auth.entry_link WHERE kind = 'reset' AND created_by IS NULL`,
  );
  expect(rows[0].count).toBe(1);
});
