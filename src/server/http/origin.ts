import type { FastifyRequest } from 'fastify';
import type { AccessOrigin } from '../access/access-log.ts';

/** Takes a request; returns where it came from, for the journal of accesses. */
export function originOf(request: FastifyRequest): AccessOrigin {
  return { address: request.ip, userAgent: request.headers['user-agent'], session: request.visit?.session };
}

/** Takes a request; returns the id of who really sent it (an administrator, where they see as another), or null. */
export function personOf(request: FastifyRequest): string | null {
  return (request.visit?.viewer ?? request.visit?.principal)?.userId ?? null;
}
