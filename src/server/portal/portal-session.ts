import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { sha256 } from '../auth/session-token.ts';
import type { Company } from '../company.ts';
import { readPortalSettings } from './portal-settings.ts';
import { readVisitors, type Visitor } from './visitors.ts';

/** Name of the cookie that carries a session of the portal, and the only address it is sent to. */
export const portalCookie = { name: 'carnet_portal', path: '/portail' } as const;

/** How long a session of the portal lasts, used or not; seconds. */
export const portalSessionLife = 7 * 24 * 3600;

/** How often the last use of a session is noted; seconds. */
const useNoted = 300;

/** Opens a session for a visitor; returns the value of its cookie, of which the database keeps the SHA-256. */
export async function openPortalSession({ database }: Company, visitor: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`
    INSERT INTO auth.portal_session (id, visitor_id, sha256, expires_at)
    VALUES (${newId()}, ${visitor}, ${sha256(token)}, now() + make_interval(secs => ${portalSessionLife}))
  `.execute(database);
  return token;
}

/**
 * Takes a session's cookie; returns whose it is, undefined where it has ended, where they may not come in any more or
 * where the portal is closed. Asked anew at each request, so that each of these counts at once.
 */
export async function readPortalSession(company: Company, cookie: string): Promise<Visitor | undefined> {
  const { rows } = await sql<{ visitor_id: string; unseen: boolean }>`
    SELECT visitor_id, seen_at < now() - make_interval(secs => ${useNoted}) AS unseen FROM auth.portal_session
    WHERE sha256 = ${sha256(cookie)} AND expires_at > now()`.execute(company.database);
  const row = rows[0];
  if (!row || !(await readPortalSettings(company.database)).enabled) return undefined;
  const [visitor] = await readVisitors(company, [row.visitor_id]);
  if (!visitor || visitor.closed !== null) return undefined;
  if (row.unseen)
    await sql`UPDATE auth.portal_session SET seen_at = now() WHERE sha256 = ${sha256(cookie)}`.execute(
      company.database,
    );
  return visitor;
}

/** Ends a session. */
export async function endPortalSession({ database }: Company, cookie: string): Promise<void> {
  await sql`DELETE FROM auth.portal_session WHERE sha256 = ${sha256(cookie)}`.execute(database);
}
