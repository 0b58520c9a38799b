import * as z from 'zod';
import { errorText } from '../../../lib/error-catalogue.ts';
import { languages } from '../../../lib/localized.ts';
import { secondFactorErrors } from '../../../lib/second-factor-errors.ts';
import { logAccess } from '../../access/access-log.ts';
import { principalFor } from '../../access/principal.ts';
import { endViewing } from '../../access/viewing.ts';
import { askPasskey, hasPasskeys, userOfPasskey } from '../../auth/passkey.ts';
import { describeSecondStep, enter, readWaiting } from '../../auth/second-step.ts';
import { sessionCookie } from '../../auth/session-token.ts';
import { needsSetUp, setUp } from '../../auth/set-up.ts';
import { signIn, signOut } from '../../auth/sign-in.ts';
import { presentSingleSignOn } from '../../auth/single-sign-on-settings.ts';
import { countAttempt, forgive } from '../../auth/throttle.ts';
import { CarnetError } from '../../errors.ts';
import { sendNotice } from '../../live/notices.ts';
import { queueOperation } from '../../operations/operation.ts';
import { type PublicExchange, publicRoute, type Route } from '../contract.ts';
import {
  answerEntry,
  entrySchema,
  secondStepSchema,
  secondStepTicket,
  servedAddress,
  tellRefusal,
  visitorOf,
} from '../entry.ts';
import { originOf, personOf } from '../origin.ts';
import { cookieAttributes, readSessionCookie } from '../security.ts';
import { passkeyAnswer, passkeyQuestion } from './second-step-routes.ts';

const credentials = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) });

const answers = z.strictObject({
  company: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(120),
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1_000),
  language: z.enum(languages).default('fr'),
  demo: z.boolean().default(false),
});

/** Signs the visitor in with what they typed; returns the user, or what the second step asks. */
async function enterWithPassword(
  exchange: PublicExchange<unknown, unknown, unknown>,
  typed: z.output<typeof credentials>,
) {
  const { company, request } = exchange;
  const attempt = { ...typed, ...visitorOf(request) };
  const entry = await tellRefusal(exchange, typed.email, 'password', () => signIn(company, attempt));
  return await answerEntry(exchange, entry, 'password');
}

/** Signing in and out, and the first visit. */
export const sessionRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/session',
    tag: 'session',
    summary: { fr: 'Ouvre une session', en: 'Signs in' },
    body: credentials,
    response: entrySchema,
    perMinute: 60,
    handle: (exchange) => enterWithPassword(exchange, exchange.body),
  }),
  publicRoute({
    method: 'GET',
    path: '/session/ways',
    tag: 'session',
    summary: {
      fr: 'Comment on peut se connecter, et où en est la connexion en cours',
      en: 'How one can sign in, and how far the sign-in under way is',
    },
    query: z.object({ problem: z.string().max(60).optional() }),
    response: z.object({
      passkeys: z.boolean(),
      singleSignOn: z.object({ label: z.string(), required: z.boolean() }).nullable(),
      secondStep: secondStepSchema.nullable(),
      problem: z.string().nullable(),
    }),
    handle: async ({ company, request, query, language }) => {
      const ticket = secondStepTicket(request);
      const waiting = ticket === undefined ? undefined : await readWaiting(company, ticket).catch(() => undefined);
      const provider = await presentSingleSignOn(company);
      return {
        passkeys: await hasPasskeys(company, servedAddress(request)),
        singleSignOn: provider?.enabled ? { label: provider.label, required: provider.required } : null,
        secondStep: waiting ? await describeSecondStep(company, waiting.userId) : null,
        // Why the provider's way back led to this page, in words: it was no request of the page's own.
        problem: query.problem && query.problem in secondFactorErrors ? errorText(query.problem, language) : null,
      };
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/session/passkey-question',
    tag: 'session',
    summary: { fr: 'Demande une clé d’accès pour se connecter', en: 'Asks for a passkey to sign in with' },
    response: passkeyQuestion,
    perMinute: 60,
    handle: ({ company, request }) => askPasskey(company, servedAddress(request)),
  }),
  publicRoute({
    method: 'POST',
    path: '/session/passkey',
    tag: 'session',
    summary: { fr: 'Ouvre une session avec une clé d’accès', en: 'Signs in with a passkey' },
    body: passkeyAnswer,
    response: entrySchema,
    perMinute: 60,
    handle: async (exchange) => {
      const { company, request, body } = exchange;
      const visitor = visitorOf(request);
      const entry = await tellRefusal(exchange, '', 'passkey', async () => {
        await countAttempt(company, visitor);
        const userId = await userOfPasskey(company, servedAddress(request), body);
        if (userId === undefined) throw new CarnetError(401, 'passkey-refused');
        await forgive(company, visitor);
        return await enter(company, { userId, method: 'passkey', strong: true }, visitor);
      });
      return await answerEntry(exchange, entry, 'passkey');
    },
  }),
  publicRoute({
    method: 'DELETE',
    path: '/session',
    tag: 'session',
    summary: { fr: 'Ferme la session', en: 'Signs out' },
    handle: async ({ company, request, reply }) => {
      const cookie = readSessionCookie(request);
      if (cookie !== undefined) {
        const { viewer, session } = request.visit ?? {};
        if (viewer?.userId && session)
          await endViewing(company, { session, user: viewer.userId, origin: originOf(request) });
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
    response: entrySchema,
    perMinute: 20,
    handle: async (exchange) => {
      const { demo, ...told } = exchange.body;
      const { company } = exchange;
      const administrator = await setUp(company, told);
      const principal = demo && (await principalFor(company, administrator));
      if (principal) await queueOperation({ company, principal, channel: 'setup' }, 'demo', null, { size: 'S' });
      return await enterWithPassword(exchange, { email: told.email, password: told.password });
    },
  }),
];
