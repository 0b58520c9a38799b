import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** The company's identity provider, as the API has it. */
export interface Provider {
  readonly enabled: boolean;
  readonly issuer: string;
  readonly clientId: string;
  readonly label: string;
  readonly emailClaim: string;
  readonly verifiedOnly: boolean;
  readonly createUsers: boolean;
  readonly role: string | null;
  readonly domains: readonly string[];
  readonly required: boolean;
  readonly trusted: boolean;
}

/** The provider as it is typed. */
export interface ProviderForm extends Omit<Provider, 'domains' | 'role'> {
  readonly clientSecret: string;
  /** Separated by commas. */
  readonly domains: string;
  readonly role: string;
}

export const singleSignOnKey = ['single-sign-on'] as const;

export const singleSignOnQuery = queryOptions({
  queryKey: singleSignOnKey,
  queryFn: ({ signal }) =>
    api.get<{ provider: (Provider & { hasSecret: boolean }) | null; redirect: string }>('/settings/single-sign-on', {
      signal,
    }),
});

/** Takes what is kept (null for nothing yet) and the button's usual words; returns the form. */
export function formOf(kept: Provider | null, label: string): ProviderForm {
  const { domains = [], role = null, ...rest } = kept ?? {};
  return {
    enabled: true,
    issuer: '',
    clientId: '',
    label,
    emailClaim: 'email',
    verifiedOnly: true,
    createUsers: false,
    required: false,
    trusted: false,
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'hasSecret')),
    clientSecret: '',
    domains: domains.join(', '),
    role: role ?? '',
  };
}

/** Takes the form; returns the body that the API takes. A secret that was not typed is left as it is. */
export function bodyOf({ clientSecret, domains, role, ...rest }: ProviderForm): Provider & { clientSecret?: string } {
  return {
    ...rest,
    domains: domains
      .split(/[,;\s]+/)
      .map((domain) => domain.replace(/^@/, '').toLowerCase())
      .filter((domain) => domain !== ''),
    role: role === '' ? null : role,
    ...(clientSecret === '' ? {} : { clientSecret }),
  };
}
