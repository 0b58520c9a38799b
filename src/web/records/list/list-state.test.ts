import { beforeAll, describe, expect, test } from 'vitest';
import { effectiveModel, type Model } from '../../../meta/effective-record.ts';
import { fullPermission, type RecordPermission } from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import { isEditable, moveName } from './columns.ts';
import { type FilterField, filterFields } from './filter-fields.ts';
import type { ListSearch } from './list-search.ts';
import { listParameters, listState, readViewQuery, type ViewQuery } from './list-state.ts';

let model: Model;
beforeAll(() => {
  model = effectiveModel(records, emptySettings, standardLists);
});

function stateOf(search: ListSearch, view: ViewQuery = {}, permission = fullPermission) {
  return listState({ record: model.record('contact'), permission, search, view, layout: {} });
}
const names = (search: ListSearch, view?: ViewQuery, permission = fullPermission) =>
  stateOf(search, view, permission).columns.map(({ name }) => name);

describe('what a list shows', () => {
  test('by default the declared columns, the last change and the declared order', () => {
    const state = stateOf({});
    expect(state.columns[0]?.name).toBe('lastName');
    expect(state.columns.at(-1)?.name).toBe('updatedAt');
    expect(state.sortText).toBe('lastName');
    expect(state.changed).toBe(false);
  });

  test('the address says other than the view, and taking it away comes back to the view', () => {
    const view: ViewQuery = {
      columns: ['lastName', 'email'],
      sort: '-updatedAt',
      filter: { field: 'phone', op: 'isEmpty' },
    };
    expect(names({}, view)).toEqual(['lastName', 'email']);
    expect(stateOf({}, view).changed).toBe(false);
    const other = stateOf({ filter: null, sort: 'lastName' }, view);
    expect(other.filter).toBeNull();
    expect(other.changed).toBe(true);
  });

  test('columns that do not exist or may not be read are left out, never all', () => {
    const blind = { ...fullPermission, fields: { email: 'none' as const } };
    expect(names({ columns: 'nothing,email,lastName,lastName' }, {}, blind)).toEqual(['lastName']);
    expect(names({ columns: 'nothing' }).length).toBeGreaterThan(1);
  });

  test('columns kept in sight stand first', () => {
    expect(names({ columns: 'email,phone,lastName' }, { pinned: ['lastName'] })).toEqual([
      'lastName',
      'email',
      'phone',
    ]);
  });

  test('the server is asked for the fields that are seen and no others', () => {
    const record = model.record('account');
    const state = listState({
      record,
      permission: fullPermission,
      search: { columns: 'legalName' },
      view: {},
      layout: {},
    });
    const { fields } = listParameters(record, state);
    expect(fields).toContain('legalName');
    expect(fields).not.toContain('comment');
    expect(fields).not.toContain('vatNumber');
  });

  test('a damaged view shows the standard list', () => {
    const view = { id: 'v', version: 1, title: 'v', query: { columns: 'x', widths: [1], filter: { or: 3 }, sort: 7 } };
    expect(readViewQuery(view)).toEqual({ widths: { 0: 1 } });
    expect(readViewQuery(undefined)).toEqual({});
  });
});

test('only what may be written is edited in the list', () => {
  const contact = model.record('contact');
  const field = (name: string) => {
    const found = contact.field(name);
    if (!found) throw new Error(name);
    return found;
  };
  expect(isEditable(field('lastName'), fullPermission)).toBe(true);
  expect(isEditable(field('jobTitle'), fullPermission)).toBe(true);
  expect(isEditable(field('status'), fullPermission)).toBe(false);
  expect(isEditable(field('updatedAt'), fullPermission)).toBe(false);
  expect(isEditable(field('lastName'), { ...fullPermission, fields: { lastName: 'read' } })).toBe(false);
});

test('a column moves to the place it is dropped at', () => {
  expect(moveName(['a', 'b', 'c'], 'a', 3)).toEqual(['b', 'c', 'a']);
  expect(moveName(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
  expect(moveName(['a', 'b', 'c'], 'b', 2)).toEqual(['a', 'b', 'c']);
  expect(moveName(['a'], 'x', 0)).toEqual(['a']);
});

describe('what a list can be filtered by', () => {
  const paths = (fields: readonly FilterField[]) => fields.map(({ path }) => path);

  test('its fields, their parts, its links and what its references point to', () => {
    const fields = paths(
      filterFields(model.record('contact'), { model, language: 'fr', permissionOf: () => fullPermission }),
    );
    for (const path of [
      'jobTitle',
      'email',
      'interlocutorType',
      'site',
      'anyAccount.address.city',
      'account.industry',
      'updatedAt',
    ])
      expect(fields).toContain(path);
    expect(new Set(fields).size).toBe(fields.length);
  });

  test('never a field that the role hides, here or through a reference', () => {
    const permissionOf = (name: string): RecordPermission => ({
      ...fullPermission,
      fields: name === 'account' ? { industry: 'none' } : { email: 'none' },
    });
    const fields = paths(filterFields(model.record('contact'), { model, language: 'fr', permissionOf }));
    expect(fields).not.toContain('email');
    expect(fields).not.toContain('account.industry');
    expect(fields).not.toContain('anyAccount.industry');
  });
});
