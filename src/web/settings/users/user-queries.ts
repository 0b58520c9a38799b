import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';

/** A user as the page of users shows them: the record, and how their access stands. */
export type ListedUser = Item & {
  readonly state: 'active' | 'invited' | 'expired' | 'none' | 'inactive';
  readonly invitationEndsAt: string | null;
  readonly lastSignInAt: string | null;
  readonly sessions: number;
  readonly secondFactor: boolean;
};

interface UserPage {
  readonly items: readonly ListedUser[];
  readonly next: string | null;
  /** Whether mail can leave. */
  readonly mail: boolean;
}

/** A link that was made: null where it left by mail. */
export interface HandedLink {
  readonly link: string | null;
  readonly mailed: boolean;
}

/** What became of one invitation. */
export type InvitationOutcome =
  | ({ readonly ok: true; readonly email: string } & HandedLink)
  | { readonly ok: false; readonly email: string; readonly detail: string };

export const usersKey = ['settings-users'] as const;

/** Takes the words typed; asks for the users they find, page after page. */
export function usersQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...usersKey, search],
    queryFn: ({ pageParam, signal }) =>
      api.get<UserPage>('/settings/users', { query: { search, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
