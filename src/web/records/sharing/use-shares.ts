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

const keyOf = (collection: string, id: string) => [...queryKeys.item(collection, id), 'shares'];
const addressOf = (collection: string, id: string) => `/${collection}/${id}/shares`;

/** Takes a record; returns how it is shared and no longer shared, without reading with whom. */
export function useSharing(collection: string, id: string) {
  const client = useQueryClient();
  const address = addressOf(collection, id);
  const keep = (shares: Shares) => client.setQueryData(keyOf(collection, id), shares);
  const share = useMutation({
    mutationFn: (given: { readonly grantee: string; readonly level: ShareLevel }) =>
      api.post<Shares>(address, { body: { grantees: [given.grantee], level: given.level } }),
    onSuccess: keep,
  });
  const unshare = useMutation({
    mutationFn: (grantee: string) => api.delete<Shares>(`${address}/${grantee}`),
    onSuccess: keep,
  });
  return { share, unshare };
}

/** Takes a record; returns whom it is shared with, and how that is changed. */
export function useShares(collection: string, id: string) {
  const query = useQuery({
    queryKey: keyOf(collection, id),
    queryFn: ({ signal }) => api.get<Shares>(addressOf(collection, id), { signal }),
  });
  return { query, ...useSharing(collection, id) };
}
