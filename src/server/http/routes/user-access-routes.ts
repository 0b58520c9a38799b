import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { type Language, languages } from '../../../lib/localized.ts';
import {
  type Handing,
  handResetLink,
  type InvitationOutcome,
  inviteAgain,
  inviteUsers,
  revokeInvitation,
} from '../../access/invitations.ts';
import { readTeams } from '../../access/read-teams.ts';
import { readUserStates } from '../../access/user-states.ts';
import { CarnetError } from '../../errors.ts';
import { mayMail } from '../../mail/mail-settings.ts';
import { publicAddress } from '../../public-address.ts';
import { listRecords } from '../../records/query/list-records.ts';
import { type Exchange, type Route, route } from '../contract.ts';
import { originOf } from '../origin.ts';

const id = z.string().refine(isId);
const mail = z.boolean();
const handed = z.object({ link: z.string().nullable(), mailed: z.boolean() });
const common = { tag: 'users', security: 'users' } as const;
const mostInvited = 100;
const pageSize = 50;

/** How links go out from here: from where Carnet says that it is, else from where this administrator reached it. */
async function handingOf(
  { company, request }: Pick<Exchange<unknown, unknown, unknown>, 'company' | 'request'>,
  byMail: boolean,
): Promise<Handing> {
  const base = (await publicAddress(company)) ?? `${request.protocol}://${request.host}`;
  return { mail: byMail, base, origin: originOf(request) };
}

/** What the API tells of an invitation that was refused: why, in words. */
function refusalOf(outcome: Extract<InvitationOutcome, { ok: false }>, language: Language) {
  const { detail } = new CarnetError(422, outcome.code, { errors: outcome.errors }).problem(language);
  return { ok: false, email: outcome.email, code: outcome.errors[0]?.code ?? outcome.code, detail };
}

/** How users are let in: their list with where each stands, invitations, links for another password. */
export const userAccessRoutes: readonly Route[] = [
  route({
    ...common,
    method: 'GET',
    path: '/settings/users',
    summary: {
      fr: 'Les utilisateurs, et où en est leur accès',
      en: 'The users, and how their access stands',
    },
    query: z.strictObject({ search: z.string().max(200).optional(), cursor: z.string().max(10_000).optional() }),
    response: z.object({
      items: z.array(
        z.looseObject({
          id,
          state: z.enum(['active', 'invited', 'expired', 'none', 'inactive']),
          invitationEndsAt: z.string().nullable(),
          lastSignInAt: z.string().nullable(),
          sessions: z.int(),
          secondFactor: z.boolean(),
        }),
      ),
      next: z.string().nullable(),
      mail: z.boolean(),
    }),
    handle: async ({ company, context, query }) => {
      const page = await listRecords(context, company.model().record('user'), {
        ...query,
        sort: 'name',
        limit: pageSize,
        count: false,
      });
      const states = await readUserStates(
        company,
        page.items.map((item) => item.id),
      );
      return {
        items: page.items.map((item) => ({ ...item, ...states.get(item.id) })),
        next: page.next,
        mail: await mayMail(company),
      };
    },
  }),
  route({
    ...common,
    method: 'GET',
    path: '/settings/teams',
    summary: { fr: 'Les équipes, chacune avec ses membres', en: 'The teams, each with its members' },
    response: z.object({
      teams: z.array(z.looseObject({ id, members: z.array(z.looseObject({ id })) })),
      complete: z.boolean(),
    }),
    handle: ({ context }) => readTeams(context),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/users/invitations',
    status: 201,
    perMinute: 20,
    summary: {
      fr: 'Invite des personnes : chacune devient utilisateur, avec un lien pour son mot de passe',
      en: 'Invites people: each becomes a user, with a link for their password',
    },
    body: z.strictObject({
      people: z
        .array(z.strictObject({ email: z.string().trim().min(1).max(254), name: z.string().trim().min(1).max(120) }))
        .min(1)
        .max(mostInvited),
      role: id,
      team: id.nullable().optional(),
      language: z.enum(languages),
      mail,
    }),
    response: z.object({ items: z.array(z.looseObject({ ok: z.boolean(), email: z.string() })) }),
    handle: async ({ context, body, ...exchange }) => {
      const { people, role, team, language } = body;
      const invited = people.map((person) => ({ ...person, role, team, language }));
      const outcomes = await inviteUsers(context, invited, await handingOf(exchange, body.mail));
      return {
        items: outcomes.map((outcome) => (outcome.ok ? outcome : refusalOf(outcome, exchange.language))),
      };
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/users/:id/invitation',
    perMinute: 60,
    summary: { fr: 'Refait le lien d’une invitation', en: 'Makes the link of an invitation anew' },
    params: z.object({ id }),
    body: z.strictObject({ mail }),
    response: handed,
    handle: async ({ context, params, body, ...exchange }) =>
      inviteAgain(context, params.id, await handingOf(exchange, body.mail)),
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/settings/users/:id/invitation',
    summary: { fr: 'Révoque une invitation', en: 'Revokes an invitation' },
    params: z.object({ id }),
    handle: ({ context, params, request }) => revokeInvitation(context, params.id, originOf(request)),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/users/:id/reset-link',
    perMinute: 60,
    summary: {
      fr: 'Fait un lien par lequel un utilisateur choisit un autre mot de passe',
      en: 'Makes a link by which a user chooses another password',
    },
    params: z.object({ id }),
    body: z.strictObject({ mail }),
    response: handed,
    handle: async ({ context, params, body, ...exchange }) =>
      handResetLink(context, params.id, await handingOf(exchange, body.mail)),
  }),
];
