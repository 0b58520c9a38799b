import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Outgoing } from './environment.ts';
import { guardedAddress } from './guard.ts';

/** How long another server has to answer, in milliseconds, and how much of its answer is read, in bytes. */
const patience = 10_000;
const mostBytes = 1024 * 1024;

/** What is asked of another server, as the libraries that call `fetch` say it. */
interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(String(body));
  throw new TypeError('Only text and bytes are sent');
}

/**
 * Asks a server that the settings name, through the guard: its name is resolved once and the connection goes to the
 * address that was checked. Redirects are not followed, 10 s and 1 MiB bound the answer. Takes what the environment
 * allows, the address (https, or http where `CARNET_ALLOWED_HOSTS` names the host) and what is asked. Throws the guard's
 * 422, or an Error where the server does not answer.
 */
export async function guardedFetch(outgoing: Outgoing, address: string, asked: Asked = {}): Promise<Response> {
  const url = new URL(address);
  const secure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (secure ? 443 : 80));
  if (!secure && (url.protocol !== 'http:' || !isNamed(outgoing, name, port))) throw new Error('https is asked for');
  const reached = await guardedAddress(outgoing, name, port);
  const family = isIP(reached);
  const lookup: LookupFunction = (_name, options, done) =>
    options.all ? done(null, [{ address: reached, family }]) : done(null, reached, family);
  const body = bytesOf(asked.body);
  return await new Promise((resolve, reject) => {
    const sent = (secure ? secureRequest : plainRequest)(
      url,
      {
        method: asked.method ?? 'GET',
        headers: { ...asked.headers, ...(body ? { 'content-length': String(body.length) } : {}) },
        lookup,
        agent: false,
        signal: AbortSignal.timeout(patience),
      },
      (answer) => {
        const parts: Buffer[] = [];
        let length = 0;
        answer.on('data', (part: Buffer) => {
          length += part.length;
          if (length > mostBytes) answer.destroy(new Error('The answer is too long'));
          else parts.push(part);
        });
        answer.on('error', reject);
        answer.on('end', () => {
          const headers = new Headers();
          for (const [key, value] of Object.entries(answer.headers))
            if (value !== undefined) headers.set(key, String(value));
          const status = answer.statusCode ?? 502;
          const empty = status === 204 || status === 205 || status === 304;
          resolve(new Response(empty ? null : Buffer.concat(parts), { status, headers }));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Tells whether whoever runs Carnet named a host (or host and port) as one that may be reached whatever it is. */
export function isNamed({ allowedHosts }: Outgoing, host: string, port: number): boolean {
  const name = host.toLowerCase();
  return allowedHosts.some((allowed) => allowed === name || allowed === `${name}:${port}`);
}
