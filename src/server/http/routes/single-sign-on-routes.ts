import * as z from 'zod';
import { enter } from '../../auth/second-step.ts';
import {
  comeFromProvider,
  configurationOf,
  leaveForProvider,
  providerTime,
  takeAway,
} from '../../auth/single-sign-on.ts';
import {
  demandAdministrator,
  presentSingleSignOn,
  readSingleSignOn,
  saveSingleSignOn,
  singleSignOnSettings,
} from '../../auth/single-sign-on-settings.ts';
import { countAttempt, forgive } from '../../auth/throttle.ts';
import { CarnetError } from '../../errors.ts';
import { publicAddress } from '../../public-address.ts';
import { type PublicExchange, publicRoute, type Route, route } from '../contract.ts';
import { answerEntry, tellRefusal, visitorOf } from '../entry.ts';
import { cookieAttributes } from '../security.ts';

const awayCookie = 'carnet_single_sign_on';
const path = '/session/single-sign-on';
const prefix = '/api/v1';
/** No other door is sent the ticket of who is at the provider. */
const awayPath = `${prefix}${path}`;

type Step = PublicExchange<unknown, unknown, unknown>;

const anywhere = 'http://carnet.invalid';

/**
 * Keeps a way back only when it stays inside the application, read as a browser reads it: tabs and line ends count for
 * nothing, a backslash is a slash.
 */
const back = z
  .string()
  .max(2_000)
  .default('/')
  .transform((text) => {
    const url = text.startsWith('/') && URL.canParse(text, anywhere) ? new URL(text, anywhere) : undefined;
    return url?.origin === anywhere ? `${url.pathname}${url.search}${url.hash}` : '/';
  });

const typedSecret = z.string().min(1).max(1_000).nullable().optional();
const shown = singleSignOnSettings.extend({ hasSecret: z.boolean() });

/** Where people reach Carnet, as the browser of this request does: a proxy may hide that it is by https. */
async function originOfBrowser({ company, request }: Step): Promise<string> {
  const address = await publicAddress(company);
  const known = address === null ? undefined : new URL(address);
  return known?.host === request.host ? known.origin : new URL(`${request.protocol}://${request.host}`).origin;
}

/** Sends the browser to the sign-in page, which tells what went wrong. What is no refusal is our fault. */
function toSignIn({ reply }: Step, error: unknown, wanted: string) {
  if (!(error instanceof CarnetError)) throw error;
  const query = new URLSearchParams({ problem: error.code, ...(wanted === '/' ? {} : { back: wanted }) });
  return reply.redirect(`/sign-in?${query}`);
}

/** Single sign-on: to the company's provider and back, and its settings. */
export const singleSignOnRoutes: readonly Route[] = [
  publicRoute({
    method: 'GET',
    path,
    tag: 'session',
    perMinute: 120,
    summary: {
      fr: 'Envoie le navigateur se connecter chez le fournisseur d’identité',
      en: 'Sends the browser to sign in at the identity provider',
    },
    query: z.object({ back }),
    handle: async (exchange) => {
      const { company, request, reply, query } = exchange;
      try {
        const redirect = `${await originOfBrowser(exchange)}${awayPath}/callback`;
        const { address, ticket } = await leaveForProvider(company, redirect, query.back);
        reply.setCookie(awayCookie, ticket, { ...cookieAttributes(request, providerTime), path: awayPath });
        return reply.redirect(address);
      } catch (error) {
        return toSignIn(exchange, error, query.back);
      }
    },
  }),
  publicRoute({
    method: 'GET',
    path: `${path}/callback`,
    tag: 'session',
    perMinute: 120,
    summary: {
      fr: 'Retour du fournisseur d’identité : ouvre la session',
      en: 'Back from the identity provider: opens the session',
    },
    handle: async (exchange) => {
      const { company, request, reply } = exchange;
      const away = await takeAway(company, request.cookies[awayCookie]);
      const wanted = away?.back ?? '/';
      reply.clearCookie(awayCookie, { ...cookieAttributes(request, 0), path: awayPath });
      try {
        const visitor = visitorOf(request);
        const entry = await tellRefusal(exchange, '', 'single-sign-on', async () => {
          await countAttempt(company, visitor);
          if (!away) throw new CarnetError(401, 'sign-in-expired');
          const { userId, trusted } = await comeFromProvider(
            company,
            away,
            new URL(request.url, 'http://carnet.invalid').search,
          );
          await forgive(company, visitor);
          return await enter(company, { userId, method: 'single-sign-on', strong: trusted }, visitor);
        });
        await answerEntry(exchange, entry, 'single-sign-on');
        const query = wanted === '/' ? '' : `?${new URLSearchParams({ back: wanted })}`;
        return reply.redirect('cookie' in entry ? wanted : `/sign-in${query}`);
      } catch (error) {
        return toSignIn(exchange, error, wanted);
      }
    },
  }),
  route({
    method: 'GET',
    path: '/settings/single-sign-on',
    tag: 'settings',
    security: 'settings',
    summary: { fr: 'La connexion unique de l’entreprise', en: 'The company’s single sign-on' },
    response: z.object({ provider: shown.nullable(), redirect: z.string() }),
    handle: async (exchange) => ({
      provider: await presentSingleSignOn(exchange.company),
      redirect: `${await originOfBrowser(exchange)}${awayPath}/callback`,
    }),
  }),
  route({
    method: 'PUT',
    path: '/settings/single-sign-on',
    tag: 'settings',
    security: 'settings',
    summary: {
      fr: 'Change la connexion unique ; administrateurs seulement. Un secret absent est gardé, null l’enlève',
      en: 'Changes single sign-on; administrators only. A secret left out is kept, null takes it away',
    },
    body: singleSignOnSettings.extend({ clientSecret: typedSecret }),
    handle: async ({ company, context, body }) => {
      const { clientSecret, ...settings } = body;
      demandAdministrator(context);
      // One that is on is asked first: nobody is sent to a provider that does not answer.
      if (settings.enabled) {
        const kept = (await readSingleSignOn(company))?.clientSecret ?? null;
        await askProvider(company, { ...settings, clientSecret: clientSecret === undefined ? kept : clientSecret });
      }
      await saveSingleSignOn(context, settings, clientSecret);
    },
  }),
  route({
    method: 'POST',
    path: '/settings/single-sign-on/try',
    tag: 'settings',
    security: 'settings',
    perMinute: 30,
    summary: { fr: 'Vérifie que le fournisseur d’identité répond', en: 'Checks that the identity provider answers' },
    body: z.strictObject({ issuer: singleSignOnSettings.shape.issuer }),
    response: z.object({ issuer: z.string(), authorizationEndpoint: z.string() }),
    handle: async ({ company, context, body }) => {
      demandAdministrator(context);
      return await askProvider(company, { issuer: body.issuer, clientId: 'carnet', clientSecret: null });
    },
  }),
];

/** Asks a provider to describe itself; a fault is told at the field `issuer`. */
async function askProvider(
  company: Step['company'],
  provider: Parameters<typeof configurationOf>[1],
): Promise<{ issuer: string; authorizationEndpoint: string }> {
  try {
    const server = (await configurationOf(company.outgoing, provider)).serverMetadata();
    return { issuer: server.issuer, authorizationEndpoint: server.authorization_endpoint ?? '' };
  } catch (error) {
    if (!(error instanceof CarnetError)) throw error;
    const [told] = error.errors;
    const fault = told ? { ...told, field: 'issuer' } : { field: 'issuer', code: 'no-provider-there' };
    throw new CarnetError(422, 'validation-failed', { errors: [fault] });
  }
}
