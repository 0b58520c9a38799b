import { expect, test } from 'vitest';
import { effectiveModel } from '../../../meta/effective-record.ts';
import { fullPermission } from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import type { FilterNode } from '../../api/types.ts';
import { bulkTarget, targetBody } from './bulk-target.ts';
import { exportCall } from './export-address.ts';
import { listState } from './list-state.ts';
import { everythingSelected, selectOnly, toggleSelected } from './selection.ts';

const record = effectiveModel(records, emptySettings, standardLists).record('contact');
const filter: FilterNode = { field: 'email', op: 'isEmpty' };
const state = listState({
  record,
  permission: fullPermission,
  search: { search: 'lyon', filter },
  view: {},
  layout: {},
});
const total = { value: 12_345, exact: true };

test('rows chosen one by one are named', () => {
  expect(targetBody(bulkTarget(selectOnly('a'), state, total))).toEqual({ ids: ['a'] });
});

test('all is what the search and the filter find, without those left out', () => {
  const target = bulkTarget(toggleSelected(everythingSelected, 'a'), state, total);
  expect(target.count).toEqual({ value: 12_344, exact: true });
  expect(targetBody(target)).toEqual({
    search: 'lyon',
    filter: { and: [filter, { field: 'id', op: 'notIn', value: ['a'] }] },
  });
});

test('all of an unfiltered list is said outright', () => {
  const plain = listState({ record, permission: fullPermission, search: {}, view: {}, layout: {} });
  expect(targetBody(bulkTarget(everythingSelected, plain, total))).toEqual({ search: '' });
  const trash = listState({ record, permission: fullPermission, search: { trash: true }, view: {}, layout: {} });
  expect(targetBody(bulkTarget(everythingSelected, trash, total))).toEqual({ search: '', trash: true });
});

test('a file holds the columns shown; rows chosen one by one that no address can name are asked for by a request', () => {
  const call = exportCall(record, state, bulkTarget(selectOnly('a'), state, total), 'csv');
  const one = 'address' in call ? call.address : '';
  expect(one).toContain('/contacts/export?format=csv&fields=lastName%2CfirstName');
  expect(one).toContain('ids=a');
  expect(one).not.toContain('filter');
  const many = {
    all: false,
    ids: new Set(
      Array.from({ length: 301 }, (_, index) => `0192f0c4-0000-7000-8000-${String(index).padStart(12, '0')}`),
    ),
    anchor: null,
  };
  const asked = exportCall(record, state, bulkTarget(many, state, total), 'csv');
  expect(asked).toMatchObject({ path: '/contacts/export', body: { format: 'csv', ids: [...many.ids] } });
  expect(asked).toHaveProperty('body.fields.0', 'lastName');
  const leftOut = exportCall(record, state, bulkTarget({ ...many, all: true }, state, total), 'vcard');
  expect(leftOut).toMatchObject({ body: { search: 'lyon', filter: { and: [filter, { op: 'notIn' }] } } });
});
