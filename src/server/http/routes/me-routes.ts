import { sql } from 'kysely';
import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { languages } from '../../../lib/localized.ts';
import { administratorPermissions } from '../../../meta/permissions.ts';
import { logAccess } from '../../access/access-log.ts';
import { mayActFor } from '../../access/administration.ts';
import { principalFor } from '../../access/principal.ts';
import { checkOwnPassword, setPassword } from '../../auth/sign-in.ts';
import { countAttempt, forgive } from '../../auth/throttle.ts';
import type { Company } from '../../company.ts';
import type { Context, Principal } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import { sendNotice } from '../../live/notices.ts';
import { updateRecord } from '../../records/write/engine.ts';
import { settingsFor } from '../../settings/settings-for.ts';
import { type Route, route } from '../contract.ts';
import { originOf } from '../origin.ts';

export const userSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: z.enum(languages),
  timeZone: z.string(),
});

/** The saved view that lists open at, by the name of the record type (A12). */
const startViews = z.record(z.string().max(80), z.uuid());

const scope = z.enum(['none', 'own', 'team', 'all']);
const recordPermission = z.object({
  read: scope,
  create: z.boolean(),
  update: scope,
  delete: scope,
  export: z.boolean(),
  import: z.boolean(),
  fields: z.record(z.string(), z.enum(['none', 'read', 'edit'])).optional(),
});
const area = z.boolean();
const meSchema = z.object({
  user: userSchema,
  startViews,
  permissions: z.object({
    records: z.record(z.string(), recordPermission),
    others: recordPermission,
    areas: z.object({ settings: area, users: area, audit: area, backup: area }),
  }),
  company: z.object({
    name: z.string(),
    language: z.enum(languages),
    timeZone: z.string(),
    /** Most bytes of one file. */
    largestFile: z.int(),
  }),
  /** Who really sits there, where they see as this user (« voir comme »). */
  viewer: z.nullable(z.object({ id: z.uuid(), name: z.string() })),
});

const timeZone = z
  .string()
  .max(60)
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC');

/** Takes a company and a user's id (and who they are, where known); returns what the screens show of the person. */
export async function describeUser(
  company: Company,
  userId: string,
  known?: Principal,
): Promise<z.output<typeof userSchema>> {
  const { rows } = await sql<{ email: string }>`SELECT email FROM "user" WHERE id = ${userId}`.execute(
    company.database,
  );
  const principal = known ?? (await principalFor(company, userId));
  if (!principal) throw new CarnetError(401, 'not-signed-in');
  const { name, language, timeZone: zone } = principal;
  return { id: userId, name, email: rows[0]?.email ?? '', language, timeZone: zone };
}

async function describeMe({ company, principal }: Context, viewer?: Principal): Promise<z.output<typeof meSchema>> {
  const [{ rows }, own] = await Promise.all([
    sql<{ name: string; language: 'fr' | 'en' }>`SELECT name, language FROM company_profile`.execute(company.database),
    sql<{ views: z.output<typeof startViews> | null }>`
      SELECT start_views AS views FROM "user" WHERE id = ${principal.userId}`.execute(company.database),
  ]);
  return {
    startViews: own.rows[0]?.views ?? {},
    user: await describeUser(company, principal.userId ?? '', principal),
    permissions: principal.permissions,
    company: {
      name: rows[0]?.name ?? '',
      language: rows[0]?.language ?? 'fr',
      timeZone: company.timeZone,
      largestFile: company.largestFile,
    },
    viewer: viewer?.userId ? { id: viewer.userId, name: viewer.name } : null,
  };
}

/** Everyone may change these of themselves, whatever their role says of users; the trail still names them. */
function asOneself(context: Context): Context {
  return { ...context, principal: { ...context.principal, permissions: administratorPermissions } };
}

/** Guesses are counted as those at a second factor are: a session left open is no place to find a password out. */
async function checkCurrentPassword(company: Company, userId: string, typed: string, address: string): Promise<void> {
  const attempt = { secondFactorOf: userId, address };
  await countAttempt(company, attempt);
  if (!(await checkOwnPassword(company, userId, typed)))
    throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'current', code: 'wrong-password' }] });
  await forgive(company, attempt);
}

/** Who is signed in, what they may do and what they may change of themselves; the company's name. */
export const meRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/me',
    tag: 'session',
    summary: {
      fr: 'La personne connectée, ses droits, l’entreprise',
      en: 'Who is signed in, their rights, the company',
    },
    response: meSchema,
    handle: ({ context, request }) => describeMe(context, request.visit?.viewer),
  }),
  route({
    method: 'PATCH',
    path: '/me',
    tag: 'session',
    summary: { fr: 'Change son nom, sa langue ou son fuseau horaire', en: 'Changes one’s name, language or time zone' },
    body: z.strictObject({
      name: z.string().trim().min(1).max(120).optional(),
      language: z.enum(languages).optional(),
      timeZone: timeZone.optional(),
    }),
    response: meSchema,
    handle: async ({ context, company, body, request }) => {
      const userId = context.principal.userId ?? '';
      await updateRecord(asOneself(context), company.model().record('user'), userId, body);
      request.served.authenticator.forget();
      const principal = (await principalFor(company, userId)) ?? context.principal;
      return await describeMe({ ...context, principal });
    },
  }),
  route({
    method: 'PUT',
    path: '/me/start-views/:record',
    tag: 'session',
    summary: {
      fr: 'Choisit la vue sur laquelle une liste s’ouvre ; null : la vue standard',
      en: 'Chooses the view that a list opens at; null: the standard one',
    },
    params: z.object({ record: z.string().max(80) }),
    body: z.strictObject({ view: z.uuid().nullable() }),
    response: meSchema,
    handle: async ({ context, company, params, body }) => {
      if (!company.model().find(params.record)) throw new CarnetError(404, 'unknown-route');
      // One's own way of working: no version of the record, no line of the trail.
      const changed =
        body.view === null ? sql`'{}'::jsonb` : sql`jsonb_build_object(${params.record}::text, ${body.view}::text)`;
      await sql`UPDATE "user" SET start_views = (coalesce(start_views, '{}'::jsonb) - ${params.record}::text) || ${changed}
        WHERE id = ${context.principal.userId}`.execute(company.database);
      return await describeMe(context);
    },
  }),
  route({
    method: 'PUT',
    path: '/me/password',
    tag: 'session',
    summary: {
      fr: 'Change son mot de passe ; toutes ses autres sessions se ferment',
      en: 'Changes one’s password; all one’s other sessions end',
    },
    body: z.strictObject({ current: z.string().min(1).max(1_000), password: z.string().min(1).max(1_000) }),
    handle: async ({ context, company, body, request }) => {
      const { userId, name } = context.principal;
      await checkCurrentPassword(company, userId ?? '', body.current, request.ip);
      await company.database.transaction().execute(async (transaction) => {
        const user = { id: userId ?? '', name };
        await setPassword(transaction, user, body.password, request.visit?.session ?? null);
        await logAccess(transaction, { kind: 'password-changed', user: userId, origin: originOf(request) });
        await sendNotice(transaction, { kind: 'session' });
      });
      request.served.authenticator.forget();
    },
  }),
  route({
    method: 'PUT',
    path: '/users/:id/password',
    tag: 'session',
    security: 'users',
    summary: {
      fr: 'Donne un mot de passe à un utilisateur ; ses sessions se ferment',
      en: 'Gives a user a password; their sessions end',
    },
    params: z.object({ id: z.string().refine(isId) }),
    body: z.strictObject({ password: z.string().min(1).max(1_000) }),
    handle: async ({ company, context, params, body, request }) => {
      if (!(await mayActFor(company, context.principal, params.id))) throw new CarnetError(403, 'rights-beyond-yours');
      const { rows } = await sql<{
        name: string;
      }>`SELECT name FROM "user" WHERE id = ${params.id} AND deleted_at IS NULL`.execute(company.database);
      const user = rows[0];
      if (!user) throw new CarnetError(404, 'not-found');
      await company.database.transaction().execute(async (transaction) => {
        await setPassword(transaction, { id: params.id, name: user.name }, body.password);
        const by = context.principal.userId;
        await logAccess(transaction, {
          kind: 'password-changed',
          user: by,
          about: params.id,
          origin: originOf(request),
        });
        await sendNotice(transaction, { kind: 'session' });
      });
      request.served.authenticator.forget();
    },
  }),
  route({
    method: 'PATCH',
    path: '/company',
    tag: 'settings',
    security: 'settings',
    summary: {
      fr: 'Change le nom, la langue ou le fuseau de l’entreprise',
      en: 'Changes the company’s name, language or time zone',
    },
    body: z.strictObject({
      name: z.string().trim().min(1).max(200).optional(),
      language: z.enum(languages).optional(),
      timeZone: timeZone.optional(),
    }),
    response: meSchema,
    handle: async ({ context, company, body }) => {
      await sql`
        UPDATE company_profile SET name = coalesce(${body.name ?? null}, name),
          language = coalesce(${body.language ?? null}, language), time_zone = coalesce(${body.timeZone ?? null}, time_zone)
      `.execute(company.database);
      await company.reloadModel();
      return await describeMe(context);
    },
  }),
  route({
    method: 'GET',
    path: '/model',
    tag: 'settings',
    summary: {
      fr: 'Ce que l’entreprise a changé des types de fiches',
      en: 'What the company changed of the record types',
    },
    response: z.object({
      records: z.record(z.string(), z.unknown()),
      lists: z.record(z.string(), z.unknown()),
      listLabels: z.record(z.string(), z.unknown()),
      version: z.int(),
    }),
    handle: ({ company, context }) => settingsFor(company.settings(), context.principal.permissions),
  }),
];
