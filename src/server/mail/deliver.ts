import { isIP } from 'node:net';
import type { Company } from '../company.ts';
import { codeOf } from '../db/connection.ts';
import { CarnetError } from '../errors.ts';
import type { MailServer } from '../outgoing/environment.ts';
import { mailAddressOf } from './mail-settings.ts';
import type { Mail } from './outbox.ts';

/** A mail did not leave. The message is what the server said, or why there was none to ask. */
export class NotDelivered extends Error {
  /** True where trying again is in vain: this message is refused for good. */
  readonly inVain: boolean;
  /** What went wrong, for the words that explain it. */
  readonly reason: 'unreachable' | 'certificate' | 'credentials' | 'no-tls' | 'refused';

  constructor(message: string, reason: NotDelivered['reason'], inVain: boolean) {
    super(message);
    this.reason = reason;
    this.inVain = inVain;
  }
}

/** Longest waits for a connection, its greeting, and an answer, in milliseconds. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const;

/** What of an SMTP dialogue tells that the message itself was refused. */
const messageCommands = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

interface TransportFault {
  readonly message: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

function faultOf(error: unknown): NotDelivered {
  const { message, response, responseCode = 0, command = '' } = error as TransportFault;
  const code = codeOf(error) ?? '';
  const said = (response ?? message).slice(0, 1_000);
  if (code === 'EAUTH') return new NotDelivered(said, 'credentials', false);
  if (command === 'STARTTLS' || /STARTTLS/.test(message)) return new NotDelivered(said, 'no-tls', false);
  if (/certificate|self.signed|altnames/i.test(message) || code.startsWith('ERR_TLS'))
    return new NotDelivered(said, 'certificate', false);
  if (responseCode >= 400)
    return new NotDelivered(said, 'refused', responseCode >= 500 && messageCommands.has(command));
  return new NotDelivered(said, 'unreachable', false);
}

/** Sends mails to one server over one connection. */
export interface Delivery {
  /** Takes the mail and the id it keeps however often it is sent; returns what the server answered. Throws NotDelivered. */
  readonly send: (mail: Mail & { readonly id: string }) => Promise<string>;
  readonly close: () => void;
}

/**
 * Takes a company and a mail server; returns what sends to it. The library is loaded now: most starts send nothing.
 * Throws a CarnetError where the guard refuses the server.
 */
export async function openDelivery(company: Company, server: MailServer): Promise<Delivery> {
  const [{ createTransport }, host] = await Promise.all([import('nodemailer'), mailAddressOf(company, server)]);
  const transport = createTransport({
    host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    // The guard chose the address; the certificate is that of the name.
    tls: isIP(server.host) ? {} : { servername: server.host },
    pool: true,
    maxConnections: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...patience,
  });
  const domain = server.senderAddress.split('@')[1] ?? 'carnet.invalid';
  return {
    send: async ({ id, to, subject, text, html }) => {
      try {
        const { response } = await transport.sendMail({
          from: { name: server.senderName, address: server.senderAddress },
          to: { name: '', address: to },
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return response;
      } catch (error) {
        throw faultOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Takes anything thrown by a delivery; returns it as what was not delivered. A fault of ours is thrown on. */
export function asNotDelivered(error: unknown): NotDelivered {
  if (error instanceof NotDelivered) return error;
  if (error instanceof CarnetError) return new NotDelivered(error.errors[0]?.code ?? error.code, 'unreachable', false);
  throw error;
}
