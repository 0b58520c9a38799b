import { afterAll, beforeAll, expect, test } from 'vitest';
import { records } from '../../records/registry.ts';
import { cookieOf, createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';
import { routesWith } from './route-list.ts';

let carnet: TestServerOfOne;
let administrator: string;
beforeAll(async () => {
  carnet = await createTestServer();
  administrator = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

interface Operation {
  readonly parameters?: { name: string; in: string }[];
  readonly responses: object;
  readonly operationId?: string;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation> & { parameters?: { name: string; in: string }[] }>;
  readonly components: {
    readonly schemas: Record<string, { properties: Record<string, object>; required?: string[] }>;
  };
}

async function read(cookie: string, language = 'fr'): Promise<Document> {
  const answer = await carnet.server.inject({
    url: '/api/v1/openapi.json',
    headers: { cookie, 'accept-language': language },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test('the description holds together: references lead somewhere, parameters of addresses are declared, names are single', async () => {
  const document = await read(administrator);
  expect(document.openapi).toBe('3.1.0');
  for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = reference
      ?.split('/')
      .reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], document);
    expect(found, reference).toBeDefined();
  }
  const names: string[] = [];
  for (const [path, { parameters = [], ...operations }] of Object.entries(document.paths)) {
    for (const operation of Object.values(operations)) {
      const declared = [...parameters, ...(operation.parameters ?? [])]
        .filter((one) => one.in === 'path')
        .map(({ name }) => name);
      expect(new Set(declared)).toEqual(new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)));
      expect(operation.responses).toHaveProperty('default');
      if (operation.operationId) names.push(operation.operationId);
    }
  }
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['list-accounts', 'create-contact', 'update-site', 'audit-view']));
});

test('it says what a contact is: its own fields, those of its company, nested links, what is required', async () => {
  const { Contact, ContactInput } = (await read(administrator)).components.schemas;
  expect(Contact?.properties).toMatchObject({
    lastName: { title: 'Nom' },
    jobTitle: {},
    createdAt: { readOnly: true },
  });
  expect(ContactInput?.required).toEqual(expect.arrayContaining(['lastName', 'account']));
  expect(ContactInput?.properties).toHaveProperty('accountLinks');
  expect(ContactInput?.properties).not.toHaveProperty('status');
  expect((await read(administrator, 'en')).components.schemas.Contact?.properties.lastName).toMatchObject({
    title: 'Last name',
  });
});

test('what a role hides or forbids is not in the description of whoever has it', async () => {
  const everything = { read: 'all', create: true, update: 'all', delete: 'none', export: false, import: false };
  const permissions = {
    records: { account: { ...everything, fields: { siren: 'none', phone: 'read' } } },
    others: { ...everything, read: 'none' },
  };
  const send = async (method: 'POST' | 'PUT', url: string, payload: object) => {
    const answer = await carnet.server.inject({ method, url, headers: { cookie: administrator }, payload });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return answer.body ? answer.json<{ id: string }>() : { id: '' };
  };
  const role = await send('POST', '/api/v1/roles', { name: 'Restreint', permissions });
  const user = await send('POST', '/api/v1/users', { name: 'Sam', email: 'sam@exemple.fr', role: role.id });
  await send('PUT', `/api/v1/users/${user.id}/password`, { password: 'mot de passe de sam' });
  const signedIn = await carnet.server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: 'sam@exemple.fr', password: 'mot de passe de sam' },
  });
  const document = await read(cookieOf(signedIn.headers['set-cookie']));
  expect(Object.keys(document.components.schemas).sort()).toEqual([
    'Account',
    'AccountChange',
    'AccountInput',
    'Follower',
    'FollowerChange',
    'FollowerInput',
    'Notification',
    'NotificationChange',
    'NotificationInput',
    'Problem',
    'TrailItem',
  ]);
  expect(JSON.stringify(document)).not.toContain('siren');
  const { Account, AccountInput } = document.components.schemas;
  expect(Account?.properties).toHaveProperty('phone');
  expect(AccountInput?.properties).not.toHaveProperty('phone');
  expect(Object.keys(document.paths['/accounts/{id}'] ?? {})).not.toContain('delete');
  expect(document.paths).not.toHaveProperty('/users/{id}/password');
});

test('no route takes the address of a record type: every collection can be reached', () => {
  const collections = Object.values(records).map(({ collection }) => collection);
  const own = routesWith([])
    .map(({ path }) => path.split('/').slice(1))
    .filter(([first, second = ':id', ...more]) => {
      return !first?.startsWith(':') && second.startsWith(':') && more.length === 0;
    });
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter(([first = '']) => collections.includes(first))).toEqual([]);
});
