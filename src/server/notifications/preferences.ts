import { sql } from 'kysely';
import { aboutType } from '../../meta/derive/about.ts';
import { type Channels, channelsOf, type NotificationKind } from '../../rules/notification-details.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';

/** Takes who asks; returns how they are told of each kind of notification. */
export async function ownChannels({ company, principal }: Context): Promise<ReturnType<typeof channelsOf>> {
  const { rows } = await sql<{ choices: unknown }>`
    SELECT choices FROM notification_preference WHERE user_id = ${principal.userId}
  `.execute(company.database);
  return channelsOf(rows[0]?.choices);
}

/** Changes how the principal is told of some kinds; returns how they are told of all. */
export async function changeChannels(
  context: Context,
  changes: Partial<Readonly<Record<NotificationKind, Channels>>>,
): Promise<ReturnType<typeof channelsOf>> {
  const { company, principal } = context;
  await sql`
    INSERT INTO notification_preference (user_id, choices) VALUES (${principal.userId}, ${JSON.stringify(changes)}::jsonb)
    ON CONFLICT (user_id) DO UPDATE SET choices = notification_preference.choices || excluded.choices
  `.execute(company.database);
  return await ownChannels(context);
}

/** How long notifications are kept; days. */
const kept = 90;

/** Forgets notifications that are old, read or not. */
export async function forgetOldNotifications({ database, model }: Company): Promise<void> {
  const { table } = aboutType(model(), 'notification');
  await sql`DELETE FROM ${sql.table(table)} WHERE at < now() - make_interval(days => ${kept})`.execute(database);
}
