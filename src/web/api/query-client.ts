import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** Repeats what got no answer or a fault of the server, twice; never what the server refused. */
function retry(failures: number, error: unknown): boolean {
  if (error instanceof ApiProblem && error.status !== 0 && error.status < 500) return false;
  return failures < 2;
}

/**
 * The cache of what the server said. What is shown stays fresh through the live events, so that nothing is asked
 * again for the mere passing of time.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Always: the server may well be on this machine or this network while the internet is away.
    queries: { networkMode: 'always', retry, staleTime: 30_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always', retry: false },
  },
});
