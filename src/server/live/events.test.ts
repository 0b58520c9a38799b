import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cookieOf, createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let address: string;
let administrator: string;
let salesRole: string;
let seller: { id: string; cookie: string };
const closing = new AbortController();

beforeAll(async () => {
  carnet = await createTestServer();
  administrator = await setUpCompany(carnet.server);
  await carnet.server.listen({ host: '127.0.0.1', port: 0 });
  address = `http://127.0.0.1:${(carnet.server.server.address() as AddressInfo).port}/api/v1`;
  const { rows } = await carnet.database.pool.query(`SELECT id FROM role WHERE name = 'Commercial'`);
  salesRole = rows[0]?.id;
  seller = await addUser('Sam');
});
afterAll(async () => {
  closing.abort();
  await carnet.close();
});

function send(cookie: string, method: string, path: string, body?: object): Promise<Response> {
  const headers = { cookie, ...(body ? { 'content-type': 'application/json' } : {}) };
  return fetch(`${address}/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

async function write(
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ id: string; version: number }> {
  const answer = await send(cookie, method, path, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text === '' ? { id: '', version: 0 } : JSON.parse(text);
}

interface Event {
  readonly name: string;
  readonly data: { record?: string; ids?: string[]; kind?: string; many?: boolean };
}

/** Opens a stream; returns what it has told so far, growing, and whether it has ended. */
async function listen(cookie: string): Promise<{ events: Event[]; state: { ended: boolean } }> {
  const answer = await fetch(`${address}/live`, { headers: { cookie }, signal: closing.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const events: Event[] = [];
  const state = { ended: false };
  void (async () => {
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const match = /^event: (\w+)\ndata: (.*)$/.exec(part);
        if (match) events.push({ name: match[1] ?? '', data: JSON.parse(match[2] ?? '') });
      }
    }
    state.ended = true;
  })().catch(() => undefined);
  return { events, state };
}

const ids = (events: Event[], record: string) =>
  events.flatMap(({ data }) => (data.record === record ? (data.ids ?? []) : []));
const until = (check: () => void) => vi.waitFor(check, { interval: 10, timeout: 20_000 });

test('a change reaches whoever may see the record, and nobody else', async () => {
  const [all, own] = await Promise.all([listen(administrator), listen(seller.cookie)]);
  const hidden = await write(administrator, 'POST', 'accounts', { legalName: 'Secret SA' });
  const shown = await write(administrator, 'POST', 'accounts', { legalName: 'Visible SA', owner: seller.id });
  await until(() => {
    expect(ids(all.events, 'account')).toEqual(expect.arrayContaining([hidden.id, shown.id]));
    expect(ids(own.events, 'account')).toEqual([shown.id]);
  });
  await write(administrator, 'POST', `accounts/${hidden.id}/shares`, { grantees: [seller.id] });
  await until(() => expect(ids(own.events, 'account')).toContain(hidden.id));
  await write(administrator, 'DELETE', `accounts/${hidden.id}`);
  await until(() =>
    expect(own.events).toContainEqual({
      name: 'change',
      data: { record: 'account', kind: 'delete', ids: [hidden.id] },
    }),
  );
  expect(JSON.stringify(own.events)).not.toContain('Secret');
});

/** Adds a user, « Commercial » unless told; returns them signed in. */
async function addUser(name: string, role = salesRole): Promise<{ id: string; cookie: string }> {
  const email = `${name.toLowerCase()}@exemple.fr`;
  const { id } = await write(administrator, 'POST', 'users', { name, email, role });
  await write(administrator, 'PUT', `users/${id}/password`, { password: 'mot de passe de vente' });
  const signedIn = await send('', 'POST', 'session', { email, password: 'mot de passe de vente' });
  return { id, cookie: cookieOf(signedIn.headers.get('set-cookie') ?? '') };
}

async function change(path: string, values: object): Promise<void> {
  const { version } = (await (await send(administrator, 'GET', path)).json()) as { version: number };
  const headers = { cookie: administrator, 'content-type': 'application/json', 'if-match': `"${version}"` };
  const answer = await fetch(`${address}/${path}`, { method: 'PATCH', headers, body: JSON.stringify(values) });
  expect(answer.status, await answer.text()).toBe(200);
}

/** Waits until a stream has told of a record that its hearer may see, made after all that matters. */
async function hearTheLast(events: Event[], owner: string): Promise<void> {
  const { id } = await write(administrator, 'POST', 'accounts', { legalName: 'Dernière', owner });
  await until(() => expect(ids(events, 'account')).toContain(id));
}

test('who loses a record with what hangs on it hears that many of its type changed, without its id, and nobody else hears of it', async () => {
  const [loser, other] = [await addUser('Lola'), await addUser('Omar')];
  const account = await write(administrator, 'POST', 'accounts', { legalName: 'Perdue SA', owner: loser.id });
  const contact = await write(administrator, 'POST', 'contacts', { lastName: 'Perdu', account: account.id });
  const [lost, gained] = [await listen(loser.cookie), await listen(seller.cookie)];
  const apart = await listen(other.cookie);
  await change(`accounts/${account.id}`, { owner: seller.id });
  const told = (record: string) => ({ name: 'change', data: { record, many: true, kind: 'update' } });
  await until(() => {
    expect(lost.events).toEqual(expect.arrayContaining(['account', 'contact', 'accountContact'].map(told)));
    expect(ids(gained.events, 'account')).toContain(account.id);
    expect(ids(gained.events, 'contact')).toContain(contact.id);
  });
  await hearTheLast(apart.events, other.id);
  expect(apart.events.filter(({ data }) => data.many)).toEqual([]);
  for (const { events } of [lost, apart])
    for (const id of [account.id, contact.id]) expect(JSON.stringify(events)).not.toContain(id);
  for (const { events } of [lost, gained, apart]) expect(JSON.stringify(events)).not.toContain('"lost"');
});

test('a contact unlinked from the only company that opened it is lost too', async () => {
  const loser = await addUser('Léo');
  const mine = await write(administrator, 'POST', 'accounts', { legalName: 'Ouverte SA', owner: loser.id });
  const closed = await write(administrator, 'POST', 'accounts', { legalName: 'Fermée SA' });
  const contact = await write(administrator, 'POST', 'contacts', {
    lastName: 'Mobile',
    accountLinks: [{ account: closed.id }, { account: mine.id }],
  });
  const links = (await (
    await send(
      administrator,
      'GET',
      `account-contacts?filter=${encodeURIComponent(JSON.stringify({ field: 'account', op: 'equals', value: mine.id }))}`,
    )
  ).json()) as { items: { id: string }[] };
  const { events } = await listen(loser.cookie);
  await write(administrator, 'DELETE', `account-contacts/${links.items[0]?.id}`);
  await until(() =>
    expect(events).toContainEqual({ name: 'change', data: { record: 'contact', many: true, kind: 'update' } }),
  );
  expect(JSON.stringify(events)).not.toContain(contact.id);
});

test('a share taken back is told at once, without the id of what it opened', async () => {
  const guest = await addUser('Gus');
  const account = await write(administrator, 'POST', 'accounts', { legalName: 'Partagée SA' });
  await write(administrator, 'POST', `accounts/${account.id}/shares`, { grantees: [guest.id] });
  const { events } = await listen(guest.cookie);
  await write(administrator, 'DELETE', `accounts/${account.id}/shares/${guest.id}`);
  await until(() =>
    expect(events).toContainEqual({ name: 'change', data: { record: 'account', many: true, kind: 'update' } }),
  );
  expect(JSON.stringify(events)).not.toContain(account.id);
});

test('whose role is narrowed, or who is moved to another, is told to look at everything again', async () => {
  const all = { read: 'all', create: true, update: 'all', delete: 'all', export: true, import: true };
  const areas = { settings: false, users: false, audit: false, backup: false };
  const wide = await write(administrator, 'POST', 'roles', {
    name: 'Large',
    permissions: { records: {}, others: all, areas },
  });
  const narrow = await write(administrator, 'POST', 'roles', {
    name: 'Étroit',
    permissions: { records: { account: { ...all, read: 'own' } }, others: all, areas },
  });
  const [person, untouched] = [await addUser('Rose', wide.id), await addUser('Ugo')];
  const [first, apart] = [await listen(person.cookie), await listen(untouched.cookie)];
  const resyncs = (events: Event[]) => events.filter(({ name }) => name === 'resync').length;
  await change(`users/${person.id}`, { role: narrow.id });
  await until(() => expect(resyncs(first.events)).toBe(1));
  await change(`roles/${narrow.id}`, { permissions: { records: {}, others: { ...all, read: 'own' }, areas } });
  await until(() => expect(resyncs(first.events)).toBe(2));
  await hearTheLast(apart.events, untouched.id);
  expect(resyncs(apart.events)).toBe(0);
});

test('a change made by another process reaches the screens, and they are told to look again after a lost connection', async () => {
  const { events } = await listen(administrator);
  await carnet.database.pool.query(`SELECT pg_notify('carnet_change', '{"kind":"model","version":7}')`);
  await until(() => expect(events).toContainEqual({ name: 'model', data: { version: 7 } }));
  await carnet.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'carnet live' AND datname = current_database()`,
  );
  await until(() => expect(events.at(-1)?.name).toBe('resync'));
  const { id } = await write(administrator, 'POST', 'teams', { name: 'Nord' });
  await until(() => expect(ids(events, 'team')).toContain(id));
});

test('the progress of a batch is told to who began it', async () => {
  const [all, own] = await Promise.all([listen(administrator), listen(seller.cookie)]);
  const notice = { kind: 'operation', id: 'x', state: 'running', progress: { done: 1, total: 2 }, user: seller.id };
  const other = { ...notice, id: 'y', user: null };
  for (const one of [notice, other])
    await carnet.database.pool.query(`SELECT pg_notify('carnet_change', $1)`, [JSON.stringify(one)]);
  const { kind: _kind, user: _user, ...data } = notice;
  await until(() => {
    expect(all.events.map((event) => event.data)).toEqual(expect.arrayContaining([data, { ...data, id: 'y' }]));
    expect(own.events).toEqual([{ name: 'operation', data }]);
  });
});

test('a stream ends with the session that opened it', async () => {
  const { state } = await listen(seller.cookie);
  const { version } = (await (await send(administrator, 'GET', `users/${seller.id}`)).json()) as { version: number };
  const headers = { cookie: administrator, 'content-type': 'application/json', 'if-match': `"${version}"` };
  const body = JSON.stringify({ active: false });
  expect((await fetch(`${address}/users/${seller.id}`, { method: 'PATCH', headers, body })).status).toBe(200);
  await until(() => expect(state.ended).toBe(true));
});
