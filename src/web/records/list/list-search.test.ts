import { describe, expect, test } from 'vitest';
import { readListSearch, withStartView } from './list-search.ts';

test('an address is read as it was written', () => {
  const filter = {
    and: [
      { field: 'address.city', op: 'contains', value: 'Lyon' },
      { field: 'phone', op: 'isEmpty' },
    ],
  };
  const search = {
    view: 'v1',
    search: 'st etienne',
    filter,
    sort: '-updatedAt',
    columns: 'lastName,email',
    trash: true,
  };
  expect(readListSearch(search)).toEqual(search);
});

test('a filter may stand in the address as JSON', () => {
  const filter = { field: 'phone', op: 'isEmpty' };
  expect(readListSearch({ filter: JSON.stringify(filter) })).toEqual({ filter });
});

test('words made of digits are words', () => {
  expect(readListSearch({ search: 628230455 })).toEqual({ search: '628230455' });
});

test('« no filter » is not the same as nothing said of the filter', () => {
  expect(readListSearch({ filter: null })).toEqual({ filter: null });
  expect(readListSearch({})).toEqual({});
});

test('what no list understands is left out, however it is nested', () => {
  expect(readListSearch({ filter: 'Lyon', search: {}, sort: 3, trash: 'yes', columns: [] })).toEqual({ sort: '3' });
  const mixed = { and: [{ field: 'a', op: 'isEmpty' }, { field: 1, op: 'isEmpty' }, 'x', { or: [] }] };
  expect(readListSearch({ filter: mixed })).toEqual({ filter: { and: [{ field: 'a', op: 'isEmpty' }] } });
  let deep: unknown = { field: 'a', op: 'isEmpty' };
  for (let depth = 0; depth < 50; depth++) deep = { and: [deep] };
  expect(readListSearch({ filter: deep })).toEqual({});
});

describe('the view that a list opens at', () => {
  test('is the reader’s where the address says nothing, and the standard one where it says so', () => {
    expect(withStartView({}, 'mine')).toEqual({ view: 'mine' });
    expect(withStartView({ view: 'standard' }, 'mine')).toEqual({});
    expect(withStartView({ view: 'other' }, 'mine')).toEqual({ view: 'other' });
    expect(withStartView({ search: 'lyon' }, 'mine')).toEqual({ search: 'lyon' });
    expect(withStartView({}, undefined)).toEqual({});
  });

  test('is kept with its layout, and a day of a calendar that is none is not heard', () => {
    expect(readListSearch({ layout: 'calendar', scale: 'week', on: 'dueAt', day: '2026-11-12' })).toEqual({
      layout: 'calendar',
      scale: 'week',
      on: 'dueAt',
      day: '2026-11-12',
    });
    expect(readListSearch({ day: '2026-02-31', layout: 'pie' })).toEqual({});
  });
});
