import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import * as z from 'zod';
import { isId } from '../../lib/ids.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { logAccess } from '../../server/access/access-log.ts';
import { type OpenCompany, withPresentModel } from '../../server/company-open.ts';
import type { Principal } from '../../server/context.ts';
import { CarnetError } from '../../server/errors.ts';
import { bytesOf, fileFor } from '../../server/files/files.ts';
import { attachmentNamed } from '../../server/http/attachment.ts';
import { type PublicExchange, publicRoute, type Route } from '../../server/http/contract.ts';
import { originOf } from '../../server/http/origin.ts';
import { readFilterText } from '../../server/http/routes/record-routes.ts';
import { cookieAttributes } from '../../server/http/security.ts';
import { canMailPortalPasswords, mailForgottenPortalPassword } from '../../server/portal/portal-access.ts';
import { readPortalLink, usePortalLink } from '../../server/portal/portal-links.ts';
import {
  endPortalSession,
  openPortalSession,
  portalCookie,
  portalSessionLife,
  readPortalSession,
} from '../../server/portal/portal-session.ts';
import { readPortalSettings } from '../../server/portal/portal-settings.ts';
import { logPortalSignIn, signInOnPortal } from '../../server/portal/portal-sign-in.ts';
import { visitorPrincipal } from '../../server/portal/visitor-principal.ts';
import type { Visitor } from '../../server/portal/visitors.ts';
import { listRecords } from '../../server/records/query/list-records.ts';
import { getRecord } from '../../server/records/query/read-records.ts';
import type { Reader } from '../../server/records/query/readable.ts';
import { fileField, readPortalPage, searchedTypes, searchPortal } from './visitor-pages.server.ts';
import type { PortalSession } from './visitor-pages.ts';

const tag = 'portal';
const id = z.string().refine(isId);
const secret = z.string().min(1).max(200);

type Exchange = Pick<PublicExchange<unknown, unknown, unknown>, 'company' | 'request' | 'language'>;

async function companyName({ database }: OpenCompany): Promise<string> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM company_profile`.execute(database);
  return rows[0]?.name ?? '';
}

async function demandOpen({ database }: OpenCompany): Promise<void> {
  if (!(await readPortalSettings(database)).enabled) throw new CarnetError(403, 'portal-closed');
}

/** The cookie of the portal, and nothing else: neither a user's session nor an API key opens it. */
async function visitorOf({ company, request }: Exchange): Promise<Visitor> {
  const cookie = request.cookies[portalCookie.name];
  const visitor = cookie === undefined ? undefined : await readPortalSession(company, cookie);
  if (!visitor) throw new CarnetError(401, 'not-signed-in');
  return visitor;
}

async function readerOf(exchange: Exchange): Promise<Reader & { readonly principal: Principal }> {
  const company = withPresentModel(exchange.company);
  const settings = await readPortalSettings(company.database);
  return {
    company,
    principal: await visitorPrincipal(company, await visitorOf(exchange), settings, exchange.language),
  };
}

function recordOf({ company }: Reader, collection: string): EffectiveRecord {
  const record = company.model().collection(collection);
  if (!record?.portal) throw new CarnetError(404, 'unknown-route');
  return record;
}

function attributes(request: Exchange['request'], life: number) {
  return { ...cookieAttributes(request, life), path: portalCookie.path, sameSite: 'strict' } as const;
}

async function presentSession(company: OpenCompany, { name, login, account }: Visitor): Promise<PortalSession> {
  return { name, login: login ?? '', company: await companyName(company), home: account };
}

/** What visitors of the portal may ask; below /portail/api, with a session of their own. */
export const visitorRoutes: readonly Route[] = [
  publicRoute({
    method: 'GET',
    path: '/ways',
    tag,
    summary: { fr: 'Le portail tel qu’il se présente', en: 'The portal as it presents itself' },
    handle: async ({ company }) => ({
      enabled: (await readPortalSettings(company.database)).enabled,
      company: await companyName(company),
      mailed: await canMailPortalPasswords(company),
    }),
  }),
  publicRoute({
    method: 'GET',
    path: '/session',
    tag,
    summary: { fr: 'Qui est là', en: 'Who is there' },
    handle: async (exchange) => presentSession(exchange.company, await visitorOf(exchange)),
  }),
  publicRoute({
    method: 'POST',
    path: '/session',
    tag,
    perMinute: 60,
    summary: { fr: 'Ouvre une session', en: 'Signs in' },
    body: z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) }),
    handle: async ({ company, body, request, reply }) => {
      await demandOpen(company);
      const origin = originOf(request);
      try {
        const entry = await signInOnPortal(company, { ...body, address: request.ip });
        if ('choose' in entry) return { choose: entry.choose };
        await logPortalSignIn(company, entry, origin);
        reply.setCookie(portalCookie.name, entry.cookie, attributes(request, portalSessionLife));
        return await presentSession(company, entry.visitor);
      } catch (error) {
        await logPortalSignIn(company, { email: body.email, error }, origin);
        throw error;
      }
    },
  }),
  publicRoute({
    method: 'DELETE',
    path: '/session',
    tag,
    summary: { fr: 'Ferme la session', en: 'Signs out' },
    handle: async ({ company, request, reply }) => {
      const cookie = request.cookies[portalCookie.name];
      const visitor = cookie === undefined ? undefined : await readPortalSession(company, cookie);
      if (cookie !== undefined) await endPortalSession(company, cookie);
      if (visitor)
        await logAccess(company.database, {
          kind: 'portal-sign-out',
          user: null,
          about: visitor.id,
          origin: originOf(request),
          detail: { name: visitor.name },
        });
      reply.clearCookie(portalCookie.name, attributes(request, 0));
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/link',
    tag,
    perMinute: 60,
    summary: { fr: 'Dit qui un lien laisse entrer', en: 'Tells whom a link lets in' },
    body: z.strictObject({ secret }),
    handle: async ({ company, body }) => {
      await demandOpen(company);
      const { kind, visitor } = await readPortalLink(company, body.secret);
      return { kind, name: visitor.name, email: visitor.login, company: await companyName(company) };
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/link/password',
    tag,
    perMinute: 20,
    summary: {
      fr: 'Choisit son mot de passe par un lien et ouvre une session',
      en: 'Chooses a password by a link and signs in',
    },
    body: z.strictObject({ secret, password: z.string().min(1).max(1_000) }),
    handle: async ({ company, body, request, reply }) => {
      await demandOpen(company);
      const { visitor } = await usePortalLink(company, body.secret, body.password, originOf(request));
      await logPortalSignIn(company, { visitor }, originOf(request));
      const cookie = await openPortalSession(company, visitor.id);
      reply.setCookie(portalCookie.name, cookie, attributes(request, portalSessionLife));
      return await presentSession(company, visitor);
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/forgotten-password',
    tag,
    perMinute: 10,
    summary: {
      fr: 'Demande un lien ; la réponse est la même pour toute adresse',
      en: 'Asks for a link; the answer is the same for every address',
    },
    body: z.strictObject({ email: z.string().min(1).max(254) }),
    handle: ({ company, body, request }) => {
      // Not waited for: how long it takes would tell whether the address is known.
      mailForgottenPortalPassword(company, body.email, originOf(request)).catch((error: unknown) =>
        request.log.error(error),
      );
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/results',
    tag,
    summary: { fr: 'Cherche', en: 'Searches' },
    query: z.strictObject({
      q: z.string().max(1_000).default(''),
      collection: z.string().max(100).optional(),
      cursor: z.string().max(10_000).optional(),
    }),
    handle: async ({ query, ...exchange }) => {
      const reader = await readerOf(exchange);
      const types = searchedTypes(reader).map(({ collection, label }) => ({
        collection,
        label: label.many[reader.principal.language],
      }));
      return { ...(await searchPortal(reader, query)), types };
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/pages/:collection/:id',
    tag,
    summary: { fr: 'La page d’une fiche', en: 'A record’s page' },
    params: z.object({ collection: z.string(), id: z.string() }),
    handle: async ({ params, ...exchange }) => {
      const reader = await readerOf(exchange);
      return readPortalPage(reader, recordOf(reader, params.collection), params.id);
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/files/:collection/:id',
    tag,
    summary: { fr: 'Enregistre le fichier d’une fiche', en: 'Saves the file of a record' },
    params: z.object({ collection: z.string(), id }),
    handle: async ({ params, reply, ...exchange }) => {
      const reader = await readerOf({ ...exchange });
      const record = recordOf(reader, params.collection);
      const item = await getRecord(reader, record, params.id);
      const field = fileField(reader, record);
      if (!field) throw new CarnetError(404, 'not-found');
      const row = await fileFor({ ...reader, channel: 'screen' }, String(item[field.name]));
      return reply
        .headers({ 'content-type': 'application/octet-stream', 'content-length': Number(row.size) })
        .header('content-disposition', attachmentNamed(item.title))
        .send(createReadStream(bytesOf(exchange.company, row)));
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/records/:collection',
    tag,
    summary: { fr: 'Liste les fiches', en: 'Lists records' },
    params: z.object({ collection: z.string() }),
    query: z.strictObject({
      search: z.string().max(1_000).optional(),
      filter: z.string().max(100_000).optional(),
      sort: z.string().max(1_000).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
      cursor: z.string().max(10_000).optional(),
    }),
    handle: async ({ params, query: { filter, ...query }, ...exchange }) => {
      const reader = await readerOf(exchange);
      return listRecords(reader, recordOf(reader, params.collection), { ...query, filter: readFilterText(filter) });
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/records/:collection/:id',
    tag,
    summary: { fr: 'Lit une fiche', en: 'Reads a record' },
    params: z.object({ collection: z.string(), id: z.string() }),
    handle: async ({ params, ...exchange }) => {
      const reader = await readerOf(exchange);
      return getRecord(reader, recordOf(reader, params.collection), params.id, { include: ['counts', 'children'] });
    },
  }),
];
