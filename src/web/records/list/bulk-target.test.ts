import { expect, test } from 'vitest';
import { effectiveModel } from '../../../meta/effective-record.ts';
import { fullPermission } from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import type { FilterNode } from '../../api/types.ts';
import { bulkTarget, targetBody } from './bulk-target.ts';
import { exportAddress } from './export-address.ts';
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

test('a file holds the columns shown; too many rows chosen one by one make no address', () => {
  const one = exportAddress(record, state, bulkTarget(selectOnly('a'), state, total), 'csv');
  expect(one).toContain('/contacts/export?format=csv&fields=lastName%2CfirstName');
  expect(one).toContain('ids=a');
  expect(one).not.toContain('filter');
  const many = { all: false, ids: new Set(Array.from({ length: 301 }, (_, index) => `id-${index}`)), anchor: null };
  expect(exportAddress(record, state, bulkTarget(many, state, total), 'csv')).toBeNull();
});
