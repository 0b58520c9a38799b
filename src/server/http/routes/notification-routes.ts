import { sql } from 'kysely';
import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { aboutType } from '../../../meta/derive/about.ts';
import { type NotificationKind, notificationKinds } from '../../../rules/notification-details.ts';
import { audienceOf } from '../../access/audience.ts';
import type { Context } from '../../context.ts';
import { mayMail } from '../../mail/mail-settings.ts';
import { changeChannels, ownChannels } from '../../notifications/preferences.ts';
import { writeBatch } from '../../records/write/engine.ts';
import { type Route, route } from '../contract.ts';
import { recordOf, recordParams } from './record-routes.ts';

const id = z.string().refine(isId);
const kinds = z.enum(Object.keys(notificationKinds) as [NotificationKind, ...NotificationKind[]]);
const channels = z.strictObject({ application: z.boolean(), mail: z.boolean() });
const preferences = z.object({
  kinds: z.record(kinds, channels),
  /** Whether the company's mail can leave. */
  mail: z.boolean(),
});

/** Most notifications marked at once: as many as anybody has. */
const mostMarked = 2_000;

/** Marks notifications of the principal's own as read or not; all that are unread where no id is given. */
async function mark(context: Context, ids: readonly string[] | undefined, read: boolean): Promise<number> {
  const { company, principal } = context;
  const notification = aboutType(company.model(), 'notification');
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${sql.table(notification.table)}
    WHERE recipient_id = ${principal.userId} AND deleted_at IS NULL AND (read_at IS NULL) = ${read}
      ${ids ? sql`AND id = ANY(${ids}::uuid[])` : sql``} ORDER BY id LIMIT ${mostMarked}
  `.execute(company.database);
  const readAt = read ? new Date().toISOString() : null;
  const writes = rows.map((row) => ({ kind: 'update' as const, id: row.id, values: { readAt } }));
  const outcomes = await writeBatch(context, notification, writes);
  return outcomes.filter(({ ok }) => ok).length;
}

/** One's own notifications beside their list, which is that of any record, and the colleagues whom one may name. */
export const notificationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/me/notification-preferences',
    tag: 'notifications',
    summary: { fr: 'Ce dont on est averti, et comment', en: 'What one is told of, and how' },
    response: preferences,
    handle: async ({ context, company }) => ({ kinds: await ownChannels(context), mail: await mayMail(company) }),
  }),
  route({
    method: 'PATCH',
    path: '/me/notification-preferences',
    tag: 'notifications',
    summary: { fr: 'Change ce dont on est averti, et comment', en: 'Changes what one is told of, and how' },
    body: z.strictObject({ kinds: z.partialRecord(kinds, channels) }),
    response: preferences,
    handle: async ({ context, company, body }) => ({
      kinds: await changeChannels(context, body.kinds),
      mail: await mayMail(company),
    }),
  }),
  route({
    method: 'POST',
    path: '/me/notifications/mark',
    tag: 'notifications',
    summary: {
      fr: 'Marque des notifications comme lues ou non lues ; toutes sans identifiant',
      en: 'Marks notifications as read or unread; all of them without ids',
    },
    body: z.strictObject({ ids: z.array(id).max(200).optional(), read: z.boolean() }),
    response: z.object({ marked: z.int() }),
    handle: async ({ context, body }) => ({ marked: await mark(context, body.ids, body.read) }),
  }),
  route({
    method: 'GET',
    path: '/:collection/:id/audience',
    tag: 'sharing',
    summary: {
      fr: 'Les collègues que l’on peut mentionner, et s’ils voient la fiche',
      en: 'The colleagues one may mention, and whether they see the record',
    },
    params: recordParams,
    query: z.strictObject({ search: z.string().max(200).optional() }),
    response: z.object({
      people: z.array(z.object({ id, name: z.string(), sees: z.boolean() })),
      mayShare: z.boolean(),
    }),
    handle: ({ company, context, params, query }) =>
      audienceOf(context, recordOf(company, params.collection), params.id, query.search),
  }),
];
