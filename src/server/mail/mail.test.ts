import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemPrincipal } from '../access/principal.ts';
import { type OpenCompany, openCompany } from '../company-open.ts';
import { mailAccount, mailSettingsFor, startMailServer, type TestMailServer } from '../testing/mail-server.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';
import { queueMail } from './outbox.ts';

const deriveKey = (name: string) => createHash('sha256').update(name).digest();

let mail: TestMailServer;
let carnet: TestServerOfOne;
let cookie: string;
let company: OpenCompany;
beforeAll(async () => {
  mail = await startMailServer();
  carnet = await createTestServer({ outgoing: mail.outgoing, deriveKey });
  cookie = await setUpCompany(carnet.server);
  company = await openCompany({ ...carnet.database, deriveKey, dataFolder: '/nowhere', outgoing: mail.outgoing });
});
afterAll(async () => {
  await company.close();
  await carnet.close();
  await mail.close();
});

const ask = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) => {
  const answer = await carnet.server.inject({
    method,
    url: `/api/v1/${path}`,
    headers: { cookie },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
};
const queue = (to: string, subject = 'Façade & forêt', fail = false) =>
  company.database.transaction().execute(async (transaction) => {
    const context = { company, principal: systemPrincipal(company) };
    const id = await queueMail(transaction, context, { to, subject, text: 'Été à Noël', html: '<p>Été</p>' });
    if (fail) throw new Error('taken back');
    return id;
  });
const stateOf = async (id: string | null) =>
  (await company.database.selectFrom('mail_message').selectAll().where('id', '=', id).execute())[0];

test('without a mail server nothing is queued, and the test says so', async () => {
  expect(await queue('bob@exemple.fr')).toBeNull();
  expect(await ask('POST', 'settings/mail/test', {})).toMatchObject({ status: 409, body: { code: 'no-mail' } });
  expect((await ask('GET', 'settings/mail')).body).toMatchObject({ mail: null, messages: [] });
});

test('the server of the settings is tried before it is kept, and its own answer is shown', async () => {
  const server = mailSettingsFor(mail);
  const wrong = await ask('POST', 'settings/mail/test', { server: { ...server, password: 'faux' } });
  expect(wrong.body).toMatchObject({ sent: false, reason: 'credentials' });
  expect(wrong.body.answer).toContain('5.7.8 Authentication failed');
  const right = await ask('POST', 'settings/mail/test', { server });
  expect(right.body).toMatchObject({ sent: true, to: 'ada@exemple.fr', answer: '250 Message taken', reason: null });
  expect(mail.received.at(-1)).toMatchObject({ subject: 'Carnet\u00a0: e-mail d’essai', from: { name: 'Carnet' } });
  const tls = await ask('POST', 'settings/mail/test', { server: { ...server, security: 'starttls' } });
  expect(tls.body).toMatchObject({ sent: false, reason: 'no-tls' });
  const closed = await ask('POST', 'settings/mail/test', { server: { ...server, host: '127.0.0.2' } });
  expect(closed).toMatchObject({ status: 422, body: { errors: [{ field: 'port', code: 'not-a-mail-port' }] } });
  const machine = await ask('POST', 'settings/mail/test', { server: { ...server, host: '127.0.0.2', port: 25 } });
  expect(machine).toMatchObject({ status: 422, body: { errors: [{ field: 'host', code: 'host-refused' }] } });
});

test('a certificate that no one vouches for is refused, and named as what it is', async () => {
  const secure = await startMailServer({ secure: true });
  const other = await createTestServer({ outgoing: secure.outgoing });
  try {
    const session = await setUpCompany(other.server);
    const answer = await other.server.inject({
      method: 'POST',
      url: '/api/v1/settings/mail/test',
      headers: { cookie: session },
      payload: { server: { ...mailSettingsFor(secure), security: 'tls' } },
    });
    expect(answer.json()).toMatchObject({ sent: false, reason: 'certificate' });
    expect(secure.received).toEqual([]);
  } finally {
    await other.close();
    await secure.close();
  }
});

test('the password is sealed, never shown, never in the trail, and not sent to another server', async () => {
  const server = mailSettingsFor(mail);
  expect((await ask('PUT', 'settings/mail', server)).status).toBe(204);
  const { rows } = await carnet.database.pool.query(
    `SELECT (SELECT row_to_json(mail_setting)::text FROM mail_setting) || coalesce((SELECT string_agg(changes::text, '') FROM audit), '') AS kept`,
  );
  expect(rows[0].kept).toContain('carnet@exemple.fr');
  expect(rows[0].kept).not.toContain(mailAccount.password);
  expect(rows[0].kept).not.toContain(Buffer.from(mailAccount.password).toString('hex'));
  const shown = (await ask('GET', 'settings/mail')).body.mail;
  expect(shown).toMatchObject({ source: 'settings', server: { host: '127.0.0.1', hasPassword: true } });
  expect(JSON.stringify(shown)).not.toContain(mailAccount.password);
  const { password: _password, ...kept } = server;
  expect((await ask('PUT', 'settings/mail', { ...kept, senderName: 'Exemple' })).status).toBe(204);
  expect((await ask('POST', 'settings/mail/test', {})).body).toMatchObject({ sent: true });
  expect(await ask('PUT', 'settings/mail', { ...kept, port: 25 })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'password', code: 'password-again' }] },
  });
});

test('a queued mail leaves once, with what caused it or not at all, and what it said is forgotten', async () => {
  const before = mail.received.length;
  await expect(queue('eve@exemple.fr', 'Jamais', true)).rejects.toThrow('taken back');
  const ids = await Promise.all(['bob@exemple.fr', 'zoé@exemple.fr'].map((to) => queue(to)));
  await vi.waitFor(
    async () => {
      for (const id of ids) expect(await stateOf(id)).toMatchObject({ state: 'sent', sealed: null, attempts: 1 });
    },
    { timeout: 20_000 },
  );
  const sent = mail.received.slice(before);
  expect(sent.map(({ to }) => to?.[0]?.address).sort()).toEqual(['bob@exemple.fr', 'zoé@exemple.fr']);
  expect(sent[0]).toMatchObject({ subject: 'Façade & forêt', text: 'Été à Noël', html: '<p>Été</p>\n' });
  expect(sent.map(({ messageId }) => messageId).sort()).toEqual(ids.map((id) => `<${id}@exemple.fr>`).sort());
});

test('an address refused for good is given up, with the server’s words; a server that is away is tried again', async () => {
  const refused = await queue('absent@exemple.fr');
  await vi.waitFor(async () => expect(await stateOf(refused)).toMatchObject({ state: 'failed', sealed: null }), {
    timeout: 20_000,
  });
  expect((await stateOf(refused))?.answer).toContain('5.1.1 No such mailbox');
  const spare = await startMailServer();
  const away = { ...mailSettingsFor(mail), port: spare.port };
  await spare.close();
  await carnet.database.pool.query('UPDATE mail_setting SET port = $1', [away.port]);
  const later = await queue('bob@exemple.fr', 'Plus tard');
  await vi.waitFor(async () => expect((await stateOf(later))?.answer).toBeTruthy(), { timeout: 20_000 });
  expect(await stateOf(later)).toMatchObject({ state: 'waiting', attempts: 1 });
  expect((await ask('PUT', 'settings/mail', mailSettingsFor(mail))).status).toBe(204);
  await vi.waitFor(async () => expect(await stateOf(later)).toMatchObject({ state: 'sent', attempts: 2 }), {
    timeout: 20_000,
  });
  expect((await ask('GET', 'settings/mail')).body.messages[0]).toMatchObject({ subject: 'Plus tard', state: 'sent' });
});

test('the address of Carnet is one of the web, without a name or a password in it', async () => {
  expect((await ask('PUT', 'settings/address', { address: 'https://carnet.exemple.fr/' })).status).toBe(204);
  expect((await ask('GET', 'settings/mail')).body.address).toEqual({
    value: 'https://carnet.exemple.fr',
    source: 'settings',
  });
  for (const address of ['javascript:alert(1)', 'carnet.exemple.fr', 'https://a:b@carnet.exemple.fr'])
    expect((await ask('PUT', 'settings/address', { address })).body.errors[0].code).toBe('invalid-public-address');
});
