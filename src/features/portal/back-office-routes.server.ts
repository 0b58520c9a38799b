import * as z from 'zod';
import { isDate } from '../../lib/dates.ts';
import { isId } from '../../lib/ids.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../../server/context.ts';
import { CarnetError } from '../../server/errors.ts';
import { type Exchange, type Route, route } from '../../server/http/contract.ts';
import { originOf } from '../../server/http/origin.ts';
import { mayMail } from '../../server/mail/mail-settings.ts';
import { type AccessMode, handPortalAccess, type PortalHanding } from '../../server/portal/portal-access.ts';
import { profileParts, readPortalSettings, savePortalSettings } from '../../server/portal/portal-settings.ts';
import { readVisitorStates } from '../../server/portal/visitor-states.ts';
import { readVisitors, type Visitor, visitorsOfContact } from '../../server/portal/visitors.ts';
import { publicAddress } from '../../server/public-address.ts';
import { visibleIds } from '../../server/records/query/read-records.ts';
import { mayEditRow, mayReadRow } from '../../server/records/visibility.ts';
import { inTransaction, writeInTransaction } from '../../server/records/write/engine.ts';
import { lockRows } from '../../server/records/write/statements.ts';
import { queueOutside, takeHandouts } from './outside-kinds.server.ts';
import { type OutsideRequest, previewOutside } from './outside-plan.server.ts';
import { type OutsideKind, outsideFates } from './outside-reasons.ts';

const id = z.string().refine(isId);
const tag = 'portal';

/** Most contacts chosen one by one; a filter chooses any number. */
const mostIds = 20_000;

const chosen = {
  ids: z.array(id).min(1).max(mostIds).optional(),
  filter: z.unknown().optional(),
  search: z.string().max(1_000).optional(),
  exitDate: z.string().refine(isDate).nullable().default(null),
  mail: z.boolean().default(false),
  preview: z.boolean().optional(),
};
const line = z.object({ id, title: z.string(), email: z.string().nullable(), fate: z.enum(Object.keys(outsideFates)) });
const begun = z.union([
  z.object({ operation: id }),
  z.object({ count: z.int(), fates: z.record(z.string(), z.int()), items: z.array(line) }),
]);

/** Where links lead: where Carnet says that it is, else where whoever asks reached it. */
async function baseOf({ company, request }: Pick<Exchange<unknown, unknown, unknown>, 'company' | 'request'>) {
  return (await publicAddress(company)) ?? `${request.protocol}://${request.host}`;
}

async function begin(
  kind: OutsideKind,
  exchange: Exchange<
    unknown,
    unknown,
    OutsideRequest['selection'] & Omit<OutsideRequest, 'selection'> & { preview?: boolean | undefined }
  >,
) {
  const { context, company, reply } = exchange;
  const { ids, filter, search, preview, ...asked } = exchange.body;
  const request: OutsideRequest = { ...asked, selection: { ids, filter, search } };
  if (preview) return await previewOutside(context, kind, request);
  if (request.mail && !(await mayMail(company))) throw new CarnetError(409, 'no-mail');
  reply.code(202);
  return { operation: await queueOutside(context, kind, request, await baseOf(exchange)) };
}

/** Takes visitors; returns those that the reader may see, each with how it stands. */
async function present(context: Context, visitors: readonly Visitor[]) {
  const { company } = context;
  const ids = visitors.map((visitor) => visitor.id);
  const seen = await Promise.all(
    (['extranetUser', 'collaborator'] as const).map((name) => visibleIds(context, company.model().record(name), ids)),
  );
  const shown = visitors.filter((visitor) => seen.some((some) => some.has(visitor.id)));
  const states = await readVisitorStates(company, shown);
  return shown.map(({ id: visitor, record, name, login, closed }) => ({
    id: visitor,
    record,
    name,
    login,
    closed,
    ...states.get(visitor),
  }));
}

/**
 * Gives a visitor, whom whoever acts may change, a way in. Throws 404, 403, 409 where they would not be let in, or have
 * nothing to sign in with.
 */
async function giveAccess(context: Context, visitorId: string, mode: AccessMode, handing: PortalHanding) {
  const { company, principal } = context;
  return await inTransaction(context, async (transaction) => {
    const [visitor] = await readVisitors(company, [visitorId], transaction);
    const record = company.model().record(visitor?.record ?? 'collaborator');
    const row = (await lockRows(transaction, record, [visitorId])).get(visitorId);
    const { read, update } = permissionOn(principal.permissions, record.name);
    if (!visitor || !row || !mayReadRow(principal, read, record, row)) throw new CarnetError(404, 'not-found');
    if (!mayEditRow(principal, update, record, row)) throw new CarnetError(403, 'forbidden');
    const { name, login, closed } = visitor;
    if (closed !== null) throw new CarnetError(409, 'visitor-closed');
    if (login === null) throw new CarnetError(409, 'visitor-without-login');
    const [outcome] = await writeInTransaction(
      transaction,
      context,
      record,
      [{ kind: 'update', id: visitorId, values: { passwordMode: mode } }],
      { trusted: true },
    );
    if (outcome && !outcome.ok) throw new CarnetError(outcome.status, outcome.code, { errors: outcome.errors });
    const [handed] = await handPortalAccess(transaction, context, [{ id: visitorId, name, login }], mode, handing);
    return { link: handed?.link ?? null, password: handed?.password ?? null, mailed: handed?.mailed ?? false };
  });
}

/** The back office of the portal: letting people in, how each stands, the settings. */
export const backOfficeRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/contacts/extranet-users',
    tag,
    summary: {
      fr: 'Fait de contacts des utilisateurs extranet, en une opération (preview : montre d’abord)',
      en: 'Makes extranet users of contacts, in one operation (preview: shows it first)',
    },
    body: z.strictObject({
      ...chosen,
      passwordMode: z.enum(['invitation', 'temporary']).default('invitation'),
      profiles: z.array(z.string().max(200)).max(50),
      onlyOwnSites: z.boolean().default(false),
    }),
    response: begun,
    handle: (exchange) => begin('extranet-users', exchange),
  }),
  route({
    method: 'POST',
    path: '/contacts/external-collaborators',
    tag,
    summary: {
      fr: 'Fait de contacts des collaborateurs externes, en une opération (preview : montre d’abord)',
      en: 'Makes external collaborators of contacts, in one operation (preview: shows it first)',
    },
    body: z.strictObject({
      ...chosen,
      passwordMode: z.enum(['invitation', 'temporary', 'none']).default('none'),
    }),
    response: begun,
    handle: (exchange) => begin('external-collaborators', exchange),
  }),
  route({
    method: 'POST',
    path: '/operations/:id/handouts',
    tag,
    summary: {
      fr: 'Donne une fois les liens et mots de passe provisoires qu’une opération a faits',
      en: 'Gives once the links and temporary passwords that an operation made',
    },
    params: z.object({ id }),
    response: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          login: z.string(),
          link: z.string().nullable(),
          password: z.string().nullable(),
        }),
      ),
    }),
    handle: async ({ context, params }) => ({ items: await takeHandouts(context, params.id) }),
  }),
  route({
    method: 'GET',
    path: '/portal/visitors',
    tag,
    summary: {
      fr: 'Ce qu’un contact est pour le portail, et où en est son accès',
      en: 'What a contact is to the portal, and how their access stands',
    },
    query: z.strictObject({ contact: id.optional(), id: id.optional() }),
    response: z.object({
      enabled: z.boolean(),
      mail: z.boolean(),
      items: z.array(
        z.looseObject({
          id,
          record: z.enum(['extranetUser', 'collaborator']),
          name: z.string(),
          login: z.string().nullable(),
          closed: z.enum(['inactive', 'exited', 'disappeared', 'no-company']).nullable(),
          way: z.enum(['open', 'temporary', 'invited', 'expired', 'none']),
          endsAt: z.string().nullable(),
          lastSignInAt: z.string().nullable(),
          sessions: z.int(),
        }),
      ),
    }),
    handle: async ({ company, context, query }) => {
      const found = query.contact
        ? await visitorsOfContact(company, query.contact)
        : await readVisitors(company, query.id ? [query.id] : []);
      const [{ enabled }, mail] = [await readPortalSettings(company.database), await mayMail(company)];
      return { enabled, mail, items: await present(context, found) };
    },
  }),
  route({
    method: 'POST',
    path: '/portal/visitors/:id/access',
    tag,
    perMinute: 60,
    summary: {
      fr: 'Donne à quelqu’un un lien ou un mot de passe provisoire pour le portail',
      en: 'Gives someone a link or a temporary password for the portal',
    },
    params: z.object({ id }),
    body: z.strictObject({ mode: z.enum(['invitation', 'temporary']), mail: z.boolean() }),
    response: z.object({ link: z.string().nullable(), password: z.string().nullable(), mailed: z.boolean() }),
    handle: async ({ context, params, body, ...exchange }) => {
      if (body.mail && !(await mayMail(exchange.company))) throw new CarnetError(409, 'no-mail');
      const handing = { mail: body.mail, base: await baseOf(exchange), origin: originOf(exchange.request) };
      return await giveAccess(context, params.id, body.mode, handing);
    },
  }),
  route({
    method: 'GET',
    path: '/settings/portal',
    tag,
    security: 'settings',
    summary: { fr: 'Les réglages du portail', en: 'The settings of the portal' },
    response: z.object({
      enabled: z.boolean(),
      profiles: z.record(z.string(), z.array(z.string())),
      address: z.string(),
    }),
    handle: async (exchange) => ({
      ...(await readPortalSettings(exchange.company.database)),
      address: `${await baseOf(exchange)}/portail`,
    }),
  }),
  route({
    method: 'PUT',
    path: '/settings/portal',
    tag,
    security: 'settings',
    summary: { fr: 'Change les réglages du portail', en: 'Changes the settings of the portal' },
    body: z.strictObject({
      enabled: z.boolean(),
      profiles: z.record(z.string().max(200), z.array(z.enum(profileParts))),
    }),
    handle: async ({ company, body }) => savePortalSettings(company, body),
  }),
];
