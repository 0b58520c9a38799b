import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyoneKey } from '../context.ts';
import { createRecord, deleteRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { principalFor } from './principal.ts';

let tried: TestCompany;
const made: Record<string, string> = {};
beforeAll(async () => {
  tried = await createTestCompany();
  const role = await create('role', { name: 'Rôle', permissions: { records: { account: { read: 'team' } } } });
  made.role = role;
  made.north = await create('team', { name: 'Nord' });
  made.lille = await create('team', { name: 'Lille', parent: made.north });
  made.south = await create('team', { name: 'Sud' });
  for (const [name, team] of [
    ['chief', made.north],
    ['seller', made.lille],
    ['other', made.south],
    ['alone', null],
  ] as const)
    made[name] = await create('user', { name, email: `${name}@exemple.fr`, role, team });
});
afterAll(() => tried.close());

async function create(record: string, values: Record<string, unknown>): Promise<string> {
  return (await createRecord(tried.system, tried.company.model().record(record), values)).id;
}
const principal = (name: string) => principalFor(tried.company, made[name] ?? '');

test('a chief carries the keys of their team, of the teams below and of everyone in them', async () => {
  const { keys } = (await principal('chief')) ?? { keys: { own: [], team: [] } };
  expect(new Set(keys.own)).toEqual(new Set([made.chief, made.north, everyoneKey]));
  expect(new Set(keys.team)).toEqual(new Set([made.chief, made.north, everyoneKey, made.lille, made.seller]));
});

test('a team below carries the key of the team above, for what is shared with it, but of nobody there', async () => {
  const keys = new Set([made.seller, made.lille, made.north, everyoneKey]);
  expect(new Set((await principal('seller'))?.keys.own)).toEqual(keys);
  expect(new Set((await principal('seller'))?.keys.team)).toEqual(keys);
  expect((await principal('alone'))?.keys).toEqual({ own: [made.alone, everyoneKey], team: [made.alone, everyoneKey] });
});

test('what a role does not say is no right, but to what is one’s own', async () => {
  const { permissions } = (await principal('chief')) ?? {};
  const none = { create: false, update: 'none', delete: 'none', export: false, import: false };
  const mine = { read: 'own', create: true, update: 'own', delete: 'own', export: false, import: false };
  expect(permissions).toEqual({
    records: {
      account: { read: 'team', ...none },
      user: { read: 'none', ...none },
      role: { read: 'none', ...none },
      team: { read: 'none', ...none },
      extranetUser: { read: 'none', ...none },
      collaborator: { read: 'none', ...none },
      documentVersion: { read: 'none', ...none },
      follower: mine,
      notification: mine,
    },
    others: { read: 'none', ...none },
    areas: { settings: false, users: false, audit: false, backup: false },
  });
});

test('two teams that name each other as the one above end the search', async () => {
  await tried.database.pool.query('UPDATE team SET parent_id = $1 WHERE id = $2', [made.lille, made.north]);
  expect((await principal('seller'))?.keys.team).toContain(made.chief);
  await tried.database.pool.query('UPDATE team SET parent_id = NULL WHERE id = $1', [made.north]);
});

test('who is in the trash, not active or unknown is nobody', async () => {
  await deleteRecord(tried.system, tried.company.model().record('user'), made.other ?? '');
  await tried.database.pool.query('UPDATE "user" SET active = false WHERE id = $1', [made.alone]);
  expect(await Promise.all([principal('other'), principal('alone'), principal('role')])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
