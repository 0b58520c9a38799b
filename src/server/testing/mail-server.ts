import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Outgoing } from '../outgoing/environment.ts';

/** A real server of mail on a port of this machine, for one test file. */
export interface TestMailServer {
  readonly port: number;
  /** What it took, read as a mail programme reads it. */
  readonly received: Email[];
  /** What lets Carnet reach it: it lies on this machine. */
  readonly outgoing: Outgoing;
  readonly close: () => Promise<void>;
}

/** What it lets in: one user and one password. */
export const mailAccount = { user: 'carnet', password: 'secret de messagerie' } as const;

/** Starts the server. It takes what `mailAccount` sends, and refuses for good whoever is called `absent@…`. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const received: Email[] = [];
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => {
      if (username === mailAccount.user && password === mailAccount.password) return done(null, { user: username });
      return done(new Error('5.7.8 Authentication failed'));
    },
    onRcptTo: ({ address }, _session, done) => {
      const refused = Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 });
      done(address.startsWith('absent@') ? refused : null);
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(parts)).then((email) => {
          received.push(email);
          done(null, 'Message taken');
        }, done);
      });
    },
    ...options,
  });
  // Who leaves in the middle of a dialogue is no fault of the server's.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    port,
    received,
    outgoing: { privateNetworks: true, allowedHosts: [`127.0.0.1:${port}`] },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Takes a server; returns the settings that reach it. */
export function mailSettingsFor({ port }: { readonly port: number }) {
  return {
    host: '127.0.0.1',
    port,
    security: 'none' as const,
    ...mailAccount,
    senderAddress: 'carnet@exemple.fr',
    senderName: 'Carnet',
  };
}
