import type { Environment } from '../config.ts';
import { ExplainedError } from '../explained-error.ts';

/** A server of mail. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, TLS asked for (and demanded) before anything is said, or none. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  readonly senderAddress: string;
  readonly senderName: string;
}

/** What the environment tells of the world outside: where Carnet is reached, and what it may reach. */
export interface Outgoing {
  /** Where people reach Carnet, without a slash at the end. */
  readonly address?: string;
  /** The mail server that whoever runs Carnet chose: the settings do not change it. */
  readonly mailServer?: MailServer;
  /** Whether what the settings name may lie in a private network (10.0.0.0/8 and the like). */
  readonly privateNetworks: boolean;
  /** Hosts (`host` or `host:port`) that may be reached whatever their address: those on this machine, above all. */
  readonly allowedHosts: readonly string[];
}

/** Nothing told: private networks may be reached, this machine may not. */
export const plainOutgoing: Outgoing = { privateNetworks: true, allowedHosts: [] };

function refuse(name: string, fr: string, en: string): never {
  throw new ExplainedError({ fr: `${name} : ${fr}`, en: `${name}: ${en}` });
}

function readSender(text: string | undefined): { senderName: string; senderAddress: string } {
  const match = /^\s*(?:"?([^"<]*?)"?\s*<([^<>\s]+@[^<>\s]+)>|([^<>\s]+@[^<>\s]+))\s*$/.exec(text ?? '');
  const senderAddress = match?.[2] ?? match?.[3];
  if (senderAddress === undefined)
    refuse(
      'CARNET_MAIL_FROM',
      'une adresse est attendue, par exemple « Carnet <carnet@exemple.fr> ».',
      'an address is expected, for example "Carnet <carnet@example.com>".',
    );
  return { senderAddress, senderName: match?.[1]?.trim() || 'Carnet' };
}

const ports = { 'smtp:': 587, 'smtps:': 465 } as const;

function readMailServer(environment: Environment): MailServer | undefined {
  const text = environment.CARNET_SMTP_URL;
  if (text === undefined || text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '')
    refuse(
      'CARNET_SMTP_URL',
      'adresse attendue sous la forme smtps://utilisateur:motdepasse@hote:465 ou smtp://…:587.',
      'expected an address such as smtps://user:password@host:465 or smtp://…:587.',
    );
  const { protocol, hostname, port, username, password, searchParams } = url;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? ports[protocol as keyof typeof ports] : Number(port),
    security: protocol === 'smtps:' ? 'tls' : searchParams.get('tls') === 'none' ? 'none' : 'starttls',
    user: username === '' ? null : decodeURIComponent(username),
    password: password === '' ? null : decodeURIComponent(password),
    ...readSender(environment.CARNET_MAIL_FROM),
  };
}

function readAddress(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const address = publicAddressOf(text);
  return (
    address ??
    refuse('CARNET_URL', 'une adresse http ou https est attendue.', 'an address in http or https is expected.')
  );
}

/** Takes what someone wrote as Carnet's address; returns it without a slash at the end, undefined where it is none. */
export function publicAddressOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.search || url.hash)
    return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Takes the environment; returns what it tells of the world outside. Throws an ExplainedError that names the variable at fault. */
export function readOutgoing(environment: Environment): Outgoing {
  const mailServer = readMailServer(environment);
  const address = readAddress(environment.CARNET_URL);
  return {
    ...(address === undefined ? {} : { address }),
    ...(mailServer === undefined ? {} : { mailServer }),
    privateNetworks: environment.CARNET_PRIVATE_NETWORKS !== 'refuse',
    allowedHosts: (environment.CARNET_ALLOWED_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  };
}
