import { beforeAll, describe, expect, test } from 'vitest';
import { effectiveModel, type Model } from '../../../meta/effective-record.ts';
import { fullPermission } from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import { layoutState, readLayoutChoice } from './layout.ts';
import { listState, readViewQuery } from './list-state.ts';

let model: Model;
beforeAll(() => {
  model = effectiveModel(records, emptySettings, standardLists);
});
const stateOf = (name: string, choice: object, permission = fullPermission) =>
  layoutState(model.record(name), permission, readLayoutChoice({ ...choice }));

describe('the layout of a list', () => {
  test('is rows by default, and what an address says wrongly is not heard', () => {
    expect(stateOf('deal', {}).layout).toBe('list');
    expect(readLayoutChoice({ layout: 'pie', scale: 'century', by: 3, totals: ['amount'] })).toEqual({});
  });

  test('of a board is made by stages, with the sum of money in each', () => {
    const { layout, by, totals } = stateOf('deal', { layout: 'board' });
    expect([layout, by?.name, totals.map(({ name }) => name)]).toEqual(['board', 'status', ['amount']]);
    expect(stateOf('deal', { layout: 'board', totals: '' }).totals).toEqual([]);
  });

  test('of a calendar is made by the moment a timeline tells, and ends where that is declared', () => {
    const event = stateOf('event', { layout: 'calendar' });
    expect([event.on?.name, event.end?.name]).toEqual(['at', 'endsAt']);
    const project = stateOf('project', { layout: 'calendar' });
    expect([project.on?.name, project.end?.name]).toEqual(['startsOn', 'endsOn']);
    expect(stateOf('event', { layout: 'calendar', on: 'dueAt' }).end).toBeNull();
  });

  test('is another where its field is not to be seen or not there any more', () => {
    expect(stateOf('deal', { layout: 'board', by: 'gone' }).by?.name).toBe('status');
    const blind = { ...fullPermission, fields: { status: 'none' as const, amount: 'none' as const } };
    const state = stateOf('deal', { layout: 'board', by: 'status', totals: 'amount' }, blind);
    expect([state.layout, state.possible]).toEqual(['list', ['list', 'groups', 'calendar']]);
    expect(state.totals).toEqual([]);
  });

  test('of a view is changed only by what its layout shows', () => {
    const record = model.record('deal');
    const view = readViewQuery({ id: 'v', version: 1, title: 'v', query: { layout: 'board', by: 'status' } });
    const changed = (search: object) =>
      listState({ record, permission: fullPermission, search, view, layout: {} }).changed;
    expect(changed({})).toBe(false);
    expect(changed({ on: 'closedOn' })).toBe(false);
    expect(changed({ totals: 'weighted' })).toBe(true);
    expect(changed({ layout: 'list' })).toBe(true);
    expect(changed({ trash: true })).toBe(false);
  });
});
