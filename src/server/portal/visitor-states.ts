import { sql } from 'kysely';
import type { Company } from '../company.ts';
import type { Visitor } from './visitors.ts';

/** Whether and how someone from outside comes in. */
export interface VisitorState {
  /** `open`: they can sign in; `temporary`: with a password to be exchanged; `invited`: a link waits; `expired`; `none`. */
  readonly way: 'open' | 'temporary' | 'invited' | 'expired' | 'none';
  /** When what waits for them ends. */
  readonly endsAt: string | null;
  readonly lastSignInAt: string | null;
  /** How many sessions are open. */
  readonly sessions: number;
}

interface StateRow {
  readonly id: string;
  readonly password: boolean | null;
  readonly temporary_ends_at: Date | null;
  readonly link_ends_at: Date | null;
  readonly last_at: Date | null;
  readonly sessions: number;
}

function wayOf({ password, temporary_ends_at, link_ends_at }: StateRow): Pick<VisitorState, 'way' | 'endsAt'> {
  if (password) return { way: 'open', endsAt: null };
  const ends = link_ends_at ?? temporary_ends_at;
  if (ends === null) return { way: 'none', endsAt: null };
  const waiting = link_ends_at === null ? 'temporary' : 'invited';
  return { way: new Date(ends) > new Date() ? waiting : 'expired', endsAt: new Date(ends).toISOString() };
}

/** Takes visitors; returns how each stands, by id. */
export async function readVisitorStates(
  { database }: Pick<Company, 'database'>,
  visitors: readonly Visitor[],
): Promise<ReadonlyMap<string, VisitorState>> {
  const { rows } = await sql<StateRow>`
    SELECT visitor.id, kept.password IS NOT NULL AS password, kept.temporary_ends_at, link.expires_at AS link_ends_at,
      (SELECT line.at FROM access_log line WHERE line.about_id = visitor.id AND line.kind = 'portal-sign-in'
        ORDER BY line.id DESC LIMIT 1) AS last_at,
      (SELECT count(*)::integer FROM auth.portal_session WHERE visitor_id = visitor.id AND expires_at > now()) AS sessions
    FROM unnest(${visitors.map(({ id }) => id)}::uuid[]) AS visitor (id)
    LEFT JOIN auth.portal_password kept ON kept.visitor_id = visitor.id
    LEFT JOIN auth.portal_link link ON link.visitor_id = visitor.id AND link.kind = 'invitation' AND link.ended_at IS NULL
  `.execute(database);
  return new Map(
    rows.map((row) => [
      row.id,
      { ...wayOf(row), lastSignInAt: row.last_at && new Date(row.last_at).toISOString(), sessions: row.sessions },
    ]),
  );
}
