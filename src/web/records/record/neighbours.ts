import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryKeys } from '../../api/query-keys.ts';
import type { Count, Page } from '../../api/types.ts';
import { neighboursOf } from '../list/list-order.ts';

/** Where a record stands in the list it was opened from. */
export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
  /** Its place, from 1. */
  readonly place: number;
  readonly count: Count | undefined;
}

/** Takes the pages of a list and an id; returns what stands around it, null where the list does not hold it. */
export function neighboursIn(pages: readonly Page[], id: string): Neighbours | null {
  const ids = pages.flatMap((page) => page.items.map((item) => item.id));
  const at = ids.indexOf(id);
  if (at < 0 || ids.length < 2) return null;
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, place: at + 1, count: pages[0]?.count };
}

/**
 * Takes a collection and an id; returns its neighbours in the list last looked at that holds it, null where none is
 * known (the record was opened from elsewhere). Asks the server nothing: what the list read is still there, and where
 * it is forgotten, the order it was left in.
 */
export function useNeighbours(collection: string, id: string): Neighbours | null {
  const client = useQueryClient();
  return useMemo(() => {
    const lists = client.getQueryCache().findAll({ queryKey: queryKeys.lists(collection) });
    const recent = [...lists].sort((left, right) => right.state.dataUpdatedAt - left.state.dataUpdatedAt);
    for (const { state } of recent) {
      const data = state.data as InfiniteData<Page> | undefined;
      const found = data && Array.isArray(data.pages) ? neighboursIn(data.pages, id) : null;
      if (found) return found;
    }
    const left = neighboursOf(collection, id);
    return left && { ...left, count: undefined };
  }, [client, collection, id]);
}
