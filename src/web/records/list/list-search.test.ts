import { expect, test } from 'vitest';
import { readListSearch } from './list-search.ts';

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
