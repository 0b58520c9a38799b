import { afterAll, beforeAll, expect, test } from 'vitest';
import { administratorPermissions, fullPermission, noPermission } from '../../meta/permissions.ts';
import { type Answer, type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';
import { administrator, cookieOf } from '../testing/test-server.ts';
import { administers, gainsBeyond } from './administration.ts';
import { completePermissions } from './role-permissions.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
let ada: string;
let administratorRole: string;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ask = carnet.ask;
  const { user } = (await ask('GET', 'me')).body;
  ada = user.id;
  administratorRole = (await ask('GET', `users/${ada}`)).body.role;
});
afterAll(() => carnet.close());

const change = async (path: string, payload: object, asker = ask): Promise<Answer> =>
  asker('PATCH', path, payload, { 'if-match': `"${(await ask('GET', path)).body.version}"` });

/** Signs in; returns how that person asks. */
async function askAs(email: string, password: string): Promise<Ask> {
  const session = await carnet.server.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password } });
  expect(session.statusCode, session.body).toBe(200);
  const cookie = cookieOf(session.headers['set-cookie']);
  return (method, path, payload, headers) => carnet.ask(method, path, payload, { ...headers, cookie });
}

/** Makes a user with a role and a password; returns their id and how they ask. */
async function signedIn(name: string, role: string): Promise<{ id: string; ask: Ask }> {
  const email = `${name.toLowerCase()}@exemple.fr`;
  const { id } = (await ask('POST', 'users', { name, email, role })).body;
  await ask('PUT', `users/${id}/password`, { password: 'une autre phrase' });
  return { id, ask: await askAs(email, 'une autre phrase') };
}

test('the last active administrator can neither be set inactive, deleted, nor lose their role', async () => {
  const seller = (await ask('POST', 'roles', { name: 'Vente' })).body.id;
  const refused = { status: 409, body: { code: 'last-administrator' } };
  expect(await change(`users/${ada}`, { active: false })).toMatchObject(refused);
  expect(await change(`users/${ada}`, { role: seller })).toMatchObject(refused);
  expect(await ask('DELETE', `users/${ada}`, undefined, { 'if-match': '"1"' })).toMatchObject(refused);
  expect((await ask('GET', `users/${ada}`)).body).toMatchObject({ active: true, version: 1 });
});

test('the role of the last administrator keeps the rights to administer, and may lose others', async () => {
  const path = `roles/${administratorRole}`;
  const areas = administratorPermissions.areas;
  for (const permissions of [
    { ...administratorPermissions, areas: { ...areas, users: false } },
    { ...administratorPermissions, records: { role: { ...fullPermission, update: 'own' } } },
  ])
    expect(await change(path, { permissions })).toMatchObject({ status: 409, body: { code: 'last-administrator' } });
  expect(
    (await change(path, { permissions: { ...administratorPermissions, areas: { ...areas, audit: false } } })).status,
  ).toBe(200);
  expect((await change(path, { permissions: administratorPermissions })).status).toBe(200);
});

test('of two administrators put out by one gesture on many, one stays', async () => {
  const second = (await ask('POST', 'users', { name: 'Second', email: 'second@exemple.fr', role: administratorRole }))
    .body;
  const started = await ask('POST', 'users/bulk', {
    ids: [second.id, ada],
    action: 'update',
    values: { active: false },
  });
  expect(started.status).toBe(202);
  await carnet.settled();
  const states = await Promise.all(
    [ada, second.id].map(
      async (id) => (await carnet.database.pool.query('SELECT active FROM "user" WHERE id = $1', [id])).rows[0].active,
    ),
  );
  expect([...states].sort()).toEqual([false, true]);
  await carnet.database.pool.query('UPDATE "user" SET active = id = $1', [ada]);
  ask = await askAs(administrator.email, administrator.password);
});

test('who manages users without administering widens neither their own rights nor the areas of others', async () => {
  const permissions = {
    records: {
      user: fullPermission,
      role: fullPermission,
      team: fullPermission,
      account: { ...noPermission, read: 'own' },
    },
    others: noPermission,
    areas: { settings: false, users: true, audit: false, backup: false },
  };
  const role = (await ask('POST', 'roles', { name: 'Ressources humaines', permissions })).body.id;
  const seller = (await ask('POST', 'roles', { name: 'Ventes', permissions: { others: fullPermission } })).body.id;
  const paul = await signedIn('Paul', role);
  const refused = { status: 403, body: { code: 'rights-beyond-yours' } };
  const mine = (changed: object) => change(`roles/${role}`, { permissions: { ...permissions, ...changed } }, paul.ask);
  expect(await mine({ records: { ...permissions.records, account: fullPermission } })).toMatchObject(refused);
  expect(await mine({ areas: { ...permissions.areas, backup: true } })).toMatchObject(refused);
  expect((await mine({ records: { ...permissions.records, team: noPermission } })).status).toBe(200);
  expect(await change(`users/${paul.id}`, { role: seller }, paul.ask)).toMatchObject(refused);
  expect(await change(`users/${paul.id}`, { role: administratorRole }, paul.ask)).toMatchObject(refused);
  const payload = { name: 'Paravent', email: 'paravent@exemple.fr' };
  expect(await paul.ask('POST', 'users', { ...payload, role: administratorRole })).toMatchObject(refused);
  expect((await paul.ask('POST', 'users', { ...payload, role: seller })).status).toBe(201);
  expect(await paul.ask('PUT', `users/${ada}/password`, { password: 'prise de contrôle' })).toMatchObject(refused);
  expect(await paul.ask('POST', 'roles', { name: 'Double', permissions: administratorPermissions })).toMatchObject(
    refused,
  );
});

test('a right is gained where it reaches further than before and further than the giver’s', () => {
  const sees = (read: string, fields = {}) => completePermissions({ others: { read, fields }, areas: {} });
  expect(gainsBeyond(sees('own'), sees('team'), sees('all'), false)).toBe(false);
  expect(gainsBeyond(sees('own'), sees('all'), sees('team'), false)).toBe(true);
  expect(gainsBeyond(sees('all', { siren: 'none' }), sees('all'), sees('all', { siren: 'read' }), false)).toBe(true);
  expect(gainsBeyond(sees('all', { siren: 'none' }), sees('all'), sees('all'), false)).toBe(false);
  expect(administers(administratorPermissions)).toBe(true);
  expect(administers(sees('all'))).toBe(false);
});
