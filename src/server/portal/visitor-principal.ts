import { sql } from 'kysely';
import type { Language } from '../../lib/localized.ts';
import { noPermission, type Permissions } from '../../meta/permissions.ts';
import type { Company } from '../company.ts';
import { type Principal, todayIn } from '../context.ts';
import { type PortalSettings, profileParts } from './portal-settings.ts';
import type { Visitor } from './visitors.ts';

const seen = { ...noPermission, read: 'all' } as const;

/** Takes the names of the record types that are shown; returns rights to read those, and nothing else. */
function readingOnly(shown: readonly string[]): Permissions {
  return {
    records: Object.fromEntries(shown.map((name) => [name, seen])),
    others: noPermission,
    areas: { settings: false, users: false, audit: false, backup: false },
  };
}

const forCollaborators = ['account', 'site', 'contact', 'accountContact'];

/** What the profiles of an extranet user open; links to contacts go with the contacts. */
function forProfiles({ profiles }: PortalSettings, codes: readonly string[]): string[] {
  const parts = profileParts.filter((part) => codes.some((code) => profiles[code]?.includes(part)));
  return ['account', ...parts, ...(parts.includes('contact') ? ['accountContact'] : [])];
}

/** The sites of their company that a contact is attached to today. */
async function sitesOf(company: Company, contact: string, account: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT site.id FROM site_contact link JOIN site ON site.id = link.site_id
    WHERE link.contact_id = ${contact} AND site.account_id = ${account} AND link.deleted_at IS NULL AND site.deleted_at IS NULL
      AND (link.exit_date IS NULL OR link.exit_date >= ${todayIn(company.timeZone)}::date)`.execute(company.database);
  return rows.map(({ id }) => id);
}

/** Takes a visitor who may come in, the settings of the portal and a language; returns them as a principal. */
export async function visitorPrincipal(
  company: Company,
  visitor: Visitor,
  settings: PortalSettings,
  language: Language,
): Promise<Principal> {
  const { id, name, account, contact } = visitor;
  const limited = visitor.onlyOwnSites && account !== null && contact !== null;
  return {
    kind: 'portal',
    userId: null,
    name,
    language,
    timeZone: company.timeZone,
    permissions: readingOnly(account === null ? forCollaborators : forProfiles(settings, visitor.profiles)),
    keys: { own: [], team: [] },
    portal: {
      visitor: id,
      accounts: account === null ? null : [account],
      sites: limited ? await sitesOf(company, contact, account) : null,
    },
  };
}
