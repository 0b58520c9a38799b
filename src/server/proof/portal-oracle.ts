import type pg from 'pg';
import type { Place } from './company-of-tokens.ts';

/**
 * What a visitor of the portal may see, told slowly from the raw tables and from nothing of the engine nor of the
 * declarations: the definition that the portal is compared with (F103, F104, A29, A31, A34).
 */

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

export const portalTypes = ['account', 'site', 'contact', 'accountContact'] as const;
export type PortalType = (typeof portalTypes)[number];

const tables = { account: 'account', site: 'site', contact: 'contact', accountContact: 'account_contact' } as const;

/** Fields that hold words, by who is shown them. */
const shownTo = {
  collaborator: {
    account: ['legalName', 'email', 'billingEmail', 'website', 'comment', 'address'],
    site: ['name', 'customerReference', 'address'],
    contact: ['lastName', 'firstName', 'skype', 'comment'],
    accountContact: ['department', 'email'],
  },
  company: {
    account: ['legalName', 'email', 'billingEmail', 'website', 'address'],
    site: ['name', 'address'],
    contact: ['lastName', 'firstName'],
    accountContact: ['department', 'email'],
  },
} as const;

/** Whose eyes: a collaborator's, or those of a contact who sees one company, of their own sites alone where `limited`. */
export type Eyes =
  | { readonly face: 'collaborator' }
  | { readonly face: 'company'; readonly account: string; readonly contact: string; readonly limited: boolean };

export class PortalOracle {
  private readonly rows: Readonly<Record<PortalType, readonly Row[]>>;
  private readonly siteLinks: readonly Row[];
  private readonly words: readonly (readonly [string, Place])[];
  private readonly today: string;

  private constructor(
    rows: PortalOracle['rows'],
    siteLinks: readonly Row[],
    words: PortalOracle['words'],
    today: string,
  ) {
    this.rows = rows;
    this.siteLinks = siteLinks;
    this.words = words;
    this.today = today;
  }

  static async read(pool: pg.Pool, places: ReadonlyMap<string, Place>, today: string): Promise<PortalOracle> {
    const live = async (table: string) =>
      (await pool.query<Row>(`SELECT * FROM ${table} WHERE deleted_at IS NULL ORDER BY id`)).rows;
    const rows: Partial<Record<PortalType, Row[]>> = {};
    for (const type of portalTypes) rows[type] = await live(tables[type]);
    return new PortalOracle(rows as PortalOracle['rows'], await live('site_contact'), [...places], today);
  }

  private past(day: unknown): boolean {
    return day !== null && String(day) < this.today;
  }

  private ownSites(eyes: Eyes): Set<string> | null {
    if (eyes.face === 'collaborator' || !eyes.limited) return null;
    const theirs = this.siteLinks.filter((link) => link.contact_id === eyes.contact && !this.past(link.exit_date));
    const sites = theirs.map((link) => this.rows.site.find((site) => site.id === link.site_id));
    return new Set(sites.flatMap((site) => (site && site.account_id === eyes.account ? [site.id] : [])));
  }

  /** Tells whether somebody may come in at all: their link to the company, the company and they themselves still stand. */
  comesIn(eyes: Eyes): boolean {
    if (eyes.face === 'collaborator') return true;
    const contact = this.rows.contact.find(({ id }) => id === eyes.contact);
    const account = this.rows.account.find(({ id }) => id === eyes.account);
    const link = this.rows.accountContact.find(
      (one) => one.contact_id === eyes.contact && one.account_id === eyes.account,
    );
    return (
      contact !== undefined &&
      contact.status !== 'disappeared' &&
      account !== undefined &&
      !this.past(account.closed_at) &&
      link !== undefined &&
      !this.past(link.ended_at)
    );
  }

  sees(eyes: Eyes, type: PortalType, row: Row): boolean {
    const account = (id: unknown) => this.rows.account.some((one) => one.id === id && this.sees(eyes, 'account', one));
    const stands = (id: unknown) => {
      const contact = this.rows.contact.find((one) => one.id === id);
      if (!contact || contact.status === 'disappeared') return false;
      const sites = this.ownSites(eyes);
      return (
        sites === null ||
        this.siteLinks.some(
          (link) => link.contact_id === id && sites.has(String(link.site_id)) && !this.past(link.exit_date),
        )
      );
    };
    switch (type) {
      case 'account': {
        if (this.past(row.closed_at)) return false;
        if (eyes.face === 'company') return row.id === eyes.account;
        const roles = (row.roles ?? []) as readonly string[];
        return roles.includes('client') || roles.includes('prospect');
      }
      case 'site':
        return !this.past(row.closed_at) && account(row.account_id) && (this.ownSites(eyes)?.has(row.id) ?? true);
      case 'accountContact':
        return (
          row.hide_from_crm !== true && !this.past(row.ended_at) && account(row.account_id) && stands(row.contact_id)
        );
      case 'contact':
        return (
          stands(row.id) &&
          this.rows.accountContact.some((link) => link.contact_id === row.id && this.sees(eyes, 'accountContact', link))
        );
    }
  }

  visible(eyes: Eyes, type: PortalType): Row[] {
    return this.rows[type].filter((row) => this.sees(eyes, type, row));
  }

  row(type: PortalType, id: string): Row | undefined {
    return this.rows[type].find((row) => row.id === id);
  }

  /** The words of a row that its visitor is shown, by field. */
  shown(eyes: Eyes, type: PortalType, id: string): (readonly [word: string, field: string])[] {
    const fields: readonly string[] = shownTo[eyes.face][type];
    return this.words.flatMap(([word, place]) =>
      place.record === type && place.id === id && fields.includes(place.field) ? [[word, place.field] as const] : [],
    );
  }

  /** Every word that may come to a visitor's eyes. */
  allowed(eyes: Eyes): Set<string> {
    return new Set(
      portalTypes.flatMap((type) =>
        this.visible(eyes, type).flatMap((row) => this.shown(eyes, type, row.id).map(([word]) => word)),
      ),
    );
  }
}
