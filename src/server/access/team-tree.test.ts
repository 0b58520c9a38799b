import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';

let carnet: CompanyOfTwo;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
});
afterAll(() => carnet.close());

const make = async (name: string, parent: string | null = null): Promise<string> =>
  (await carnet.ask('POST', 'teams', { name, parent })).body.id;
async function move(id: string, parent: string | null, ask = carnet.ask): Promise<Answer> {
  const { version } = (await carnet.ask('GET', `teams/${id}`)).body;
  return await ask('PATCH', `teams/${id}`, { parent }, { 'if-match': `"${version}"` });
}
const parentOf = async (id: string) => (await carnet.ask('GET', `teams/${id}`)).body.parent;

test('a team is moved anywhere but below itself, whatever the distance, and the refusal says so', async () => {
  const top = await make('Ventes');
  const middle = await make('France', top);
  const low = await make('Nord', middle);
  for (const [id, parent] of [
    [top, top],
    [top, middle],
    [top, low],
  ] as const)
    expect(await move(id, parent)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'parent', code: 'team-loop', message: expect.stringContaining('elle-même') }] },
    });
  expect(await parentOf(top)).toBeNull();
  expect((await move(low, top)).status).toBe(200);
  expect((await move(top, middle)).status).toBe(422);
  expect((await move(middle, low)).status).toBe(200);
  expect((await move(low, null)).status).toBe(200);
  expect((await move(top, low)).status).toBe(200);
});

test('two moves at once from two processes never close a loop', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await make(`Un ${round}`), await make(`Deux ${round}`)];
    const both = await Promise.all([move(one, other), move(other, one, carnet.askOther)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  }
});

test('of many moved by one gesture those that would close a loop stay, and are named', async () => {
  const top = await make('Haut');
  const below = await make('Bas', top);
  const beside = await make('Côté');
  const started = await carnet.ask('POST', 'teams/bulk', {
    ids: [top, beside],
    action: 'update',
    values: { parent: below },
  });
  expect(started.status).toBe(202);
  await carnet.settled();
  expect([await parentOf(top), await parentOf(beside)]).toEqual([null, below]);
});

test('the tree is told with its members, as far as the reader’s rights go', async () => {
  const { rows } = await carnet.database.pool.query(`SELECT id FROM role WHERE name = 'Commercial'`);
  const team = await make('Suivi');
  const user = { name: 'Bob', email: 'bob@exemple.fr', role: rows[0].id, team };
  const { id } = (await carnet.ask('POST', 'users', user)).body;
  const { body } = await carnet.ask('GET', 'settings/teams');
  expect(body.teams).toContainEqual(
    expect.objectContaining({
      id: team,
      title: 'Suivi',
      parent: null,
      members: [expect.objectContaining({ id, title: 'Bob' })],
    }),
  );
  expect((await carnet.ask('PUT', 'session/viewing', { user: id })).status).toBe(204);
  expect((await carnet.ask('GET', 'settings/teams')).body.code).toBe('forbidden');
});
