import * as z from 'zod';
import { languages } from '../../../lib/localized.ts';
import { logAccess, logRefusedSignIn } from '../../access/access-log.ts';
import { principalFor } from '../../access/principal.ts';
import { sessionLife } from '../../auth/identity.ts';
import { sessionCookie } from '../../auth/session-token.ts';
import { needsSetUp, setUp } from '../../auth/set-up.ts';
import { signIn, signOut } from '../../auth/sign-in.ts';
import { sendNotice } from '../../live/notices.ts';
import { operationKinds } from '../../operations/kinds.ts';
import { queueOperation } from '../../operations/operation.ts';
import { type PublicExchange, publicRoute, type Route } from '../contract.ts';
import { originOf, personOf } from '../origin.ts';
import { cookieAttributes, readSessionCookie } from '../security.ts';
import { describeUser, userSchema } from './me-routes.ts';

const credentials = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) });

const answers = z.strictObject({
  company: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(120),
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1_000),
  language: z.enum(languages).default('fr'),
  demo: z.boolean().default(false),
});

/** Signs the visitor in with what they typed and gives them their cookie; returns the user. */
async function enter(exchange: PublicExchange<unknown, unknown, unknown>, typed: z.output<typeof credentials>) {
  const { company, request, reply } = exchange;
  const userAgent = request.headers['user-agent'];
  const origin = originOf(request);
  const { userId, cookie } = await signIn(company, { ...typed, address: request.ip, userAgent }).catch(
    async (error: unknown) => {
      await logRefusedSignIn(company, typed.email, error, origin);
      throw error;
    },
  );
  await logAccess(company.database, { kind: 'sign-in', user: userId, origin, detail: { way: 'password' } });
  reply.setCookie(sessionCookie, cookie, cookieAttributes(request, sessionLife.expiresIn));
  return { user: await describeUser(company, userId) };
}

/** Signing in and out, and the first visit. */
export const sessionRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/session',
    tag: 'session',
    summary: { fr: 'Ouvre une session', en: 'Signs in' },
    body: credentials,
    response: z.object({ user: userSchema }),
    perMinute: 60,
    handle: (exchange) => enter(exchange, exchange.body),
  }),
  publicRoute({
    method: 'DELETE',
    path: '/session',
    tag: 'session',
    summary: { fr: 'Ferme la session', en: 'Signs out' },
    handle: async ({ company, request, reply }) => {
      const cookie = readSessionCookie(request);
      if (cookie !== undefined) {
        await signOut(company, cookie);
        const user = personOf(request);
        if (user) await logAccess(company.database, { kind: 'sign-out', user, origin: originOf(request) });
        request.served.authenticator.forget();
        await sendNotice(company.database, { kind: 'session' });
      }
      reply.clearCookie(sessionCookie, cookieAttributes(request, 0));
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/setup',
    tag: 'session',
    summary: { fr: 'Dit si Carnet attend sa première visite', en: 'Tells whether Carnet waits for its first visit' },
    response: z.object({ needed: z.boolean() }),
    handle: async ({ company }) => ({ needed: await needsSetUp(company) }),
  }),
  publicRoute({
    method: 'POST',
    path: '/setup',
    tag: 'session',
    status: 201,
    summary: {
      fr: 'Installe l’entreprise et son premier administrateur',
      en: 'Sets up the company and its first administrator',
    },
    body: answers,
    response: z.object({ user: userSchema }),
    perMinute: 20,
    handle: async (exchange) => {
      const { demo, ...told } = exchange.body;
      const { company } = exchange;
      const administrator = await setUp(company, told);
      const principal = demo && operationKinds.has('demo') && (await principalFor(company, administrator));
      if (principal) await queueOperation({ company, principal, channel: 'setup' }, 'demo', null, { size: 'S' });
      return await enter(exchange, { email: told.email, password: told.password });
    },
  }),
];
