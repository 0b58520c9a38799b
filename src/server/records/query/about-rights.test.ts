import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  administratorPermissions,
  fullPermission,
  noPermission,
  type Permissions,
  type Scope,
} from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import { readableIds } from '../../live/reader-filter.ts';
import { createTestCompany, principalOf, type TestCompany } from '../../testing/test-company.ts';
import { createRecord, deleteRecord, restoreRecord, updateRecord } from '../write/engine.ts';
import { listRecords } from './list-records.ts';
import { getRecord, visibleIds } from './read-records.ts';

let tried: TestCompany;
const ids: Record<string, string> = {};
const record = (name: string) => tried.company.model().record(name);
const make = async (name: string, values: Record<string, unknown>, context = tried.system): Promise<string> =>
  (await createRecord(context, record(name), values)).id;

beforeAll(async () => {
  tried = await createTestCompany();
  const role = await make('role', { name: 'R', permissions: {} });
  for (const name of ['ada', 'bob']) ids[name] = await make('user', { name, email: `${name}@exemple.fr`, role });
  ids.mine = await make('account', { legalName: 'À Ada', owner: ids.ada });
  ids.theirs = await make('account', { legalName: 'À Bob', owner: ids.bob });
  ids.deal = await make('deal', { name: 'Affaire', account: ids.theirs, owner: ids.bob });
  for (const about of ['mine', 'theirs', 'deal'])
    ids[`on ${about}`] = await make('comment', {
      about: { record: about === 'deal' ? 'deal' : 'account', id: ids[about] },
      text: about,
    });
});
afterAll(() => tried.close());

/** Ada, with a right to read accounts, deals and comments. */
function ada(account: Scope, deal: Scope, comment: Scope): Context {
  const on = (read: Scope) => ({ ...fullPermission, read, update: 'own', delete: 'own' }) as const;
  const permissions: Permissions = {
    records: { account: on(account), deal: on(deal), comment: on(comment) },
    others: noPermission,
    areas: { settings: false, users: false, audit: false, backup: false },
  };
  return { company: tried.company, principal: principalOf(ids.ada ?? '', permissions), channel: 'screen' };
}

const texts = async (context: Context): Promise<unknown[]> =>
  (await listRecords(context, record('comment'))).items.map(({ text }) => text).sort();

test('a comment is seen by the right on the type of its record, however far that on comments reaches', async () => {
  expect(await texts(ada('own', 'none', 'all'))).toEqual(['mine']);
  expect(await texts(ada('all', 'own', 'own'))).toEqual(['mine', 'theirs']);
  expect(await texts(ada('none', 'all', 'own'))).toEqual(['deal']);
  expect(await texts(ada('own', 'all', 'all'))).toEqual(['deal', 'mine']);
  await expect(texts(ada('all', 'all', 'none'))).rejects.toMatchObject({ status: 403 });
});

test('a comment on what everyone sees who may see any is seen with it, however far that right reaches', async () => {
  const target = await make('target', { name: 'Salon', code: 'S26' });
  await make('comment', { about: { record: 'target', id: target }, text: 'cible' });
  const context = ada('none', 'none', 'own');
  const { principal } = context;
  const records = { ...principal.permissions.records, target: { ...fullPermission, read: 'own' as const } };
  const seeing = { ...context, principal: { ...principal, permissions: { ...principal.permissions, records } } };
  expect(await texts(context)).toEqual([]);
  expect(await texts(seeing)).toEqual(['cible']);
});

test('every way to a comment says the same: opened by its id, counted on its record, told live, filtered', async () => {
  const context = ada('own', 'all', 'all');
  const all = ['on mine', 'on theirs', 'on deal'].map((name) => ids[name] ?? '');
  const seen = new Set([ids['on mine'], ids['on deal']]);
  expect(await visibleIds(context, record('comment'), all)).toEqual(seen);
  expect(new Set(await readableIds(tried.company, context.principal, record('comment'), all))).toEqual(seen);
  await expect(getRecord(context, record('comment'), ids['on theirs'] ?? '')).rejects.toMatchObject({ status: 404 });
  const { counts } = await getRecord(context, record('deal'), ids.deal ?? '', { include: ['counts'] });
  expect(counts?.comments?.value).toBe(1);
  const filter = { field: 'about', op: 'equals', value: ids.theirs };
  expect(await listRecords(context, record('comment'), { filter })).toMatchObject({ items: [], count: { value: 0 } });
});

test('one may speak about what one sees alone, in one’s own name alone, and change one’s own words alone', async () => {
  const context = ada('own', 'own', 'own');
  const about = (id: string | undefined) => ({ record: 'account', id });
  await expect(make('comment', { about: about(ids.theirs), text: 'x' }, context)).rejects.toMatchObject({
    errors: [{ field: 'about', code: 'not-found' }],
  });
  await expect(make('comment', { about: about(ids.mine), text: 'x', author: ids.bob }, context)).rejects.toMatchObject({
    errors: [{ field: 'author', code: 'read-only-field' }],
  });
  const own = await make('comment', { about: about(ids.mine), text: 'De moi' }, context);
  await updateRecord(context, record('comment'), own, { text: 'Toujours de moi' });
  await expect(updateRecord(context, record('comment'), ids['on mine'] ?? '', { text: 'x' })).rejects.toMatchObject({
    status: 403,
  });
  await expect(deleteRecord(context, record('comment'), ids['on mine'] ?? '')).rejects.toMatchObject({ status: 403 });
});

test('an administrator may throw words away, and changes nobody’s', async () => {
  const comment = await make('comment', { about: { record: 'account', id: ids.mine }, text: 'Déplacé' });
  const principal = principalOf(ids.bob ?? '', administratorPermissions);
  const administrator: Context = { company: tried.company, principal, channel: 'screen' };
  await expect(updateRecord(administrator, record('comment'), comment, { text: 'x' })).rejects.toMatchObject({
    status: 403,
  });
  await deleteRecord(administrator, record('comment'), comment);
});

test('who loses the record loses what they wrote about it, and a new owner sees all of it', async () => {
  const account = await make('account', { legalName: 'Passe', owner: ids.ada });
  const written = await make(
    'comment',
    { about: { record: 'account', id: account }, text: 'Avant' },
    ada('own', 'own', 'own'),
  );
  await updateRecord(tried.system, record('account'), account, { owner: ids.bob });
  await expect(getRecord(ada('own', 'own', 'all'), record('comment'), written)).rejects.toMatchObject({ status: 404 });
  expect(await getRecord(ada('all', 'own', 'own'), record('comment'), written)).toMatchObject({ text: 'Avant' });
});

test('a comment thrown away before its record comes back only after it, whatever the type of the record', async () => {
  const deal = await make('deal', { name: 'Jetée', account: ids.mine });
  const comment = await make('comment', { about: { record: 'deal', id: deal }, text: 'Seul' });
  await deleteRecord(tried.system, record('comment'), comment);
  await deleteRecord(tried.system, record('deal'), deal);
  await expect(restoreRecord(tried.system, record('comment'), comment)).rejects.toMatchObject({
    code: 'restore-target-first',
  });
  await restoreRecord(tried.system, record('deal'), deal);
  await restoreRecord(tried.system, record('comment'), comment);
  expect(await getRecord(tried.system, record('comment'), comment)).toMatchObject({ text: 'Seul', deletedAt: null });
});
