import { useQuery } from '@tanstack/react-query';
import { api } from '../../web/api/client.ts';

/** Someone from outside, and how their access stands. */
export interface ShownVisitor {
  readonly id: string;
  readonly record: 'extranetUser' | 'collaborator';
  readonly name: string;
  readonly login: string | null;
  readonly closed: 'inactive' | 'exited' | 'disappeared' | 'no-company' | null;
  readonly way: 'open' | 'temporary' | 'invited' | 'expired' | 'none';
  readonly endsAt: string | null;
  readonly lastSignInAt: string | null;
  readonly sessions: number;
}

interface PortalState {
  readonly enabled: boolean;
  /** Whether mail can leave. */
  readonly mail: boolean;
  readonly items: readonly ShownVisitor[];
}

const key = ['portal-visitors'] as const;

/** Whether the portal is open and mail leaves; with a contact or someone from outside, how their access stands. */
export function usePortalState(of: { readonly contact: string } | { readonly id: string } | null = null) {
  return useQuery({
    queryKey: [...key, of],
    queryFn: ({ signal }) => api.get<PortalState>('/portal/visitors', { query: of ?? {}, signal }),
    staleTime: 0,
  });
}
