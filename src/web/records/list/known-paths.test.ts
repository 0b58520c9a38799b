import { expect, test } from 'vitest';
import { effectiveModel } from '../../../meta/effective-record.ts';
import { fullPermission, noPermission } from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import { filterFields } from './filter-fields.ts';
import { knownPaths } from './known-paths.ts';
import { listParameters, listState } from './list-state.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const contact = model.record('contact');
const knows = knownPaths(contact, model, () => fullPermission);

function stateOf(search: object, view: object) {
  return listState({ record: contact, permission: fullPermission, search, view, layout: {}, knows });
}

test('a view that filters and sorts on a field since retired is shown without it, and tells how much is left out', () => {
  const kept = { field: 'email', op: 'isEmpty' };
  const lost = { field: 'cBudget', op: 'gt', value: '10' };
  const view = {
    filter: { and: [kept, { or: [lost, { field: 'account.cSize', op: 'isEmpty' }] }] },
    sort: '-cBudget,lastName',
  };
  const state = stateOf({}, view);
  expect(state).toMatchObject({ filter: { and: [kept] }, sortText: 'lastName', lost: 3, changed: false });
  expect(JSON.stringify(listParameters(contact, state))).not.toContain('cBudget');
  expect(stateOf({}, { filter: lost, sort: 'cBudget' })).toMatchObject({ filter: null, sortText: 'lastName', lost: 2 });
  expect(stateOf({ sort: '-cBudget', filter: lost }, {})).toMatchObject({
    filter: null,
    sortText: 'lastName',
    lost: 2,
  });
});

test('a view on fields that are there is left exactly as it is', () => {
  const filter = { and: [{ field: 'email', op: 'isEmpty' }] };
  const state = stateOf({}, { filter, sort: '' });
  expect(state).toMatchObject({ sortText: '', lost: 0 });
  expect(state.filter).toBe(filter);
});

test('whatever the panel offers to filter by is known', () => {
  for (const record of model.records) {
    const known = knownPaths(record, model, () => fullPermission);
    for (const { path } of filterFields(record, { model, language: 'fr', permissionOf: () => fullPermission }))
      expect(known(path), `${record.name}: ${path}`).toBe(true);
  }
});

test('a field that the reader’s role hides, or that leads where they see nothing, is not known', () => {
  const blind = knownPaths(contact, model, (name) =>
    name === 'account' ? noPermission : { ...fullPermission, fields: { email: 'none' } },
  );
  expect([blind('email'), blind('account.legalName'), blind('lastName'), blind('ghost')]).toEqual([
    false,
    false,
    true,
    false,
  ]);
});
