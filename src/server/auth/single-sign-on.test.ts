import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { plainOutgoing } from '../outgoing/environment.ts';
import {
  codeLife,
  type ProvidedPerson,
  providerClient,
  startProvider,
  type TestProvider,
} from '../testing/identity-provider.ts';
import {
  administrator,
  cookieOf,
  createTestServer,
  setUpCompany,
  type TestServerOfOne,
} from '../testing/test-server.ts';

const doors = '/api/v1/session/single-sign-on';
const credentials = { email: administrator.email, password: administrator.password };

let provider: TestProvider;
let carnet: TestServerOfOne;
let cookie: string;
let role: string;
beforeAll(async () => {
  provider = await startProvider(`http://localhost${doors}/callback`);
  carnet = await createTestServer({ outgoing: { ...plainOutgoing, allowedHosts: [provider.host] } });
  cookie = await setUpCompany(carnet.server);
  const { rows } = await carnet.database.pool.query(`SELECT id FROM role WHERE name = 'Commercial'`);
  role = rows[0]?.id;
});
afterAll(async () => {
  await carnet.close();
  await provider.close();
});
beforeEach(async () => {
  await carnet.database.pool.query('DELETE FROM auth.failed_sign_in');
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const send = (method: Method, path: string, payload?: object, headers: Record<string, string> = { cookie }) =>
  carnet.server.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });

const settings = (more: object = {}) => ({
  enabled: true,
  issuer: provider.issuer,
  clientId: providerClient.id,
  label: 'Se connecter avec Exemple',
  emailClaim: 'email',
  verifiedOnly: true,
  createUsers: false,
  role: null,
  domains: [],
  required: false,
  trusted: false,
  ...more,
});
const configure = async (more: object = {}) => {
  const answer = await send(
    'PUT',
    '/settings/single-sign-on',
    settings({ clientSecret: providerClient.secret, ...more }),
  );
  expect(answer.statusCode, answer.body).toBe(204);
};

/** Leaves for the provider; returns where the browser is sent, and the ticket it keeps. */
async function leave(back = '/crm/contacts') {
  const left = await carnet.server.inject({ url: `${doors}?back=${encodeURIComponent(back)}` });
  expect(left.statusCode, left.body).toBe(302);
  return { address: String(left.headers.location), ticket: cookieOf(left.headers['set-cookie']) };
}

/** Comes back from the provider; returns where Carnet then leads, and the session's cookie, if there is one. */
async function comeBack(address: string, ticket: string) {
  const { pathname, search } = new URL(address);
  const back = await carnet.server.inject({ url: pathname + search, headers: ticket ? { cookie: ticket } : {} });
  expect(back.statusCode, back.body).toBe(302);
  const session = back.cookies.find(({ name }) => name === 'carnet_session');
  return { to: String(back.headers.location), session: session && `carnet_session=${session.value}`, back };
}

async function signInAs(person: ProvidedPerson | null) {
  provider.person = person;
  const { address, ticket } = await leave();
  return await comeBack(await provider.visit(address), ticket);
}

const ada: ProvidedPerson = { sub: 'ada', email: administrator.email.toUpperCase(), email_verified: true, name: 'Ada' };
const problem = (code: string) => `/sign-in?problem=${code}&back=%2Fcrm%2Fcontacts`;

describe('before it is set', () => {
  test('the way to the provider leads back to the sign-in page, which says so in words', async () => {
    const left = await carnet.server.inject({ url: doors });
    expect(left.headers.location).toBe('/sign-in?problem=single-sign-on-off');
    const ways = await send('GET', '/session/ways?problem=single-sign-on-off');
    expect(ways.json()).toMatchObject({ singleSignOn: null, problem: 'La connexion unique n’est pas en service.' });
    expect((await send('GET', '/session/ways?problem=internal')).json()).toMatchObject({ problem: null });
  });

  test('a provider that does not answer, or lies on this machine, is not kept', async () => {
    for (const [issuer, code] of [
      ['http://127.0.0.1:9/', 'no-provider-there'],
      ['https://127.0.0.1/', 'host-refused'],
      ['https://169.254.169.254/', 'host-refused'],
      ['n’importe quoi', 'no-provider-there'],
    ] as const)
      for (const [method, path, payload] of [
        ['PUT', '/settings/single-sign-on', settings({ issuer })],
        ['POST', '/settings/single-sign-on/try', { issuer }],
      ] as const)
        expect((await send(method, path, payload)).json(), issuer).toMatchObject({
          status: 422,
          errors: [{ field: 'issuer', code }],
        });
    expect((await send('GET', '/settings/single-sign-on')).json()).toEqual({
      provider: null,
      redirect: `http://localhost${doors}/callback`,
    });
  });

  test('the provider is named by administrators alone, and its secret never comes back', async () => {
    const tried = await send('POST', '/settings/single-sign-on/try', { issuer: provider.issuer });
    expect(tried.json()).toMatchObject({ issuer: provider.issuer, authorizationEndpoint: `${provider.issuer}/auth` });
    await configure();
    const kept = await send('GET', '/settings/single-sign-on');
    expect(kept.json()).toMatchObject({ provider: { ...settings(), hasSecret: true } });
    expect(kept.body).not.toContain(providerClient.secret);
    const { rows } = await carnet.database.pool.query('SELECT * FROM auth.single_sign_on');
    expect(JSON.stringify(rows)).not.toContain(providerClient.secret);
    expect(rows[0]?.client_secret.includes(Buffer.from(providerClient.secret))).toBe(false);
    const elsewhere = await send('PUT', '/settings/single-sign-on', settings({ enabled: false, clientId: 'autre' }));
    expect(elsewhere.json()).toMatchObject({ errors: [{ field: 'clientSecret', code: 'secret-again' }] });
    const trail = await send('GET', '/settings/audit');
    expect(trail.body).toContain('singleSignOn');
    expect(trail.body).not.toContain(providerClient.secret);
  });
});

describe('signing in through the provider', () => {
  test('leads back to the page that was wanted; matched by the verified e-mail first, by the subject from then on', async () => {
    await configure();
    const first = await signInAs(ada);
    expect(first.to).toBe('/crm/contacts');
    expect((await send('GET', '/me', undefined, { cookie: first.session ?? '' })).json()).toMatchObject({
      user: { email: administrator.email },
    });
    const renamed = await signInAs({ sub: 'ada', email: 'autre.nom@exemple.fr', email_verified: true });
    expect(renamed.session).toBeDefined();
    const usurper = await signInAs({ ...ada, sub: 'quelqu’un d’autre' });
    expect(usurper).toMatchObject({ to: problem('single-sign-on-taken'), session: undefined });
    const { rows } = await carnet.database.pool.query(
      `SELECT kind, detail FROM access_log WHERE detail->>'way' = 'single-sign-on' ORDER BY id`,
    );
    expect(rows.map(({ kind, detail }) => [kind, detail.reason])).toEqual([
      ['sign-in', undefined],
      ['sign-in', undefined],
      ['sign-in-refused', 'single-sign-on-taken'],
    ]);
  });

  test('a wrong state, a way back without its ticket, and one taken twice open nothing', async () => {
    provider.person = ada;
    const one = await leave();
    const wrongState = (await provider.visit(one.address)).replace(/state=[^&]+/, 'state=autre');
    expect(await comeBack(wrongState, one.ticket)).toMatchObject({
      to: problem('single-sign-on-failed'),
      session: undefined,
    });
    const two = await leave();
    const address = await provider.visit(two.address);
    expect((await comeBack(address, '')).to).toBe('/sign-in?problem=sign-in-expired');
    expect((await comeBack(address, one.ticket)).to).toBe('/sign-in?problem=sign-in-expired');
    expect((await comeBack(address, two.ticket)).to).toBe('/crm/contacts');
    expect((await comeBack(address, two.ticket)).to).toBe('/sign-in?problem=sign-in-expired');
    // A code that was used, with a ticket that was not.
    const three = await leave();
    const state = new URL(three.address).searchParams.get('state') ?? '';
    const used = address.replace(/state=[^&]+/, `state=${state}`);
    expect((await comeBack(used, three.ticket)).to).toBe(problem('single-sign-on-failed'));
  });

  test('a code that comes too late, and a person the provider refuses, open nothing', async () => {
    provider.person = ada;
    const { address, ticket } = await leave();
    const back = await provider.visit(address);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * codeLife * 1_000 });
    try {
      expect(await comeBack(back, ticket)).toMatchObject({ to: problem('single-sign-on-failed'), session: undefined });
    } finally {
      vi.useRealTimers();
    }
    expect(await signInAs(null)).toMatchObject({ to: problem('single-sign-on-refused'), session: undefined });
  });

  test('an address that is not verified, missing or of another domain is nobody’s', async () => {
    const bob = { sub: 'bob', email: 'bob@exemple.fr' };
    for (const person of [bob, { ...bob, email_verified: false }, { sub: 'bob', email_verified: true }])
      expect((await signInAs(person)).to).toBe(problem('single-sign-on-unverified'));
    await configure({ domains: ['exemple.com'] });
    expect((await signInAs({ ...bob, email_verified: true })).to).toBe(problem('single-sign-on-domain'));
    expect((await signInAs(ada)).to).toBe(problem('single-sign-on-domain'));
  });

  test('someone unknown is refused, unless users are created: then they get the role, once', async () => {
    const chloe = { sub: 'chloe', email: 'chloe@exemple.fr', email_verified: true, name: 'Chloé Bernard' };
    await configure();
    expect((await signInAs(chloe)).to).toBe(problem('single-sign-on-unknown'));
    const without = await send('PUT', '/settings/single-sign-on', settings({ createUsers: true }));
    expect(without.json()).toMatchObject({ errors: [{ field: 'role', code: 'required' }] });
    await configure({ createUsers: true, role, domains: ['exemple.fr'] });
    const [one, two] = [await signInAs(chloe), await signInAs(chloe)];
    const me = async ({ session = '' }) => (await send('GET', '/me', undefined, { cookie: session })).json();
    expect(await me(one)).toMatchObject({ user: { name: 'Chloé Bernard', email: chloe.email } });
    expect((await me(two)).user.id).toBe((await me(one)).user.id);
    const { rows } = await carnet.database.pool.query(
      `UPDATE "user" SET active = false WHERE email = $1 RETURNING role_id`,
      [chloe.email],
    );
    expect(rows).toEqual([{ role_id: role }]);
    expect(await signInAs(chloe)).toMatchObject({ to: problem('single-sign-on-unknown'), session: undefined });
  });

  test('a role that asks for a second factor asks after the provider too, unless the provider is trusted to', async () => {
    await configure();
    await carnet.database.pool.query(
      `UPDATE role SET requires_second_factor = true WHERE id = (SELECT role_id FROM "user" WHERE email = $1)`,
      [administrator.email],
    );
    const asked = await signInAs(ada);
    expect(asked).toMatchObject({ to: '/sign-in?back=%2Fcrm%2Fcontacts', session: undefined });
    const ticket = asked.back.cookies.find(({ name }) => name === 'carnet_second_step');
    const ways = await send('GET', '/session/ways', undefined, { cookie: `carnet_second_step=${ticket?.value}` });
    expect(ways.json()).toMatchObject({ secondStep: { name: 'Ada Martin', ways: [] } });
    await carnet.database.pool.query('UPDATE role SET requires_second_factor = false');
    await configure({ trusted: true });
    await carnet.database.pool.query('UPDATE role SET requires_second_factor = true');
    const trusted = await signInAs(ada);
    expect((await send('GET', '/me', undefined, { cookie: trusted.session ?? '' })).statusCode).toBe(200);
    await carnet.database.pool.query('UPDATE role SET requires_second_factor = false');
  });

  test('never leads out of Carnet, however the address is disguised', async () => {
    provider.person = ada;
    for (const [wanted, to] of [
      ['//pirate.example/', '/'],
      ['/\\\\pirate.example/', '/'],
      ['/\t/pirate.example/', '/'],
      ['https://pirate.example/', '/'],
      ['/crm/contacts?q=été#bas', '/crm/contacts?q=%C3%A9t%C3%A9#bas'],
    ] as const) {
      const { address, ticket } = await leave(wanted);
      expect((await comeBack(await provider.visit(address), ticket)).to).toBe(to);
    }
  });

  test('ways back that are guessed at are slowed', async () => {
    const guess = async () => (await comeBack(`http://localhost${doors}/callback?code=x&state=y`, '')).to;
    expect(await guess()).toBe('/sign-in?problem=sign-in-expired');
    await carnet.database.pool.query('UPDATE auth.failed_sign_in SET failures = 50');
    expect(await guess()).toBe('/sign-in?problem=too-many-sign-ins');
  });
});

describe('where the company signs in through its provider alone', () => {
  test('passwords are refused, but those of administrators', async () => {
    await configure({ required: true });
    const { rows } = await carnet.database.pool.query('SELECT id FROM role WHERE id = $1', [role]);
    const made = await send('POST', '/users', { name: 'Dan', email: 'dan@exemple.fr', role: rows[0]?.id });
    const password = 'mot de passe de dan';
    await send('PUT', `/users/${made.json<{ id: string }>().id}/password`, { password });
    const refused = await send('POST', '/session', { email: 'dan@exemple.fr', password }, {});
    expect(refused.json()).toMatchObject({ status: 403, code: 'single-sign-on-required' });
    expect((await send('POST', '/session', { email: 'dan@exemple.fr', password: 'faux' }, {})).statusCode).toBe(401);
    expect((await send('POST', '/session', credentials, {})).statusCode).toBe(200);
    expect((await signInAs({ sub: 'dan', email: 'dan@exemple.fr', email_verified: true })).to).toBe('/crm/contacts');
  });

  test('from the moment it is required, sessions opened otherwise end, but those of administrators', async () => {
    await configure();
    const dan = { email: 'dan@exemple.fr', password: 'mot de passe de dan' };
    const byPassword = cookieOf((await send('POST', '/session', dan, {})).headers['set-cookie']);
    const { session } = await signInAs({ sub: 'dan', email: dan.email, email_verified: true });
    const me = async (headers: { cookie: string }) => (await send('GET', '/me', undefined, headers)).statusCode;
    expect([await me({ cookie: byPassword }), await me({ cookie: session ?? '' })]).toEqual([200, 200]);
    await configure({ required: true });
    await vi.waitFor(async () => expect(await me({ cookie: byPassword })).toBe(401), { interval: 10, timeout: 20_000 });
    expect([await me({ cookie: session ?? '' }), await me({ cookie })]).toEqual([200, 200]);
    const { rows } = await carnet.database.pool.query(
      "SELECT count(*)::int AS ended FROM access_log WHERE kind = 'session-ended'",
    );
    expect(rows).toEqual([{ ended: 1 }]);
  });

  test('a provider that is down says so, and passwords still work', async () => {
    await configure();
    provider.person = ada;
    const { address, ticket } = await leave();
    const back = await provider.visit(address);
    await provider.close();
    expect((await comeBack(back, ticket)).to).toBe(problem('single-sign-on-down'));
    await configure({ enabled: false, clientId: 'autre' });
    await carnet.database.pool.query(`UPDATE auth.single_sign_on SET settings = settings || '{"enabled": true}'`);
    const left = await carnet.server.inject({ url: doors });
    expect(left.headers.location).toBe('/sign-in?problem=single-sign-on-down');
    const ways = await send('GET', '/session/ways?problem=single-sign-on-down');
    expect(ways.json<{ problem: string }>().problem).toContain('mot de passe');
    expect((await send('POST', '/session', credentials, {})).statusCode).toBe(200);
  });
});
