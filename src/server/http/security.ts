import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sessionCookie } from '../auth/session-token.ts';
import { CarnetError } from '../errors.ts';

const contentSecurityPolicy = [
  "default-src 'self'",
  // What reads business cards and codes in the browser is compiled there; nothing else may be made up to run.
  "script-src 'self' 'wasm-unsafe-eval'",
  // Mantine writes style elements as it renders.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  'x-permitted-cross-domain-policies': 'none',
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/**
 * Refuses a write that another site made a browser send (RFC 6265 bis cookies alone would let some through): the
 * browser says where it comes from, in Sec-Fetch-Site or else in Origin. Programs send neither and no cookie.
 */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (reading.has(request.method) || request.headers.authorization !== undefined) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new CarnetError(403, 'forbidden-origin');
    return;
  }
  const { origin } = request.headers;
  if (origin !== undefined && hostOf(origin) !== request.host) throw new CarnetError(403, 'forbidden-origin');
}

/** Gives every answer the headers of a careful site, and refuses writes that come from another one. */
export function addSecurity(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    refuseForeignOrigin(request);
  });
}

/** Takes a request and a cookie's life in seconds; returns the attributes of the session cookie. */
export function cookieAttributes(request: FastifyRequest, maxAge: number) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', maxAge } as const;
}

/** Takes a request; returns its session cookie, if it has one. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookie];
}
