import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CompanyOfTokens, createCompanyOfTokens } from './company-of-tokens.ts';

/** The doors beside lists and records: refusals, files, batches, live events, descriptions. */

let company: CompanyOfTokens;
let mine: { id: string; version: number };
let theirs: { id: string; version: number };
const closing = new AbortController();
const none = { read: 'none', create: false, update: 'none', delete: 'none', export: false, import: false };
const own = { read: 'own', create: true, update: 'own', delete: 'own', export: true, import: true };
const crm = {
  account: own,
  contact: own,
  accountContact: own,
  site: own,
  siteContact: own,
  user: { ...none, read: 'all' },
};
const key = () => company.people[0]?.key ?? '';
const seller = () => company.people[0]?.id ?? '';

beforeAll(async () => {
  company = await createCompanyOfTokens(7);
  mine = (await ask('POST', 'accounts', { legalName: 'À moi', owner: seller() })).body;
  theirs = (await ask('POST', 'accounts', { legalName: 'zxsecret société', comment: 'zxsecret' })).body;
});
afterAll(async () => {
  closing.abort();
  await company.carnet.close();
});

const ask = (
  method: Parameters<CompanyOfTokens['ask']>[1],
  path: string,
  payload?: object,
  headers?: Record<string, string>,
) => company.ask(null, method, path, payload, headers);
const askAsSeller = (
  method: Parameters<CompanyOfTokens['ask']>[1],
  path: string,
  payload?: object,
  headers?: Record<string, string>,
) => company.ask(key(), method, path, payload, headers);
const grant = (records: object) => {
  const closed = { records, others: none, areas: { settings: false, users: false, audit: false, backup: false } };
  return company.grant(company.people.map(() => closed));
};

test('the answer to a stale write tells nothing of fields that the writer may not see, nor of those of the link', async () => {
  await grant({
    ...crm,
    contact: { ...own, fields: { comment: 'none' } },
    accountContact: { ...own, fields: { department: 'none' } },
  });
  const made = await ask('POST', 'contacts', { lastName: 'Petit', account: mine.id });
  const { id } = made.body;
  const changed = await ask(
    'PATCH',
    `contacts/${id}`,
    { lastName: 'Grand', comment: 'zxsecret', department: 'zxsecret' },
    { 'if-match': '"1"' },
  );
  expect(changed.status, changed.text).toBe(200);
  const visible = await askAsSeller('PATCH', `contacts/${id}`, { lastName: 'Moyen' }, { 'if-match': '"1"' });
  expect(visible).toMatchObject({ status: 409, body: { code: 'version-conflict', conflicts: ['lastName'] } });
  const hidden = await askAsSeller(
    'PATCH',
    `contacts/${id}`,
    { lastName: 'Moyen', department: 'x', comment: 'x' },
    { 'if-match': '"1"' },
  );
  for (const { status, text, body } of [visible, hidden]) {
    expect(status).toBeGreaterThanOrEqual(403);
    expect(text).not.toContain('zxsecret');
    for (const part of ['current', 'yours', 'base'])
      for (const field of ['department', 'comment']) expect(body[part] ?? {}).not.toHaveProperty(field);
    for (const field of ['department', 'comment']) expect(body.conflicts ?? []).not.toContain(field);
  }
  const trail = await askAsSeller('GET', `contacts/${id}/audit`);
  expect(trail.text).not.toContain('zxsecret');
  expect(trail.text).not.toContain('department');
});

test('a value that another record holds is refused without a word of that record', async () => {
  const field = await ask('POST', 'settings/records/account/fields', {
    label: { fr: 'Code client', en: 'Code' },
    type: 'text',
    unique: true,
  });
  expect(field.status, field.text).toBe(201);
  const { name } = field.body;
  await vi.waitFor(
    async () => {
      const { body } = await ask('GET', 'settings/records/account/fields');
      expect(body.fields.find((one: { name: string }) => one.name === name)).toMatchObject({ ready: true });
    },
    { timeout: 20_000 },
  );
  await grant(crm);
  const held = await ask('PATCH', `accounts/${theirs.id}`, { [name]: 'C-1' }, { 'if-match': `"${theirs.version}"` });
  expect(held.status, held.text).toBe(200);
  const refused = await askAsSeller('POST', 'accounts', { legalName: 'Autre', [name]: 'c-1' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'duplicate-value', errors: [{ field: name }] } });
  expect(refused.text).not.toContain(theirs.id);
  expect(refused.text).not.toContain('zxsecret');
});

test('nothing is linked to what its writer may not see', async () => {
  await grant(crm);
  for (const [path, values] of [
    ['contacts', { lastName: 'Intrus', account: theirs.id }],
    ['sites', { name: 'Intrus', account: theirs.id }],
    ['accounts', { legalName: 'Intrus', parentAccount: theirs.id }],
  ] as const) {
    const answer = await askAsSeller('POST', path, values);
    expect(answer.text, path).not.toContain('zxsecret');
    expect([403, 404, 422], `${path}: ${answer.text}`).toContain(answer.status);
  }
  const { rows } = await company.carnet.database.pool.query(
    `SELECT count(*)::integer AS made FROM contact WHERE last_name = 'Intrus'`,
  );
  expect(rows).toEqual([{ made: 0 }]);
});

test('a cursor is good for its reader and its list alone', async () => {
  await grant({ account: { ...own, read: 'all' } });
  const page = await askAsSeller('GET', 'accounts?limit=2&sort=legalName');
  const cursor = encodeURIComponent(page.body.next);
  const other = company.people[1]?.key ?? '';
  expect(await company.ask(other, 'GET', `accounts?limit=2&sort=legalName&cursor=${cursor}`)).toMatchObject({
    status: 400,
    body: { code: 'invalid-cursor' },
  });
  expect((await askAsSeller('GET', `accounts?limit=2&sort=-legalName&cursor=${cursor}`)).status).toBe(400);
  expect((await askAsSeller('GET', `accounts?limit=2&sort=legalName&search=zx&cursor=${cursor}`)).status).toBe(400);
  expect((await askAsSeller('GET', `accounts?limit=2&sort=legalName&cursor=${cursor}`)).status).toBe(200);
});

test('the standard order of a list is not that of a field its reader may not see', async () => {
  const names = ['Zoé', 'Aïcha', 'Martin', 'Bo'];
  for (const name of names)
    await ask('POST', 'accounts', { legalName: `Ordre ${name}`, comment: 'ordre', owner: seller() });
  await grant({ account: { ...own, fields: { legalName: 'none' } } });
  const list = await askAsSeller(
    'GET',
    `accounts?filter=${encodeURIComponent('{"field":"comment","op":"contains","value":"ordre"}')}`,
  );
  expect(list.text).not.toContain('Ordre');
  const { rows } = await company.carnet.database.pool.query(
    `SELECT id FROM account WHERE comment = 'ordre' ORDER BY created_at DESC, id DESC`,
  );
  expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual(rows.map(({ id }) => id));
});

test('a batch touches what its author may change, and does not name the rest', async () => {
  await grant(crm);
  const before = await ask('GET', `accounts/${theirs.id}`);
  const { body } = await askAsSeller('POST', 'accounts/bulk', {
    ids: [mine.id, theirs.id],
    action: 'update',
    values: { comment: 'en masse' },
  });
  const done = async () => {
    const operation = await askAsSeller('GET', `operations/${body.operation}`);
    expect(operation.body.state, operation.text).toBe('done');
    return operation;
  };
  const operation = await vi.waitFor(done, { timeout: 20_000, interval: 20 });
  expect(operation.body.result).toMatchObject({ changed: 1, refused: 1 });
  expect(operation.text).not.toContain('zxsecret');
  expect((await ask('GET', `accounts/${mine.id}`)).body.comment).toBe('en masse');
  expect((await ask('GET', `accounts/${theirs.id}`)).body.version).toBe(before.body.version);
  // Batches are their author's: nobody else sees, stops or undoes them.
  const other = company.people[1]?.key ?? '';
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/cancel'],
    ['POST', '/undo'],
    ['POST', '/resume'],
  ] as const)
    expect([403, 404]).toContain((await company.ask(other, method, `operations/${body.operation}${path}`)).status);
  expect((await company.ask(other, 'GET', 'operations')).body.items).toEqual([]);
});

test('a file opens to who brought it and to who sees a record that holds it in a field they may see', async () => {
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = async (bearer: string) => {
    const form = new FormData();
    form.set('file', new Blob([dot], { type: 'image/png' }), 'point.png');
    const request = new Request('http://x/', { method: 'POST', body: form });
    const answer = await company.carnet.server.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json<{ id: string }>().id;
  };
  await grant(crm);
  const file = await upload(company.people[1]?.key ?? '');
  const hidden = await ask('POST', 'contacts', { lastName: 'Caché', account: theirs.id });
  const opens = async () => (await askAsSeller('GET', `files/${file}`)).status;
  expect(await opens()).toBe(404);
  const hold = async (contact: { id: string; version: number }) =>
    expect(
      (await company.carnet.database.pool.query('UPDATE contact SET photo = $1 WHERE id = $2', [file, contact.id]))
        .rowCount,
    ).toBe(1);
  await hold(hidden.body);
  expect(await opens()).toBe(404);
  const shown = await ask('POST', 'contacts', { lastName: 'Montré', account: mine.id });
  // Nobody makes a file their own by naming it.
  const taken = await askAsSeller('PATCH', `contacts/${shown.body.id}`, { photo: file }, { 'if-match': '"1"' });
  expect([403, 404, 422], taken.text).toContain(taken.status);
  await hold(shown.body);
  expect(await opens()).toBe(200);
  await grant({ ...crm, contact: { ...own, fields: { photo: 'none' } } });
  expect(await opens()).toBe(404);
});

test('live events name the records that their hearer may see, by their ids alone', async () => {
  await grant(crm);
  await company.carnet.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = company.carnet.server.server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/live`, {
    headers: { authorization: `Bearer ${key()}` },
    signal: closing.signal,
  });
  let heard = '';
  void (async () => {
    for await (const chunk of answer.body ?? []) heard += Buffer.from(chunk).toString('utf8');
  })().catch(() => undefined);
  const touched = [...(company.ids.account ?? []), theirs.id];
  for (const id of touched) {
    const { status, body } = await ask('GET', `accounts/${id}`);
    if (status === 200 && body.deletedAt === null)
      await ask('PATCH', `accounts/${id}`, { comment: 'zxsecret' }, { 'if-match': `"${body.version}"` });
  }
  const last = await ask('POST', 'accounts', { legalName: 'Dernier', owner: seller() });
  await vi.waitFor(() => expect(heard).toContain(last.body.id), { timeout: 20_000, interval: 10 });
  const seen = (await askAsSeller('GET', 'accounts?limit=200')).body.items.map(({ id }: { id: string }) => id);
  const named = touched.filter((id) => heard.includes(id));
  expect(named.filter((id) => !seen.includes(id))).toEqual([]);
  expect(named.length).toBe(touched.filter((id) => seen.includes(id)).length);
  expect(heard).not.toMatch(/zxsecret|legalName/);
});

test('the descriptions that a restricted user reads know nothing of what their role hides', async () => {
  const field = await ask('POST', 'settings/records/account/fields', {
    label: { fr: 'zxsecret marge', en: 'zxsecret margin' },
    type: 'percent',
  });
  expect(field.status, field.text).toBe(201);
  await grant({ account: { ...own, fields: { [field.body.name]: 'none', siren: 'none' } } });
  const described = await askAsSeller('GET', 'openapi.json');
  expect(described.status).toBe(200);
  for (const word of ['siren', 'zxsecret', field.body.name, 'SiteContact', '/users'])
    expect(described.text).not.toContain(word);
  const model = await askAsSeller('GET', 'model');
  expect(model.text).not.toContain('zxsecret');
  for (const path of ['settings/records/account/fields', 'settings/lists', 'settings/audit'])
    expect((await askAsSeller('GET', path)).status, path).toBe(403);
  for (const [method, path] of [
    ['POST', 'backup'],
    ['GET', 'backup'],
    ['PUT', `users/${seller()}/password`],
  ] as const)
    expect([403, 404, 422], path).toContain(
      (await askAsSeller(method, path, method === 'GET' ? undefined : { password: 'x' })).status,
    );
});

test('nobody who is not signed in reads anything', async () => {
  const paths = [
    'accounts',
    `accounts/${mine.id}`,
    'search?q=zx',
    'me',
    'model',
    'operations',
    'events',
    'openapi.json',
    'accounts/export',
    `accounts/${mine.id}/audit`,
  ];
  for (const path of paths) {
    const answer = await company.carnet.server.inject({ url: `/api/v1/${path}` });
    expect([answer.statusCode, answer.json().code], path).toEqual([401, 'not-signed-in']);
  }
});
