import { sql } from 'kysely';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import { type AccessOrigin, logAccess } from './access-log.ts';
import { administers } from './administration.ts';
import { principalFor } from './principal.ts';

/** The session that sees as another, whose it is, and where it comes from. */
export interface Viewer {
  readonly session: string;
  readonly user: string;
  readonly origin: AccessOrigin;
}

/**
 * Has a session see Carnet with another user's rights, and write nothing, until it is told to stop or ends. It is kept
 * with the session, so that every door follows. Takes the company, the session and the user to see as. Throws 403 where
 * its owner does not administer (anyone else would see more than is theirs), 404 where there is no such active user, 409
 * for oneself.
 */
export async function beginViewing(company: Company, viewer: Viewer, user: string): Promise<void> {
  const owner = await principalFor(company, viewer.user);
  if (!owner || !administers(owner.permissions)) throw new CarnetError(403, 'rights-beyond-yours');
  if (user === viewer.user) throw new CarnetError(409, 'viewing-oneself');
  if (!(await principalFor(company, user))) throw new CarnetError(404, 'not-found');
  await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql`
      INSERT INTO auth.session_state (session_id, seen_at, viewing, viewing_since)
      SELECT id, now(), ${user}::uuid, now() FROM auth.session
      WHERE id = ${viewer.session} AND "userId" = ${viewer.user} FOR KEY SHARE
      ON CONFLICT (session_id) DO UPDATE SET viewing = excluded.viewing, viewing_since = excluded.viewing_since
      RETURNING 1
    `.execute(transaction);
    if (rows.length === 0) throw new CarnetError(401, 'not-signed-in');
    await logAccess(transaction, { kind: 'view-as', user: viewer.user, about: user, origin: viewer.origin });
    await sendNotice(transaction, { kind: 'session' });
  });
}

/** Has a session see with its own user's rights again. Does nothing where it does already. */
export async function endViewing(company: Company, viewer: Viewer): Promise<void> {
  await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ seen: string }>`
      UPDATE auth.session_state state SET viewing = NULL, viewing_since = NULL
      FROM auth.session_state before
      WHERE state.session_id = ${viewer.session} AND before.session_id = state.session_id AND before.viewing IS NOT NULL
      RETURNING before.viewing AS seen
    `.execute(transaction);
    const [ended] = rows;
    if (!ended) return;
    await logAccess(transaction, {
      kind: 'view-as-ended',
      user: viewer.user,
      about: ended.seen,
      origin: viewer.origin,
    });
    await sendNotice(transaction, { kind: 'session' });
  });
}
