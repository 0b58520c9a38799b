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
  /** The company's provider: what its button says, and whether it is the way for everyone but administrators. */
  readonly singleSignOn: { readonly label: string; readonly required: boolean } | null;
  readonly secondStep: SecondStep | null;
  /** Why the way back from the provider led here. */
  readonly problem: string | null;
}

/** Takes the code of what went wrong at the provider, where that led here. */
export const waysQuery = (problem?: string) =>
  queryOptions({
    queryKey: ['sign-in', 'ways', problem ?? null],
    queryFn: ({ signal }) => api.get<Ways>('/session/ways', { query: { problem }, signal }),
  });
