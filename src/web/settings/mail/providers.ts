import type { MailSecurity } from './mail-queries.ts';

interface Provider {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
}

/** Where the mail of French companies often is, as the providers' own help pages say. */
export const providers: readonly Provider[] = [
  { name: 'OVHcloud', host: 'ssl0.ovh.net', port: 465, security: 'tls' },
  { name: 'Ionos', host: 'smtp.ionos.fr', port: 465, security: 'tls' },
  { name: 'Gandi', host: 'mail.gandi.net', port: 465, security: 'tls' },
  { name: 'Infomaniak', host: 'mail.infomaniak.com', port: 465, security: 'tls' },
  { name: 'Orange', host: 'smtp.orange.fr', port: 465, security: 'tls' },
  { name: 'Free', host: 'smtp.free.fr', port: 465, security: 'tls' },
  { name: 'Microsoft 365', host: 'smtp.office365.com', port: 587, security: 'starttls' },
  { name: 'Google Workspace', host: 'smtp.gmail.com', port: 465, security: 'tls' },
];
