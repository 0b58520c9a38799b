import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';

export type ShareLevel = 'read' | 'edit';

/** A record opened by hand to a user or a team. */
export interface Share {
  readonly id: string;
  readonly grantee: string;
  readonly kind: 'user' | 'team';
  /** Null where the reader's role hides it. */
  readonly name: string | null;
  readonly level: ShareLevel;
}

interface Shares {
  readonly items: readonly Share[];
}

/** Takes a record; returns whom it is shared with, and how that is changed. */
export function useShares(collection: string, id: string) {
  const client = useQueryClient();
  const queryKey = [...queryKeys.item(collection, id), 'shares'];
  const address = `/${collection}/${id}/shares`;
  const keep = (shares: Shares) => client.setQueryData(queryKey, shares);
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.get<Shares>(address, { signal }) });
  const share = useMutation({
    mutationFn: (given: { readonly grantee: string; readonly level: ShareLevel }) =>
      api.post<Shares>(address, { body: { grantees: [given.grantee], level: given.level } }),
    onSuccess: keep,
  });
  const unshare = useMutation({
    mutationFn: (grantee: string) => api.delete<Shares>(`${address}/${grantee}`),
    onSuccess: keep,
  });
  return { query, share, unshare };
}
