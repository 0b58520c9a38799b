import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Permissions } from '../../meta/permissions.ts';
import { fullPermission, noPermission } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { listRecords } from '../records/query/list-records.ts';
import { createRecord, updateRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { principalFor } from './principal.ts';
import { listShares, shareRecord, unshareRecord } from './sharing.ts';

const own = { ...fullPermission, read: 'own', update: 'own', delete: 'own' } as const;
const permissions: Permissions = {
  records: { account: own, contact: own, accountContact: own, site: own, user: { ...noPermission, read: 'all' } },
  others: noPermission,
  areas: { settings: false, users: false, audit: false, backup: false },
};

let tried: TestCompany;
let owner: Context;
let colleague: Context;
let team: string;
let account: string;
beforeAll(async () => {
  tried = await createTestCompany();
  const role = await create('role', { name: 'Commercial', permissions });
  team = await create('team', { name: 'Nord' });
  owner = await contextOf(await create('user', { name: 'Ada', email: 'ada@exemple.fr', role }));
  colleague = await contextOf(await create('user', { name: 'Bob', email: 'bob@exemple.fr', role, team }));
  account = (await createRecord(owner, record('account'), { legalName: 'Durand' })).id;
  await createRecord(owner, record('contact'), { lastName: 'Petit', account });
});
afterAll(() => tried.close());

const record = (name: string) => tried.company.model().record(name);
async function create(name: string, values: Record<string, unknown>): Promise<string> {
  return (await createRecord(tried.system, record(name), values)).id;
}
async function contextOf(userId: string): Promise<Context> {
  const principal = await principalFor(tried.company, userId);
  if (!principal) throw new Error('no principal');
  return { company: tried.company, principal, channel: 'screen' };
}
const seen = async (name: string) => (await listRecords(colleague, record(name))).items.length;

test('an account shared with a team opens to its members, with its contacts; taken back, it closes', async () => {
  expect([await seen('account'), await seen('contact')]).toEqual([0, 0]);
  const shares = await shareRecord(owner, record('account'), account, [team], 'read');
  expect(shares).toMatchObject([{ grantee: team, kind: 'team', name: 'Nord', level: 'read' }]);
  expect([await seen('account'), await seen('contact')]).toEqual([1, 1]);
  await expect(updateRecord(colleague, record('account'), account, { comment: 'x' })).rejects.toMatchObject({
    status: 403,
  });
  await unshareRecord(owner, record('account'), account, team);
  expect([await seen('account'), await seen('contact')]).toEqual([0, 0]);
});

test('what is shared with a team is shared with the teams below it, not with those above', async () => {
  const role = await create('role', { name: 'Autre commercial', permissions });
  const below = await create('team', { name: 'Nord-Est', parent: team });
  const member = await contextOf(await create('user', { name: 'Cléo', email: 'cleo@exemple.fr', role, team: below }));
  const sees = async (context: Context) => (await listRecords(context, record('account'))).items.length;
  await shareRecord(owner, record('account'), account, [team], 'read');
  expect([await sees(member), await sees(colleague)]).toEqual([1, 1]);
  await unshareRecord(owner, record('account'), account, team);
  await shareRecord(owner, record('account'), account, [below], 'read');
  expect([await sees(member), await sees(colleague)]).toEqual([1, 0]);
  await unshareRecord(owner, record('account'), account, below);
});

test('a share for editing lets the other change the record, and share it on', async () => {
  await shareRecord(owner, record('account'), account, [team], 'edit');
  await updateRecord(colleague, record('account'), account, { comment: 'vu' });
  expect(await listShares(colleague, record('account'), account)).toHaveLength(1);
  await shareRecord(owner, record('account'), account, [team], 'read');
  await expect(listShares(colleague, record('account'), account)).rejects.toMatchObject({ status: 403 });
  await unshareRecord(owner, record('account'), account, team);
});

test('nobody shares what they may not see, with whom is not there, or what follows other records', async () => {
  const nobody = '0190aaaa-0000-7000-8000-000000000000';
  await expect(shareRecord(colleague, record('account'), account, [team], 'edit')).rejects.toMatchObject({
    status: 404,
  });
  await expect(shareRecord(owner, record('account'), account, [team, nobody], 'read')).rejects.toMatchObject({
    status: 422,
    errors: [{ field: 'grantees.1', code: 'not-found' }],
  });
  const contact = (await listRecords(owner, record('contact'))).items[0]?.id ?? '';
  await expect(shareRecord(owner, record('contact'), contact, [team], 'read')).rejects.toMatchObject({ status: 403 });
  expect(await listShares(owner, record('account'), account)).toEqual([]);
});
