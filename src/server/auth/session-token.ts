import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Company } from '../company.ts';

/** Name of the cookie that carries a session. */
export const sessionCookie = 'carnet_session';

function signature(company: Pick<Company, 'key'>, token: string): Buffer {
  return createHmac('sha256', company.key('sessions')).update(token).digest();
}

/**
 * Takes the token of a session as the database keeps it; returns the cookie's value, signed with a key that is not in
 * the database: whoever reads a backup cannot make a cookie of what stands there.
 */
export function sealToken(company: Pick<Company, 'key'>, token: string): string {
  return `${token}.${signature(company, token).toString('base64url')}`;
}

/** Takes a cookie's value; returns the session's token, or undefined when this installation did not make it. */
export function openToken(company: Pick<Company, 'key'>, cookie: string): string | undefined {
  const end = cookie.lastIndexOf('.');
  if (end < 1 || cookie.length > 300) return undefined;
  const token = cookie.slice(0, end);
  const given = Buffer.from(cookie.slice(end + 1), 'base64url');
  const right = signature(company, token);
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined;
}

/** Takes a secret (an API key, a cookie); returns its SHA-256: what is kept or remembered in its place. */
export function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
