import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { beginViewing, endViewing, type Viewer } from '../../access/viewing.ts';
import { CarnetError } from '../../errors.ts';
import { type Route, route } from '../contract.ts';
import { originOf, personOf } from '../origin.ts';

/** The session that asks. Throws 403 for an API key: it is no session. */
function viewerOf(request: FastifyRequest): Viewer {
  const session = request.visit?.session;
  const user = personOf(request);
  if (session === undefined || user === null) throw new CarnetError(403, 'forbidden');
  return { session, user, origin: originOf(request) };
}

/** « Voir comme »: an administrator reads with another user's rights. */
export const viewingRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    path: '/session/viewing',
    tag: 'session',
    security: 'users',
    summary: {
      fr: 'Voit Carnet avec les droits d’un autre, en lecture seule',
      en: 'Sees Carnet with another’s rights, read-only',
    },
    body: z.strictObject({ user: z.string().refine(isId) }),
    handle: async ({ company, body, request }) => {
      await beginViewing(company, viewerOf(request), body.user);
      request.served.authenticator.forget();
    },
  }),
  route({
    method: 'DELETE',
    path: '/session/viewing',
    tag: 'session',
    whileViewing: true,
    summary: { fr: 'Revoit Carnet avec ses propres droits', en: 'Sees Carnet with one’s own rights again' },
    handle: async ({ company, request }) => {
      await endViewing(company, viewerOf(request));
      request.served.authenticator.forget();
    },
  }),
];
