import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { recordListQuery, useMe, useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';

/** The saved views of one record type that the reader may see. */
export interface Views {
  readonly items: readonly Item[];
  readonly loading: boolean;
  /** Those of the reader, then those others share. */
  readonly mine: readonly Item[];
  readonly shared: readonly Item[];
}

/** Name of the record type that keeps views. */
export const viewRecord = 'view';

/** Takes a record type; returns the views kept of it. */
export function useViews(record: EffectiveRecord): Views {
  const collection = useModel().record(viewRecord).collection;
  const me = useMe().user.id;
  const { data, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    recordListQuery(collection, {
      filter: { field: 'record', op: 'equals', value: record.name },
      sort: 'name',
      limit: 200,
      count: false,
    }),
  );
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const isMine = (view: Item) => view.owner === me;
  return { items, loading: isPending, mine: items.filter(isMine), shared: items.filter((view) => !isMine(view)) };
}
