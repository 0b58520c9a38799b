import { hashKey, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { api } from '../../api/client.ts';
import { recordListQuery } from '../../api/queries.ts';
import type { Count, Item, ListParameters, Page } from '../../api/types.ts';
import { type FlatRows, flattenPages, type Pages, readPagesAgain } from './pages.ts';

/** A list of at most so many pages is read anew as a whole when something changed; of a longer one, what is seen. */
const wholeRefresh = 5;
/** Rows read ahead of what is seen. */
const ahead = 150;
/** Least time between two refreshes, in milliseconds. */
const refreshPause = 250;

/** Which rows the window shows, by index. */
export interface VisibleRows {
  readonly first: number;
  readonly last: number;
}

export interface Rows {
  readonly rows: readonly Item[];
  /** Rows to make room for: those read, and those known to follow. */
  readonly room: number;
  readonly count: Count | undefined;
  /** True before the first answer. */
  readonly loading: boolean;
  /** True while the rows shown answer an earlier question. */
  readonly outdated: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  /** Tells which rows are seen, so that those that follow are read in time. */
  readonly see: (visible: VisibleRows) => void;
}

const noRows: FlatRows = { pages: [], rows: [] };
const noPages: readonly Page[] = [];

/**
 * The rows of a list: page after page ahead of the eye, and kept in step with the server without moving what is seen.
 * Takes the collection and what is asked of it.
 */
export function useRows(collection: string, parameters: ListParameters, enabled: boolean): Rows {
  const client = useQueryClient();
  const options = recordListQuery(collection, parameters);
  const { queryKey } = options;
  // Only the first page is read by itself: a change anywhere would else read every page of a long list again.
  const query = useInfiniteQuery({
    ...options,
    placeholderData: keepPreviousData,
    enabled: ({ state }) => enabled && state.data === undefined && state.error === null,
    refetchOnMount: false,
  });
  const { data, hasNextPage, isFetching, isPlaceholderData, fetchNextPage, refetch, error } = query;
  const known = useRef(noRows);
  const flat = useMemo(() => flattenPages(data?.pages ?? noPages, known.current), [data]);
  known.current = flat;
  const { rows } = flat;
  const visible = useRef<VisibleRows>({ first: 0, last: 0 });
  const dirty = useRef(false);

  const readAhead = useCallback(() => {
    if (
      !isPlaceholderData &&
      hasNextPage &&
      !isFetching &&
      error === null &&
      visible.current.last > rows.length - ahead
    )
      void fetchNextPage();
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage, error, rows.length]);
  useEffect(readAhead, [readAhead]);

  const hash = hashKey(queryKey);
  const refresh = useCallback(async () => {
    dirty.current = false;
    const pages = client.getQueryData<Pages>(queryKey);
    if (!pages) return;
    if (pages.pages.length <= wholeRefresh) {
      await refetch({ cancelRefetch: false });
      return;
    }
    const size = parameters.limit ?? 50;
    const first = Math.max(0, Math.floor(visible.current.first / size) - 1);
    const last = Math.min(pages.pages.length - 1, Math.floor(visible.current.last / size) + 1);
    const read = (cursor: string | null) =>
      api.get<Page>(`/${collection}`, {
        query: { ...parameters, fields: parameters.fields?.join(','), cursor, count: cursor === null },
      });
    const answer = await readPagesAgain(pages, first, last, read).catch(() => null);
    // A page read meanwhile by scrolling stands at the end: what was read here must not take it away.
    if (answer && client.getQueryData<Pages>(queryKey) === pages) client.setQueryData(queryKey, answer);
    else dirty.current = true;
    // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the key and the parameters in it
  }, [client, hash, refetch]);

  const fetching = useRef(isFetching);
  fetching.current = isFetching;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      dirty.current = true;
      timer ??= setTimeout(() => {
        timer = undefined;
        if (fetching.current) later();
        else void refresh();
      }, refreshPause);
    };
    if (client.getQueryState(queryKey)?.isInvalidated) later();
    const stop = client.getQueryCache().subscribe((event) => {
      const isInvalidation = event.type === 'updated' && event.action.type === 'invalidate';
      if (isInvalidation && event.query.queryHash === hash) later();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the key
  }, [client, hash, refresh]);

  const count = data?.pages[0]?.count;
  const room = hasNextPage ? Math.max(rows.length + 30, count?.exact ? count.value : 0) : rows.length;
  return {
    rows,
    room,
    count,
    loading: query.isPending,
    outdated: isPlaceholderData,
    error: rows.length === 0 || isPlaceholderData ? error : null,
    retry: () => void refetch(),
    see: (seen) => {
      visible.current = seen;
      readAhead();
    },
  };
}
