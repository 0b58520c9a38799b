import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';

let carnet: CompanyOfTwo;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
});
afterAll(() => carnet.close());

interface Line {
  readonly id: string;
  readonly kind: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly about: { readonly name: string } | null;
  readonly detail: Readonly<Record<string, unknown>>;
}
const journal = async (query = ''): Promise<Line[]> =>
  (await carnet.ask('GET', `settings/access-log${query}`)).body.items;

test('an export tells who took what away: type, format, what was asked, how many records', async () => {
  for (const legalName of ['Alpha', 'Beta', 'Bravo']) await carnet.ask('POST', 'accounts', { legalName });
  const filter = encodeURIComponent(JSON.stringify({ field: 'legalName', op: 'startsWith', value: 'B' }));
  expect((await carnet.ask('GET', `accounts/export?format=csv&filter=${filter}`)).status).toBe(200);
  expect((await carnet.ask('POST', 'accounts/export', { format: 'xlsx', search: 'alpha' })).status).toBe(200);
  const [second, first] = await journal('?kind=export');
  expect(first).toMatchObject({
    by: { name: 'Ada Martin' },
    about: null,
    detail: { record: 'account', format: 'csv', rows: 2, complete: true, filter: { value: 'B' } },
  });
  expect(second?.detail).toMatchObject({ record: 'account', format: 'xlsx', rows: 1, search: 'alpha' });
});

test('an export that is broken off on the way is told as such', async () => {
  await carnet.database.pool.query(
    `INSERT INTO account (id, created_at, updated_at, legal_name, legal_name_key, comment)
     SELECT gen_random_uuid(), now(), now(), 'Masse ' || n, 'masse ' || n, repeat('x', 2000) FROM generate_series(1, 8000) n`,
  );
  await carnet.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = carnet.server.server.address() as AddressInfo;
  const breaking = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/accounts/export?format=csv`, {
    headers: { cookie: carnet.cookie },
    signal: breaking.signal,
  });
  await answer.body?.getReader().read();
  breaking.abort();
  await vi.waitFor(async () => expect((await journal('?kind=export'))[0]?.detail).toMatchObject({ complete: false }), {
    timeout: 20_000,
  });
});

test('the journal itself leaves as a file, which is told in turn', async () => {
  const file = await carnet.ask('GET', 'settings/access-log/export?kind=export');
  expect(file.body.split('\r\n')[0]).toBe('\ufeffDate;Événement;Qui;Concerne;Adresse;Appareil;Détail');
  expect(file.body).toContain('Export;Ada Martin');
  expect((await journal('?kind=export'))[0]?.detail).toMatchObject({ record: 'access-log', rows: 3 });
});

test('it is read page after page, by person, kind and day, each line once', async () => {
  const { rows } = await carnet.database.pool.query(`SELECT id FROM "user"`);
  const ada = rows[0].id;
  const stranger = '01a00000-0000-7000-8000-000000000001';
  await carnet.database.pool.query(
    `INSERT INTO access_log (id, at, kind, user_id, about_id)
     SELECT ('01a0000' || (n % 2) || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       timestamptz '2026-03-10 12:00+01' + n * interval '1 minute', 'sign-out',
       CASE WHEN n % 3 = 0 THEN $1::uuid ELSE $2::uuid END, CASE WHEN n % 3 = 1 THEN $1::uuid END
     FROM generate_series(1, 130) n`,
    [ada, stranger],
  );
  const all: Line[] = [];
  let cursor = '';
  for (let page = 0; page < 10; page++) {
    const { body } = await carnet.ask('GET', `settings/access-log?kind=sign-out${cursor}`);
    all.push(...body.items);
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(all).toHaveLength(130);
  expect(new Set(all.map(({ id }) => id)).size).toBe(130);
  expect(all.map(({ id }) => id)).toEqual(
    all
      .map(({ id }) => id)
      .toSorted()
      .reverse(),
  );
  const hers = await journal(`?kind=sign-out&person=${ada}`);
  expect(hers).toHaveLength(50);
  expect(hers.every(({ by, about }) => by?.name === 'Ada Martin' || about?.name === 'Ada Martin')).toBe(true);
  expect(await journal('?kind=sign-out&from=2026-03-10&to=2026-03-10')).toHaveLength(50);
  expect(await journal('?kind=sign-out&from=2026-03-11')).toEqual([]);
  expect((await carnet.ask('GET', 'settings/access-log?kind=nothing')).status).toBe(400);
  expect((await carnet.ask('GET', 'settings/access-log?cursor=x')).body.code).toBe('invalid-cursor');
});

test('who has not the area of the trail reads none of it', async () => {
  const role = (await carnet.ask('POST', 'roles', { name: 'Sans' })).body.id;
  const { id } = (await carnet.ask('POST', 'users', { name: 'Bob', email: 'bob@exemple.fr', role })).body;
  expect((await carnet.ask('PUT', 'session/viewing', { user: id })).status).toBe(204);
  expect((await carnet.ask('GET', 'settings/access-log')).body.code).toBe('forbidden');
  expect((await carnet.ask('GET', 'settings/access-log/export')).body.code).toBe('forbidden');
  expect((await carnet.ask('DELETE', 'session/viewing')).status).toBe(204);
  expect((await journal())[0]).toMatchObject({
    kind: 'view-as-ended',
    by: { name: 'Ada Martin' },
    about: { name: 'Bob' },
  });
});
