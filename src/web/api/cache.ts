import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { queryKeys } from './query-keys.ts';
import type { Item, Page } from './types.ts';

/** Puts a record just read or written wherever it is shown: its own page and every list that holds it. */
export function keepItem(client: QueryClient, collection: string, item: Item): void {
  client.setQueriesData<Item>({ queryKey: queryKeys.item(collection, item.id) }, (known) =>
    known && known.version <= item.version ? { ...known, ...item } : known,
  );
  client.setQueriesData<InfiniteData<Page>>(
    { queryKey: queryKeys.lists(collection) },
    (list) =>
      // Groups and days are kept beside the lists, and read anew rather than changed.
      list?.pages && {
        ...list,
        pages: list.pages.map((page) =>
          page.items.some(({ id, version }) => id === item.id && version <= item.version)
            ? { ...page, items: page.items.map((known) => (known.id === item.id ? { ...known, ...item } : known)) }
            : page,
        ),
      },
  );
}

/**
 * Shows changes of a record that the server does not know yet, wherever it is shown; when it was read from the server
 * stays as it was. Returns the record as shown now, undefined where it is shown nowhere.
 */
export function overlayItem(
  client: QueryClient,
  collection: string,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Item | undefined {
  let shown: Item | undefined;
  const changed = (item: Item): Item => {
    // The title of what a field pointed to before is not that of what it points to now.
    const titles = Object.entries(item.titles ?? {}).filter(([name]) => !(name in values));
    shown = { ...item, ...values, titles: Object.fromEntries(titles) };
    return shown;
  };
  const change = <Data>(key: readonly unknown[], to: (data: Data) => Data): void => {
    for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: key }))
      client.setQueryData<Data>(queryKey, (data) => data && to(data), { updatedAt: state.dataUpdatedAt });
  };
  change<InfiniteData<Page>>(queryKeys.lists(collection), (list) => ({
    ...list,
    pages: list.pages.map((page) =>
      page.items.some((item) => item.id === id)
        ? { ...page, items: page.items.map((item) => (item.id === id ? changed(item) : item)) }
        : page,
    ),
  }));
  change<Item>(queryKeys.item(collection, id), changed);
  return shown;
}

/**
 * Marks as out of date all that a change of a record may have changed: lists of its collection, the record itself
 * (every record of the collection where no id is given), its audit trail, searches. What is on the screen is read anew.
 */
export async function forgetRecord(client: QueryClient, collection: string, id?: string): Promise<void> {
  const keys: (readonly unknown[])[] = [queryKeys.lists(collection), queryKeys.searches, queryKeys.timelines];
  if (id === undefined) keys.push(queryKeys.items(collection));
  else keys.push(queryKeys.item(collection, id), queryKeys.audit(collection, id));
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}
