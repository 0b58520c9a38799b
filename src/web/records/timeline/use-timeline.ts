import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import type { Item } from '../../api/types.ts';

/** One line of a timeline. */
export interface TimelineEntry {
  /** Name of the record type. */
  readonly record: string;
  /** Moment in UTC; null for what has none. */
  readonly at: string | null;
  readonly item: Item;
}

interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  readonly next: string | null;
}

/** What of a timeline is shown. */
export interface TimelineChoice {
  /** Kinds wanted, as `action.call`; all where empty. */
  readonly kinds: readonly string[];
  /** Another record, as `contacts/<id>`; null for all. */
  readonly with: string | null;
}

/** Takes a record, the time looked at and what is wanted of it; reads its exchanges page after page. */
export function useTimeline(
  collection: string,
  id: string,
  when: 'past' | 'planned',
  { kinds, with: other }: TimelineChoice,
) {
  const query = { when, kinds: kinds.length > 0 ? kinds.join(',') : null, with: other };
  return useInfiniteQuery({
    queryKey: queryKeys.timeline(collection, id, query),
    queryFn: ({ pageParam, signal }) =>
      api.get<TimelinePage>(`/${collection}/${id}/timeline`, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
