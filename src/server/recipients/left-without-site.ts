import { type RawBuilder, sql } from 'kysely';
import { dateIn } from '../../lib/time-zone.ts';
import { goneField } from '../../meta/derive/gone.ts';
import { recipientFlags } from '../../rules/recipients.ts';
import type { Context } from '../context.ts';
import { operationFor } from '../operations/operation.ts';
import { readRecords } from '../records/query/read-records.ts';

/** What ended, one of these: an attachment to a site, a site with those to it, all that an operation ended. */
export interface Ended {
  readonly attachment?: string | undefined;
  readonly site?: string | undefined;
  readonly operation?: string | undefined;
  /** The last day of the attachment; today where left out. */
  readonly on?: string | undefined;
}

/** Someone whom « tous sites » still sends everything of an account at none of whose sites they are any more. */
export interface LeftWithoutSite {
  /** The link of the contact to the account, as it stands. */
  readonly id: string;
  readonly version: number;
  readonly contact: string;
  readonly account: string;
  /** The boxes « tous sites » that are ticked. */
  readonly boxes: readonly string[];
}

/** Most people told of: nobody answers for more at once. */
const most = 1000;

/** The attachments that ended, each with its last day. */
function endedRows({ attachment, site, operation, on }: Ended, today: string): RawBuilder<unknown> {
  const went = sql`deleted_at IS NOT NULL`;
  const which = attachment
    ? sql`id = ${attachment}`
    : site
      ? sql`site_id = ${site} AND trash_root = ${site} AND ${went}`
      : sql`(${went} OR exit_date IS NOT NULL) AND id IN (
          SELECT record_id FROM audit WHERE operation_id = ${operation ?? null} AND record = 'siteContact'
            AND (kind = 'delete' OR (kind = 'update' AND changes ? 'exitDate')))`;
  const last = operation ? sql`CASE WHEN ${went} THEN NULL ELSE exit_date END` : sql`${on ?? null}::date`;
  return sql`SELECT id, contact_id, site_id, coalesce(${last}, ${today}::date) AS last FROM site_contact WHERE ${which}`;
}

/**
 * Tells whose last site at an account ended with what ended, while a box « tous sites » of theirs stays ticked there
 * (A27): they go on receiving everything until someone unticks it. Of the links that the reader sees. Throws 404 for an
 * operation that is not theirs.
 */
export async function leftWithoutSite(context: Context, ended: Ended): Promise<readonly LeftWithoutSite[]> {
  const { company, principal } = context;
  if (ended.operation) await operationFor(context, ended.operation);
  const model = company.model();
  const link = model.record('accountContact');
  const contact = model.record('contact');
  const boxes = Object.values(recipientFlags).map(({ allSites }) => allSites);
  const ticked = boxes.map((name) => sql`link.${sql.ref(link.field(name)?.columns[0]?.name ?? '')}`);
  const state = sql.ref(`contact.${goneField(contact)?.columns[0]?.name}`);
  const today = dateIn(Date.now(), principal.timeZone);
  const { rows } = await sql<{ id: string }>`
    WITH ended AS (${endedRows(ended, today)})
    SELECT DISTINCT link.id FROM ended
      JOIN site ON site.id = ended.site_id
      JOIN account_contact AS link ON link.contact_id = ended.contact_id AND link.account_id = site.account_id
      JOIN contact ON contact.id = link.contact_id AND contact.deleted_at IS NULL
    WHERE link.deleted_at IS NULL AND (link.ended_at IS NULL OR link.ended_at >= ${today}::date)
      AND (${sql.join(ticked, sql` OR `)})
      AND NOT coalesce(${state} = ANY(${[...(contact.gone?.values ?? [])]}), false)
      AND NOT EXISTS (
        SELECT 1 FROM site_contact AS other JOIN site AS place ON place.id = other.site_id
        WHERE other.contact_id = link.contact_id AND place.account_id = link.account_id
          AND other.deleted_at IS NULL AND place.deleted_at IS NULL
          AND other.id NOT IN (SELECT id FROM ended)
          AND (other.exit_date IS NULL OR other.exit_date > ended.last))
    ORDER BY link.id LIMIT ${most}`.execute(company.database);
  const items = await readRecords(
    context,
    link,
    rows.map(({ id }) => id),
    ['contact', 'account', ...boxes],
  );
  return items
    .map((item) => ({
      id: item.id,
      version: item.version,
      contact: item.titles?.contact ?? '',
      account: item.titles?.account ?? '',
      boxes: boxes.filter((name) => item[name] === true),
    }))
    .filter((one) => one.boxes.length > 0);
}
