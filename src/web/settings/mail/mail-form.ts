import type { MailSecurity, ShownMailServer } from './mail-queries.ts';

/** What the form of the mail server holds, as typed. */
export interface MailForm {
  readonly host: string;
  readonly port: string;
  readonly security: MailSecurity;
  readonly user: string;
  readonly password: string;
  readonly senderAddress: string;
  readonly senderName: string;
}

/** The usual port of each kind of security. */
export const usualPorts: Readonly<Record<MailSecurity, string>> = { tls: '465', starttls: '587', none: '25' };

/** Takes the server there is, and whose mail it is to be; returns the form to begin with. */
export function formOf(server: ShownMailServer | null, senderAddress: string, senderName: string): MailForm {
  if (!server) return { host: '', port: '465', security: 'tls', user: '', password: '', senderAddress, senderName };
  const { host, port, security, user, senderAddress: address, senderName: name } = server;
  return {
    host,
    port: String(port),
    security,
    user: user ?? '',
    password: '',
    senderAddress: address,
    senderName: name,
  };
}

/** Takes the form; returns what the API takes. A password left empty is the one there is; without a user there is none. */
export function bodyOf(form: MailForm): object {
  const { password, user, port, ...rest } = form;
  const named = user.trim() === '' ? null : user.trim();
  return {
    ...rest,
    port: Number(port),
    user: named,
    ...(named === null ? { password: null } : password === '' ? {} : { password }),
  };
}

/** Takes the form; returns the fields that have to be filled in or mended. */
export function missingIn(form: MailForm): (keyof MailForm)[] {
  const empty = (['host', 'senderAddress', 'senderName'] as const).filter((name) => form[name].trim() === '');
  return /^\d{1,5}$/.test(form.port.trim()) ? empty : [...empty, 'port'];
}
