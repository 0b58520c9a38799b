import { sql } from 'kysely';
import { type AccessOrigin, logAccess } from '../access/access-log.ts';
import { administers, readPermissions } from '../access/administration.ts';
import type { Company, Database } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';

/** A session as its owner, or an administrator, sees it. */
export interface ListedSession {
  readonly id: string;
  /** Network address it was opened from. */
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: string;
  /** To five minutes. */
  readonly seenAt: string;
}

/** Who ends sessions, and from where. */
export interface Ending {
  readonly by: string | null;
  readonly origin?: AccessOrigin;
}

/** Takes a user's id; returns their open sessions, the last used first. */
export async function listSessions({ database }: Company, userId: string): Promise<ListedSession[]> {
  const { rows } = await sql<{
    id: string;
    address: string | null;
    user_agent: string | null;
    created_at: Date;
    seen_at: Date;
  }>`
    SELECT session.id, nullif(session."ipAddress", '') AS address, nullif(session."userAgent", '') AS user_agent,
      session."createdAt" AS created_at, coalesce(state.seen_at, session."updatedAt") AS seen_at
    FROM auth.session session LEFT JOIN auth.session_state state ON state.session_id = session.id
    WHERE session."userId" = ${userId} AND session."expiresAt" > now() ORDER BY seen_at DESC, session.id LIMIT 500
  `.execute(database);
  return rows.map(({ user_agent, created_at, seen_at, ...row }) => ({
    ...row,
    userAgent: user_agent,
    createdAt: new Date(created_at).toISOString(),
    seenAt: new Date(seen_at).toISOString(),
  }));
}

/**
 * Ends a user's sessions, each with its line in the journal: the one named, or all but `except`. Returns how many ended.
 * Throws 404 session-not-found where the one named is none of theirs.
 */
export async function endSessions(
  company: Company,
  userId: string,
  which: { readonly id: string } | { readonly except: string | null },
  ending: Ending,
): Promise<number> {
  const chosen =
    'id' in which ? sql`AND id = ${which.id}` : which.except === null ? sql`` : sql`AND id <> ${which.except}`;
  return await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string; viewing: string | null }>`
      WITH ended AS (
        DELETE FROM auth.session WHERE "userId" = ${userId} ${chosen} RETURNING id
      ) SELECT ended.id, state.viewing FROM ended LEFT JOIN auth.session_state state ON state.session_id = ended.id
    `.execute(transaction);
    if (rows.length === 0 && 'id' in which) throw new CarnetError(404, 'session-not-found');
    await noteEnded(
      transaction,
      rows.map((row) => ({ ...row, user: userId })),
      ending,
    );
    return rows.length;
  });
}

interface EndedSession {
  readonly id: string;
  readonly user: string;
  /** As whom its user saw. */
  readonly viewing: string | null;
}

/** Writes a line of the journal for each session that has ended, and tells every process. */
async function noteEnded(database: Database, ended: readonly EndedSession[], { by, origin }: Ending): Promise<void> {
  for (const { id, user, viewing } of ended) {
    if (viewing !== null)
      await logAccess(database, { kind: 'view-as-ended', user, about: viewing, origin: { session: id } });
    await logAccess(database, { kind: 'session-ended', user: by, about: user, origin, detail: { session: id } });
  }
  if (ended.length > 0) await sendNotice(database, { kind: 'session' });
}

/**
 * Ends, in the caller's transaction, the sessions of all but administrators that were opened otherwise than by single
 * sign-on, each with its line in the journal.
 */
export async function endSessionsOpenedOtherwise(transaction: Database, ending: Ending): Promise<void> {
  const { rows } = await sql<EndedSession & { permissions: unknown }>`
    SELECT session.id, session."userId" AS "user", state.viewing, role.permissions
    FROM auth.session session JOIN "user" ON "user".id = session."userId"
    LEFT JOIN role ON role.id = "user".role_id AND role.deleted_at IS NULL
    LEFT JOIN auth.session_state state ON state.session_id = session.id
    WHERE session.method IS DISTINCT FROM 'single-sign-on' ORDER BY session.id
  `.execute(transaction);
  const ended = rows.filter(({ permissions }) => !administers(readPermissions(permissions)));
  await sql`DELETE FROM auth.session WHERE id = ANY(${ended.map(({ id }) => id)})`.execute(transaction);
  await noteEnded(transaction, ended, ending);
}
