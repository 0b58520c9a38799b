import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../../server/testing/test-server.ts';
import { cardScanFeature } from './card-scan.server.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer({}, [cardScanFeature]);
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

function readCardText(payload: unknown, headers: Record<string, string> = { cookie }) {
  return carnet.server.inject({
    method: 'POST',
    url: '/api/v1/contacts/read-card',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(payload),
  });
}

test('the text of a card comes back as fields, each with its certainty, and nothing is stored', async () => {
  const text =
    'ACME SAS\nJean Martin\nDirecteur commercial\nTél. 01 42 11 22 33 - Mob. 06 11 22 33 44\njean.martin@acme.fr\n12 rue de la Paix\n75002 Paris';
  const answer = await readCardText({ text });
  expect(answer.statusCode, answer.body).toBe(200);
  const { fields } = answer.json();
  expect(
    Object.fromEntries(Object.entries<{ value: unknown }>(fields).map(([name, { value }]) => [name, value])),
  ).toEqual({
    firstName: 'Jean',
    lastName: 'Martin',
    jobTitle: 'Directeur commercial',
    company: 'ACME SAS',
    phone: '01 42 11 22 33',
    mobile: '06 11 22 33 44',
    email: 'jean.martin@acme.fr',
    address: { street: '12 rue de la Paix', postcode: '75002', city: 'Paris' },
  });
  expect(fields.email.certainty).toBe(1);
  const contacts = await carnet.server.inject({ url: '/api/v1/contacts', headers: { cookie } });
  expect(contacts.json().items).toEqual([]);
});

test('a text that is no card gives no field, one that is missing or too long is refused by name', async () => {
  expect((await readCardText({ text: '… ☎ …' })).json()).toEqual({ fields: {}, others: [] });
  for (const payload of [{}, { text: '' }, { text: 'a'.repeat(10_001) }, { text: 12 }]) {
    const answer = await readCardText(payload);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].field).toBe('text');
  }
});

test('who is not signed in reads no card', async () => {
  expect((await readCardText({ text: 'Jean' }, {})).statusCode).toBe(401);
});
