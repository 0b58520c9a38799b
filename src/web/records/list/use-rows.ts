import { hashKey, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { api } from '../../api/client.ts';
import { recordListQuery } from '../../api/queries.ts';
import type { Count, Item, ListParameters, Page } from '../../api/types.ts';
import { useTellSeenAt } from '../../offline/seen-at.ts';
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

/** Reads pages of a long list anew, and how many it finds now. */
async function readLongList(
  collection: string,
  parameters: ListParameters,
  pages: Pages,
  first: number,
  last: number,
): Promise<Pages> {
  const ask = (more: Readonly<Record<string, unknown>>) =>
    api.get<Page>(`/${collection}`, { query: { ...parameters, fields: parameters.fields?.join(','), ...more } });
  const [answer, counted] = await Promise.all([
    readPagesAgain(pages, first, last, (cursor) => ask({ cursor, count: cursor === null })),
    first > 0 ? ask({ limit: 1 }) : null,
  ]);
  const [head, ...others] = answer.pages;
  return head && counted?.count ? { ...answer, pages: [{ ...head, count: counted.count }, ...others] } : answer;
}

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
  const { data, hasNextPage, isFetching, isPlaceholderData, fetchNextPage, refetch, error, dataUpdatedAt } = query;
  useTellSeenAt(isPlaceholderData ? 0 : dataUpdatedAt);
  const known = useRef(noRows);
  const pages = data?.pages ?? noPages;
  const flat = useMemo(() => flattenPages(pages, known.current), [pages]);
  known.current = flat;
  const { rows } = flat;
  const visible = useRef<VisibleRows>({ first: 0, last: 0 });

  const readAhead = useCallback(() => {
    if (
      !isPlaceholderData &&
      hasNextPage &&
      !isFetching &&
      error === null &&
      visible.current.last > rows.length - ahead
    )
      void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetching, isPlaceholderData, fetchNextPage, error, rows.length]);
  useEffect(readAhead, [readAhead]);

  const question = useRef({ queryKey, parameters });
  question.current = { queryKey, parameters };
  const fetching = useRef(isFetching);
  fetching.current = isFetching;

  /** Reads anew what is seen; false when something else was read meanwhile and it must be tried again. */
  const refresh = useCallback(async (): Promise<boolean> => {
    const asked = question.current;
    const pages = client.getQueryData<Pages>(asked.queryKey);
    if (!pages) return true;
    if (fetching.current) return false;
    if (pages.pages.length <= wholeRefresh) {
      await refetch({ cancelRefetch: false });
      return true;
    }
    const size = asked.parameters.limit ?? 50;
    const first = Math.max(0, Math.floor(visible.current.first / size) - 1);
    const last = Math.min(pages.pages.length - 1, Math.floor(visible.current.last / size) + 1);
    const answer = await readLongList(collection, asked.parameters, pages, first, last).catch(() => null);
    // A page that scrolling read meanwhile stands at the end: what was read here must not take it away.
    if (!answer || client.getQueryData<Pages>(asked.queryKey) !== pages) return answer === null;
    client.setQueryData(asked.queryKey, answer);
    return true;
  }, [client, collection, refetch]);

  const hash = hashKey(queryKey);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let again = false;
    const later = () => {
      again = true;
      timer ??= setTimeout(async () => {
        again = false;
        const done = await refresh();
        timer = undefined;
        if (again || !done) later();
      }, refreshPause);
    };
    if (client.getQueryState(question.current.queryKey)?.isInvalidated) later();
    const stop = client.getQueryCache().subscribe((event) => {
      const isInvalidation = event.type === 'updated' && event.action.type === 'invalidate';
      if (isInvalidation && event.query.queryHash === hash) later();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, hash, refresh]);

  const count = pages[0]?.count;
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
