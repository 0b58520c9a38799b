import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { mayActFor } from '../../access/administration.ts';
import { endSessions, listSessions } from '../../auth/sessions.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import { type Route, route } from '../contract.ts';
import { originOf, personOf } from '../origin.ts';

const id = z.string().refine(isId);
const session = z.object({
  id,
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  seenAt: z.string(),
});
const ended = z.object({ ended: z.int() });
const ofUser = z.object({ id });
const oneOfUser = z.object({ id, session: id });

/** Throws 403 where someone may not act for a user: they manage users, but that one has rights they lack. */
async function demandActingFor({ company, principal }: Context, user: string): Promise<void> {
  if (!(await mayActFor(company, principal, user))) throw new CarnetError(403, 'rights-beyond-yours');
}

/** Sessions: one's own, and those of a user for who manages users. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/me/sessions',
    tag: 'session',
    summary: { fr: 'Ses sessions ouvertes', en: 'One’s open sessions' },
    response: z.object({ items: z.array(session.extend({ current: z.boolean() })) }),
    handle: async ({ company, context, request }) => {
      const items = await listSessions(company, context.principal.userId ?? '');
      const own = request.visit?.viewer ? undefined : request.visit?.session;
      return { items: items.map((item) => ({ ...item, current: item.id === own })) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/me/sessions',
    tag: 'session',
    summary: { fr: 'Ferme toutes ses autres sessions', en: 'Ends all one’s other sessions' },
    response: ended,
    handle: async ({ company, context, request }) => {
      const user = context.principal.userId ?? '';
      const except = request.visit?.session ?? null;
      const count = await endSessions(company, user, { except }, { by: user, origin: originOf(request) });
      request.served.authenticator.forget();
      return { ended: count };
    },
  }),
  route({
    method: 'DELETE',
    path: '/me/sessions/:session',
    tag: 'session',
    summary: { fr: 'Ferme une de ses sessions', en: 'Ends one of one’s sessions' },
    params: oneOfUser.omit({ id: true }),
    handle: async ({ company, context, params, request }) => {
      const user = context.principal.userId ?? '';
      await endSessions(company, user, { id: params.session }, { by: user, origin: originOf(request) });
      request.served.authenticator.forget();
    },
  }),
  route({
    method: 'GET',
    path: '/users/:id/sessions',
    tag: 'session',
    security: 'users',
    summary: { fr: 'Les sessions ouvertes d’un utilisateur', en: 'A user’s open sessions' },
    params: ofUser,
    response: z.object({ items: z.array(session) }),
    handle: async ({ company, context, params }) => {
      await demandActingFor(context, params.id);
      return { items: await listSessions(company, params.id) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:id/sessions',
    tag: 'session',
    security: 'users',
    summary: { fr: 'Ferme toutes les sessions d’un utilisateur', en: 'Ends all sessions of a user' },
    params: ofUser,
    response: ended,
    handle: async ({ company, context, params, request }) => {
      await demandActingFor(context, params.id);
      const ending = { by: personOf(request), origin: originOf(request) };
      const count = await endSessions(company, params.id, { except: request.visit?.session ?? null }, ending);
      request.served.authenticator.forget();
      return { ended: count };
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:id/sessions/:session',
    tag: 'session',
    security: 'users',
    summary: { fr: 'Ferme une session d’un utilisateur', en: 'Ends a session of a user' },
    params: oneOfUser,
    handle: async ({ company, context, params, request }) => {
      await demandActingFor(context, params.id);
      const ending = { by: personOf(request), origin: originOf(request) };
      await endSessions(company, params.id, { id: params.session }, ending);
      request.served.authenticator.forget();
    },
  }),
];
