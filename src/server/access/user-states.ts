import { sql } from 'kysely';
import { hasSecondFactor } from '../auth/second-factor.ts';
import type { Company } from '../company.ts';

/** Whether and how a user can come in. */
export interface UserState {
  /**
   * `active`: they can sign in; `invited`: a link waits for them; `expired`: it waited too long; `none`: they have
   * neither; `inactive`: they may not.
   */
  readonly state: 'active' | 'invited' | 'expired' | 'none' | 'inactive';
  /** When the link that waits ends. */
  readonly invitationEndsAt: string | null;
  /** In the last year. */
  readonly lastSignInAt: string | null;
  /** How many sessions are open. */
  readonly sessions: number;
  /** Whether they have codes or a passkey beside their password. */
  readonly secondFactor: boolean;
}

interface StateRow {
  readonly id: string;
  readonly active: boolean;
  readonly enters: boolean;
  readonly expires_at: Date | null;
  readonly expired: boolean | null;
  readonly last_at: Date | null;
  readonly sessions: number;
  readonly second_factor: boolean;
}

function stateOf({ active, enters, expired }: StateRow): UserState['state'] {
  if (!active) return 'inactive';
  if (enters) return 'active';
  return expired === null ? 'none' : expired ? 'expired' : 'invited';
}

/** Takes ids of users; returns how each stands, by id. */
export async function readUserStates(
  { database }: Pick<Company, 'database'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UserState>> {
  const { rows } = await sql<StateRow>`
    SELECT person.id, coalesce(person.active, false) AS active, link.expires_at, link.expires_at <= now() AS expired,
      EXISTS (SELECT FROM auth.account WHERE "userId" = person.id) AS enters,
      (SELECT line.at FROM access_log line WHERE line.user_id = person.id AND line.kind = 'sign-in'
        ORDER BY line.id DESC LIMIT 1) AS last_at,
      (SELECT count(*)::integer FROM auth.session WHERE "userId" = person.id AND "expiresAt" > now()) AS sessions,
      ${hasSecondFactor(sql`person.id`)} AS second_factor
    FROM "user" person
    LEFT JOIN auth.entry_link link ON link.user_id = person.id AND link.kind = 'invitation' AND link.ended_at IS NULL
    WHERE person.id = ANY(${ids as string[]}::uuid[])
  `.execute(database);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        state: stateOf(row),
        invitationEndsAt: row.expires_at === null ? null : new Date(row.expires_at).toISOString(),
        lastSignInAt: row.last_at === null ? null : new Date(row.last_at).toISOString(),
        sessions: row.sessions,
        secondFactor: row.second_factor,
      },
    ]),
  );
}
