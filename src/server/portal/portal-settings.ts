import { sql } from 'kysely';
import type { Company, Database } from '../company.ts';
import { storedJson } from '../db/stored-json.ts';
import type { EngineTransaction } from '../records/write/types.ts';

/** What a profile of extranet users may open beside the company itself: names of record types. */
export const profileParts = ['contact', 'site', 'document'] as const;
export type ProfilePart = (typeof profileParts)[number];

/** Whether the company has a portal, and what each profile is shown there, by its code. */
export interface PortalSettings {
  readonly enabled: boolean;
  readonly profiles: Readonly<Record<string, readonly ProfilePart[]>>;
}

/** Before an administrator has chosen: closed, and what each profile's name promises. */
const standard: PortalSettings = {
  enabled: false,
  profiles: { standard: ['contact', 'site'], manager: ['contact', 'site', 'document'], accounting: ['document'] },
};

/** Takes a company's database; returns the settings of its portal. */
export async function readPortalSettings(database: Database | EngineTransaction): Promise<PortalSettings> {
  const { rows } = await sql<PortalSettings>`SELECT enabled, profiles FROM portal_setting`.execute(database);
  return rows[0] ?? standard;
}

/** Keeps the settings of the portal; closed, it lets nobody in and those who are there out. */
export async function savePortalSettings(
  { database }: Pick<Company, 'database'>,
  { enabled, profiles }: PortalSettings,
): Promise<void> {
  await sql`
    INSERT INTO portal_setting (only_one, enabled, profiles) VALUES (true, ${enabled}, ${storedJson(profiles)}::jsonb)
    ON CONFLICT (only_one) DO UPDATE SET enabled = excluded.enabled, profiles = excluded.profiles
  `.execute(database);
}
