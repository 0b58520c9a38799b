import { sql } from 'kysely';
import * as z from 'zod';
import { languages } from '../../../lib/localized.ts';
import { readEntryLink, useEntryLink } from '../../auth/entry-link.ts';
import { canMailPasswords, mailForgottenPassword } from '../../auth/forgotten-password.ts';
import { publicRoute, type Route } from '../contract.ts';
import { originOf } from '../origin.ts';

const secret = z.string().min(1).max(200);

/** What a person without a session does with a link, and how they ask for one. */
export const entryRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/entry-link',
    tag: 'session',
    perMinute: 60,
    summary: { fr: 'Dit qui un lien à usage unique laisse entrer', en: 'Tells whom a one-time link lets in' },
    body: z.strictObject({ secret }),
    response: z.object({
      kind: z.enum(['invitation', 'reset']),
      name: z.string(),
      email: z.string(),
      language: z.enum(languages),
      company: z.string(),
    }),
    handle: async ({ company, body }) => {
      const { kind, name, email, language } = await readEntryLink(company, body.secret);
      const { rows } = await sql<{ name: string }>`SELECT name FROM company_profile`.execute(company.database);
      return { kind, name, email, language, company: rows[0]?.name ?? '' };
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/entry-link/password',
    tag: 'session',
    perMinute: 20,
    summary: {
      fr: 'Choisit son mot de passe par un lien à usage unique',
      en: 'Chooses one’s password by a one-time link',
    },
    body: z.strictObject({ secret, password: z.string().min(1).max(1_000) }),
    response: z.object({ email: z.string() }),
    handle: async ({ company, body, request }) => {
      const { email } = await useEntryLink(company, body.secret, body.password, originOf(request));
      request.served.authenticator.forget();
      return { email };
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/forgotten-password',
    tag: 'session',
    summary: {
      fr: 'Dit si qui a oublié son mot de passe peut en recevoir le lien par e-mail',
      en: 'Tells whether who forgot their password can be mailed a link',
    },
    response: z.object({ mailed: z.boolean() }),
    handle: async ({ company }) => ({ mailed: await canMailPasswords(company) }),
  }),
  publicRoute({
    method: 'POST',
    path: '/forgotten-password',
    tag: 'session',
    perMinute: 10,
    summary: {
      fr: 'Demande un lien pour un autre mot de passe ; la réponse est la même pour toute adresse',
      en: 'Asks for a link for another password; the answer is the same for every address',
    },
    body: z.strictObject({ email: z.string().min(1).max(254) }),
    handle: ({ company, body, request }) => {
      // Not waited for: how long it takes would tell whether the address is known.
      mailForgottenPassword(company, body.email, originOf(request)).catch((error: unknown) => request.log.error(error));
    },
  }),
];
