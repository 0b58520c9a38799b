import { QueryClient } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import { keepItem } from './cache.ts';
import { queryKeys } from './query-keys.ts';
import type { Item } from './types.ts';

const old: Item = {
  id: 'a1',
  version: 2,
  title: 'Durand',
  legalName: 'Durand',
  counts: { sites: { value: 1, exact: true } },
};
const other: Item = { id: 'a2', version: 9, title: 'Martin' };

function cache() {
  const client = new QueryClient();
  const listKey = queryKeys.list('accounts', { search: 'd' });
  const itemKey = [...queryKeys.item('accounts', 'a1'), 'counts'];
  client.setQueryData(listKey, { pages: [{ items: [old, other], next: null }], pageParams: [null] });
  client.setQueryData(itemKey, old);
  return { client, listKey, itemKey };
}

describe('a record just written', () => {
  test('shows at once in the lists that hold it and on its own page, which keeps its counts', () => {
    const { client, listKey, itemKey } = cache();
    keepItem(client, 'accounts', { id: 'a1', version: 3, title: 'Durand & Fils', legalName: 'Durand & Fils' });
    expect(client.getQueryData(listKey)).toMatchObject({
      pages: [{ items: [{ title: 'Durand & Fils' }, { title: 'Martin' }] }],
    });
    expect(client.getQueryData(itemKey)).toMatchObject({ version: 3, title: 'Durand & Fils', counts: old.counts });
  });

  test('never replaces a newer version', () => {
    const { client, listKey, itemKey } = cache();
    keepItem(client, 'accounts', { id: 'a1', version: 1, title: 'Trop tard' });
    expect(client.getQueryData(listKey)).toMatchObject({ pages: [{ items: [{ title: 'Durand' }, {}] }] });
    expect(client.getQueryData(itemKey)).toMatchObject({ title: 'Durand' });
  });
});
