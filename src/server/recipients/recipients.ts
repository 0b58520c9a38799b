import { sql } from 'kysely';
import { goneField } from '../../meta/derive/gone.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { type DocumentKind, type Recipients, recipientFlags, recipientsOf } from '../../rules/recipients.ts';
import { type Context, todayIn } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { readRecords, visibleIds } from '../records/query/read-records.ts';
import { isReadable, mayRead } from '../records/query/readable.ts';

/** What is to be sent, of which site, when. */
export interface Sending {
  readonly document: DocumentKind;
  /** May be left out where the account has one site (A38). */
  readonly site?: string | undefined;
  /** The day of sending, as `2026-11-22`; today where left out. */
  readonly on?: string | undefined;
}

/** Who receives it, with what a person needs to recognise them. */
export interface ToldRecipients extends Recipients {
  readonly document: DocumentKind;
  readonly site: { readonly id: string; readonly name: string; readonly closed: boolean };
  readonly on: string;
  /** Titles of the contacts named, by id. */
  readonly names: Readonly<Record<string, string>>;
}

/** The fields that decide, by record type: who may not see one of them is answered nothing rather than half. */
function decisive({
  site: plain,
  allSites,
}: (typeof recipientFlags)[DocumentKind]): Readonly<Record<string, string[]>> {
  return {
    account: ['billingEmail', 'email', 'doNotDun'],
    accountContact: ['contact', 'email', plain, allSites, 'endedAt'],
    siteContact: ['contact', 'site', 'exitDate'],
    site: ['name', 'closedAt'],
    contact: ['status'],
  };
}

function demandFields(context: Context, document: DocumentKind): void {
  const model = context.company.model();
  for (const [name, fields] of Object.entries(decisive(recipientFlags[document]))) {
    const record = model.record(name);
    // What an administrator hid from everyone still decides.
    const shown = fields.map((name) => record.field(name)).filter((field) => field && !field.hidden);
    if (!mayRead(context, record) || shown.some((field) => field && !isReadable(context, record, field)))
      throw new CarnetError(403, 'recipients-in-part');
  }
}

async function demandRows(context: Context, record: EffectiveRecord, ids: readonly string[]): Promise<void> {
  if ((await visibleIds(context, record, ids)).size < new Set(ids).size)
    throw new CarnetError(403, 'recipients-in-part');
}

interface AccountRow {
  readonly billing_email: string | null;
  readonly email: string | null;
  readonly do_not_dun: boolean;
}

async function accountOf(context: Context, id: string): Promise<AccountRow> {
  const { company } = context;
  const seen = await visibleIds(context, company.model().record('account'), [id]);
  const { rows } = seen.has(id)
    ? await sql<AccountRow>`SELECT billing_email, email, coalesce(do_not_dun, false) AS do_not_dun FROM account WHERE id = ${id} AND deleted_at IS NULL`.execute(
        company.database,
      )
    : { rows: [] };
  const [row] = rows;
  if (!row) throw new CarnetError(404, 'not-found');
  return row;
}

interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly closed_at: string | null;
}

/** The site asked for, or the only one. Throws 422. */
async function siteOf({ company }: Context, accountId: string, wanted: string | undefined): Promise<SiteRow> {
  const { rows } =
    await sql<SiteRow>`SELECT id, name, closed_at FROM site WHERE account_id = ${accountId} AND deleted_at IS NULL`.execute(
      company.database,
    );
  const found = wanted === undefined && rows.length === 1 ? rows[0] : rows.find(({ id }) => id === wanted);
  if (found) return found;
  const code = wanted === undefined ? 'required' : 'site-of-another';
  throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'site', code }] });
}

interface LinkRow {
  readonly id: string;
  readonly contact_id: string;
  readonly email: string | null;
  readonly site_flag: boolean;
  readonly all_sites_flag: boolean;
  readonly ended_at: string | null;
  readonly gone: boolean;
}

interface AttachmentRow {
  readonly id: string;
  readonly contact_id: string;
  readonly site_id: string;
  readonly exit_date: string | null;
}

/** Those of the account who ticked a box, and where they are attached among its sites. */
async function readLinks({ company }: Context, accountId: string, document: DocumentKind) {
  const model = company.model();
  const flag = (name: string) => sql.ref(`link.${model.record('accountContact').field(name)?.columns[0]?.name}`);
  const { site, allSites } = recipientFlags[document];
  const contact = model.record('contact');
  const state = sql.ref(`contact.${goneField(contact)?.columns[0]?.name}`);
  const gone = sql`coalesce(${state} = ANY(${[...(contact.gone?.values ?? [])]}), false)`;
  const { rows: links } = await sql<LinkRow>`
    SELECT link.id, link.contact_id, link.email, coalesce(${flag(site)}, false) AS site_flag,
      coalesce(${flag(allSites)}, false) AS all_sites_flag, link.ended_at, ${gone} AS gone
    FROM account_contact AS link JOIN contact ON contact.id = link.contact_id AND contact.deleted_at IS NULL
    WHERE link.account_id = ${accountId} AND link.deleted_at IS NULL AND (${flag(site)} OR ${flag(allSites)})
    ORDER BY link.id`.execute(company.database);
  if (links.length === 0) return { links, attachments: [] };
  const { rows: attachments } = await sql<AttachmentRow>`
    SELECT attachment.id, attachment.contact_id, attachment.site_id, attachment.exit_date
    FROM site_contact AS attachment JOIN site ON site.id = attachment.site_id AND site.account_id = ${accountId} AND site.deleted_at IS NULL
    WHERE attachment.contact_id = ANY(${links.map(({ contact_id }) => contact_id)}::uuid[]) AND attachment.deleted_at IS NULL`.execute(
    company.database,
  );
  return { links, attachments };
}

/**
 * Tells who receives a document of an account and a site, as everything stands now (A36: what was sent is kept by who
 * sends). For whoever sees the account; a job asks as the programme itself. Throws 403 `recipients-in-part` where the
 * principal may not see all that decides, so that no answer is half right, 404 for an account that is not theirs to
 * see, 422 for a site that is missing or not the account's.
 */
export async function readRecipients(context: Context, accountId: string, sending: Sending): Promise<ToldRecipients> {
  const model = context.company.model();
  const { document } = sending;
  const account = await accountOf(context, accountId);
  demandFields(context, document);
  const site = await siteOf(context, accountId, sending.site);
  const { links, attachments } = await readLinks(context, accountId, document);
  await Promise.all([
    demandRows(context, model.record('site'), [site.id]),
    demandRows(
      context,
      model.record('accountContact'),
      links.map(({ id }) => id),
    ),
    demandRows(
      context,
      model.record('siteContact'),
      attachments.map(({ id }) => id),
    ),
  ]);
  const on = sending.on ?? todayIn(context.principal.timeZone);
  const told = recipientsOf({
    document,
    siteId: site.id,
    on,
    account: { billingEmail: account.billing_email, email: account.email, doNotDun: account.do_not_dun },
    links: links.map((link) => ({
      contactId: link.contact_id,
      email: link.email,
      siteFlag: link.site_flag,
      allSitesFlag: link.all_sites_flag,
      endedAt: link.ended_at,
      gone: link.gone,
    })),
    attachments: attachments.map((attachment) => ({
      contactId: attachment.contact_id,
      siteId: attachment.site_id,
      exitDate: attachment.exit_date,
    })),
  });
  const named = [...told.recipients, ...told.skipped].flatMap(({ contactId }) => contactId ?? []);
  const contacts = await readRecords(context, model.record('contact'), named);
  if (contacts.length < named.length) throw new CarnetError(403, 'recipients-in-part');
  return {
    ...told,
    document,
    site: { id: site.id, name: site.name, closed: site.closed_at !== null && site.closed_at < on },
    on,
    names: Object.fromEntries(contacts.map(({ id, title }) => [id, title])),
  };
}
