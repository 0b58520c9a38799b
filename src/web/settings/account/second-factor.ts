import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** A passkey as its holder sees it. */
export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** One's own second factors. */
export interface SecondFactor {
  readonly totpSince: string | null;
  readonly backupCodesLeft: number;
  readonly required: boolean;
  readonly passkeys: readonly Passkey[];
  /** What one can prove with that it is oneself. */
  readonly proof: { readonly password: boolean; readonly totp: boolean; readonly passkey: boolean };
}

const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => api.get<SecondFactor>('/me/second-factor', { signal }),
});

/** One's own second factors, and how to read them anew. */
export function useSecondFactor() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(secondFactorQuery);
  const read = () => client.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
  return { data, error, retry: () => void refetch(), read };
}
