import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

export type MailSecurity = 'tls' | 'starttls' | 'none';

/** The mail server as the API shows it: everything but the password. */
export interface ShownMailServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string | null;
  readonly senderAddress: string;
  readonly senderName: string;
  readonly hasPassword: boolean;
}

/** A message that left, waits or failed. */
export interface ShownMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly attempts: number;
  readonly answer: string | null;
  readonly createdAt: string;
}

interface MailState {
  readonly mail: { readonly source: 'environment' | 'settings'; readonly server: ShownMailServer } | null;
  readonly address: { readonly value: string | null; readonly source: 'environment' | 'settings' };
  readonly messages: readonly ShownMail[];
}

/** What came of a test: the server's own answer, and why it did not take the message. */
export interface MailTest {
  readonly sent: boolean;
  readonly to: string;
  readonly answer: string;
  readonly reason: 'unreachable' | 'certificate' | 'credentials' | 'no-tls' | 'refused' | null;
}

export const mailKey = ['settings-mail'] as const;

/** How often messages under way are asked for, in milliseconds. */
const watch = 2_000;

/** The mail server, Carnet's address, the last messages. */
export function useMailState() {
  return useQuery({
    queryKey: mailKey,
    queryFn: ({ signal }) => api.get<MailState>('/settings/mail', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.messages.some((message) => message.state === 'waiting' && message.answer === null) ? watch : false,
  });
}
