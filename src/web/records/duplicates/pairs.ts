import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import type { Count, Item } from '../../api/types.ts';

/** Two records that are likely to be one. */
export interface Pair {
  /** From 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly records: readonly [Item, Item];
}

interface PairsPage {
  readonly items: readonly Pair[];
  readonly next: string | null;
  readonly count: Count | null;
  readonly search: {
    readonly searchedAt: string | null;
    readonly running: { readonly done: number; readonly total: number | null } | null;
  };
}

/** Which pairs are shown. */
export interface PairsQuestion {
  readonly distinct: boolean;
  readonly reason: string | null;
}

/** How often a search that is under way is looked after, in milliseconds. */
const lookAgain = 1_000;

/** Takes a pair; returns a name of its own. */
export function pairName({ records }: Pair): string {
  return records.map(({ id }) => id).join(' ');
}

/** Takes a collection and which pairs are wanted; returns those read so far, how to read the next, and how the search is doing. */
export function usePairs(collection: string, question: PairsQuestion) {
  return useInfiniteQuery({
    queryKey: queryKeys.pairs(collection, question),
    queryFn: ({ pageParam, signal }) =>
      api.get<PairsPage>(`/${collection}/duplicates`, {
        query: { distinct: question.distinct || null, reason: question.reason, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.search.running ? lookAgain : false),
  });
}

/** Says of a pair that it is two records, or takes it back. */
export function useSayDistinct(collection: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pair, distinct }: { readonly pair: Pair; readonly distinct: boolean }) =>
      api.put<null>(`/${collection}/duplicates/${pair.records[0].id}/${pair.records[1].id}`, { body: { distinct } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.lists(collection) }),
  });
}

/** Has the whole base gone through. */
export function useSearchAll(collection: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<{ operation: string }>(`/${collection}/duplicates/search`),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.lists(collection) }),
  });
}
