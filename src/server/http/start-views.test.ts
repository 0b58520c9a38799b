import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

const put = (record: string, view: unknown) =>
  carnet.server.inject({
    method: 'PUT',
    url: `/api/v1/me/start-views/${record}`,
    headers: { cookie },
    payload: { view },
  });
const startViews = async () =>
  (await carnet.server.inject({ url: '/api/v1/me', headers: { cookie } })).json().startViews;

test('A person chooses the view that each list opens at, and goes back to the standard one', async () => {
  expect(await startViews()).toEqual({});
  const [deals, contacts] = [newId(), newId()];
  expect((await put('deal', deals)).json()).toMatchObject({ startViews: { deal: deals } });
  await put('contact', contacts);
  expect(await startViews()).toEqual({ deal: deals, contact: contacts });
  await put('deal', null);
  expect(await startViews()).toEqual({ contact: contacts });
});

test('What is no view or no record type is refused', async () => {
  expect((await put('deal', 'mine')).statusCode).toBe(422);
  expect((await put('nothing', newId())).statusCode).toBe(404);
});

test('Nobody else reads it', async () => {
  const users = (await carnet.server.inject({ url: '/api/v1/users', headers: { cookie } })).json();
  expect(users.items[0]).not.toHaveProperty('startViews');
});
