import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CarnetError } from '../errors.ts';

/**
 * Reads If-Match: `"3"`, `W/"3"` or `3`. Returns undefined where it is absent or `*`. Throws 400 invalid-request for
 * anything that is no version.
 */
export function readIfMatch(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']?.trim();
  if (header === undefined || header === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version === undefined) throw new CarnetError(400, 'invalid-request');
  return Number(version);
}

/** Like readIfMatch, where a write without a version is refused: throws 428 version-required. */
export function demandIfMatch(request: FastifyRequest): number {
  const version = readIfMatch(request);
  if (version === undefined) throw new CarnetError(428, 'version-required');
  return version;
}

/** The same value always gives the same text, whatever the order its keys came in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/**
 * Reads Idempotency-Key; returns the key and the hexadecimal SHA-256 of what is asked, or undefined where there is
 * none. Throws 400 invalid-request when the key is empty or longer than 255 characters.
 */
export function readIdempotencyKey(request: FastifyRequest): { key: string; hash: string } | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = String(header).trim();
  if (key === '' || key.length > 255) throw new CarnetError(400, 'invalid-request');
  const path = request.url.split('?', 1)[0];
  const hash = createHash('sha256')
    .update(`${request.method} ${path} ${canonical(request.body ?? null)}`)
    .digest('hex');
  return { key, hash };
}
