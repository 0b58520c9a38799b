import type { FastifyRequest } from 'fastify';
import type { Authenticator, Visit } from '../auth/authenticator.ts';
import type { OpenCompany } from '../company-open.ts';
import { CarnetError } from '../errors.ts';
import type { OperationKind } from '../operations/operation.ts';
import { readSessionCookie } from './security.ts';

/** A company and what the HTTP server keeps for it. */
export interface ServedCompany {
  readonly company: OpenCompany;
  readonly authenticator: Authenticator;
  /** Every kind of batch, those of the features with them. */
  readonly operationKinds: ReadonlyMap<string, OperationKind>;
  /** Carnet's version. */
  readonly version: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who the request is from; null when nobody is signed in. */
    visit: Visit | null;
    served: ServedCompany;
  }
}

/**
 * Tells who a request is from: an API key if it carries one, else the session of its cookie; null for nobody. Throws
 * 401 not-signed-in for an unknown key, 403 key-opens-address-book for one that opens that alone.
 */
export async function recogniseVisitor(request: FastifyRequest): Promise<Visit | null> {
  const { authenticator } = request.served;
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (request.headers.authorization !== undefined) {
    const visit = bearer === undefined ? undefined : await authenticator.byApiKey(bearer);
    if (!visit) throw new CarnetError(401, 'not-signed-in');
    if (visit.opens) throw new CarnetError(403, 'key-opens-address-book');
    return visit;
  }
  const session = readSessionCookie(request);
  return session === undefined ? null : ((await authenticator.bySession(session)) ?? null);
}
