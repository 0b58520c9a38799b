import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** What the second step of a sign-in asks. */
export interface SecondStep {
  readonly name: string;
  /** None: the person has no second factor and is to set one up. */
  readonly ways: readonly ('totp' | 'passkey' | 'backup-code')[];
  readonly passkeyHosts: readonly string[];
}

/** What a step of a sign-in answers. */
export interface Entry {
  readonly user?: object;
  readonly secondStep?: SecondStep;
}

/** How one can sign in here, and how far the sign-in under way is. */
export interface Ways {
  readonly passkeys: boolean;
  readonly secondStep: SecondStep | null;
}

export const waysQuery = queryOptions({
  queryKey: ['sign-in', 'ways'],
  queryFn: ({ signal }) => api.get<Ways>('/session/ways', { signal }),
});
