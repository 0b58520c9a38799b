import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** A session as the API tells it. */
export interface Session {
  readonly id: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly seenAt: string;
  /** True for the one that asks; absent for those of another. */
  readonly current?: boolean;
}

/** Takes a user's id, null for one's own; returns where their sessions are kept. */
export function sessionsKey(user: string | null) {
  return ['sessions', user ?? 'me'] as const;
}

/** Takes a user's id, null for oneself; returns the address of their sessions in the API. */
export function sessionsPath(user: string | null): string {
  return user === null ? '/me/sessions' : `/users/${user}/sessions`;
}

/** Takes a user's id, null for one's own; asks for their sessions. */
export function sessionsQuery(user: string | null) {
  return queryOptions({
    queryKey: sessionsKey(user),
    queryFn: ({ signal }) => api.get<{ items: readonly Session[] }>(sessionsPath(user), { signal }),
  });
}
