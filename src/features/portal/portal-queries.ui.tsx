import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { isApiProblem } from '../../web/api/problem.ts';
import { askPortal } from './portal-client.ui.tsx';
import { keepSearch } from './portal-navigation.ui.tsx';
import type { PortalPage, PortalResult, PortalSession } from './visitor-pages.ts';

/** How the portal presents itself to whoever comes. */
interface Ways {
  readonly enabled: boolean;
  readonly company: string;
  /** Whether a forgotten password can be mailed. */
  readonly mailed: boolean;
}

interface ResultsPage {
  readonly items: readonly PortalResult[];
  readonly next: string | null;
  readonly types: readonly { readonly collection: string; readonly label: string }[];
}

const sessionKey = ['session'] as const;
const endedKey = ['ended'] as const;

/** The cache of what the portal said. What is shown may be hidden a moment later: nothing is kept for long. */
export const portalQueries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && isApiProblem(error) && (error.status === 0 || error.status >= 500),
      staleTime: 10_000,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Takes who has come in, or null where they have gone; what another saw before is forgotten. `ended`: not by themselves. */
export function setSession(session: PortalSession | null, { ended = false }: { readonly ended?: boolean } = {}): void {
  keepSearch();
  portalQueries.removeQueries({ predicate: ({ queryKey: [name] }) => name === 'results' || name === 'page' });
  portalQueries.setQueryData(endedKey, ended);
  portalQueries.setQueryData(sessionKey, session);
}

/** Tells whether the session that was there was ended by another, or by time. */
export function hasEnded(): boolean {
  return portalQueries.getQueryData(endedKey) === true;
}

/** Ends the session on the screen as soon as any answer says that nobody is signed in any more. */
export function heedEndOfSession(): void {
  portalQueries.getQueryCache().subscribe(({ query }) => {
    const { error } = query.state;
    if (isApiProblem(error) && error.status === 401 && portalQueries.getQueryData(sessionKey))
      setSession(null, { ended: true });
  });
}

/** Who is there; null for nobody. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async ({ signal }) => {
      try {
        return await askPortal<PortalSession>('GET', '/session', { signal });
      } catch (error) {
        if (!isApiProblem(error) || error.status !== 401) throw error;
        if (portalQueries.getQueryData(sessionKey)) portalQueries.setQueryData(endedKey, true);
        return null;
      }
    },
  });
}

export function useWays() {
  return useQuery({
    queryKey: ['ways'],
    queryFn: ({ signal }) => askPortal<Ways>('GET', '/ways', { signal }),
  });
}

/** Takes what was typed and the collection looked in, null for all; returns what is found, page after page. */
export function useResults(typed: string, collection: string | null) {
  return useInfiniteQuery({
    queryKey: ['results', typed, collection],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ q: typed });
      if (collection) query.set('collection', collection);
      if (pageParam) query.set('cursor', pageParam);
      return askPortal<ResultsPage>('GET', `/results?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function usePage(collection: string, id: string) {
  return useQuery({
    queryKey: ['page', collection, id],
    queryFn: ({ signal }) =>
      askPortal<PortalPage>('GET', `/pages/${encodeURIComponent(collection)}/${encodeURIComponent(id)}`, { signal }),
  });
}
