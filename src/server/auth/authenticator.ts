import { sql } from 'kysely';
import { administers } from '../access/administration.ts';
import { principalFor, principalSeen } from '../access/principal.ts';
import type { OpenCompany } from '../company-open.ts';
import type { Channel, Principal } from '../context.ts';
import type { Heard } from '../live/change-feed.ts';
import { isChange } from '../live/notices.ts';
import { type KeyOpening, looksLikeApiKey, userOfApiKey } from './api-key.ts';
import { roleAsksSecondFactor } from './second-factor.ts';
import { sessionLife } from './session.ts';
import { openToken, sha256 } from './session-token.ts';

/** Who a request is from, and through which door. */
export interface Visit {
  readonly principal: Principal;
  readonly channel: Channel;
  /** True when the session's end was just moved: the cookie is to be sent again. */
  readonly renewed?: boolean;
  /** Id of the session, for who came with one. */
  readonly session?: string;
  /** « Voir comme »: who really sits there. They read with the principal's rights, and write nothing. */
  readonly viewer?: Principal;
  /** What the key opens alone, where it is not all of the API. */
  readonly opens?: KeyOpening;
}

/** How long a visit is remembered without asking the database, in milliseconds. */
const memory = 5_000;
const mostRemembered = 2_000;

/** The record types that decide who may do what. */
const decisive = new Set(['user', 'role', 'team']);

/** Tells who signs a request. */
export interface Authenticator {
  /** Takes the value of a session cookie; returns the visit, or undefined when the session has ended. */
  readonly bySession: (cookie: string) => Promise<Visit | undefined>;
  /** Takes an API key; returns the visit, or undefined when the key is unknown or revoked. */
  readonly byApiKey: (key: string) => Promise<Visit | undefined>;
  /** Forgets what is remembered: the next request asks the database. */
  readonly forget: () => void;
}

interface Remembered {
  readonly visit: Visit;
  readonly until: number;
}

/**
 * Takes a company; returns its authenticator. Reading a session costs a query or two, so that it is remembered for five
 * seconds at most, and forgotten as soon as any process changes a user, a role, a team or a session.
 */
export function createAuthenticator(company: OpenCompany): Authenticator {
  const remembered = new Map<string, Remembered>();
  let generation = 0;
  const forget = (): void => {
    generation++;
    remembered.clear();
  };
  company.changes.subscribe((heard: Heard) => {
    if (heard === 'missed' || heard.kind === 'session' || heard.kind === 'model') forget();
    else if (isChange(heard) && decisive.has(heard.record)) forget();
  });

  const recall = async (secret: string, find: () => Promise<Visit | undefined>): Promise<Visit | undefined> => {
    const key = sha256(secret).toString('base64');
    const known = remembered.get(key);
    if (known && known.until > Date.now()) return known.visit;
    const started = generation;
    const visit = await find();
    if (!visit) remembered.delete(key);
    else if (started === generation) {
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(key, { visit: { ...visit, renewed: false }, until: Date.now() + memory });
    }
    return visit;
  };

  return {
    forget,
    bySession: (cookie) =>
      recall(cookie, async () => {
        const token = openToken(company, cookie);
        const session = token && (await readSession(company, token));
        return session ? await visitOf(company, session) : undefined;
      }),
    byApiKey: async (key) => {
      if (!looksLikeApiKey(key)) return undefined;
      return recall(key, async () => {
        const known = await userOfApiKey(company, key);
        const principal = known && (await principalFor(company, known.userId));
        return principal && { principal, channel: 'api', ...(known.opens ? { opens: known.opens } : {}) };
      });
    },
  };
}

interface ReadSession {
  readonly id: string;
  readonly userId: string;
  readonly viewing: string | null;
  readonly renewed: boolean;
}

async function visitOf(
  company: OpenCompany,
  { id, userId, viewing, renewed }: ReadSession,
): Promise<Visit | undefined> {
  const owner = await principalFor(company, userId);
  if (!owner) return undefined;
  const visit = { channel: 'screen', renewed, session: id } as const;
  if (viewing === null) return { ...visit, principal: owner };
  // Who no longer administers sees as nobody else; the session ends, so that they never act unawares as themselves.
  if (!administers(owner.permissions)) return undefined;
  return { ...visit, principal: await principalSeen(company, viewing), viewer: owner };
}

/** How often the last use of a session is noted; seconds. */
const useNoted = 300;

/**
 * Takes a session's token; returns the session, unless its user's role asks for a second factor that it was not opened
 * with. Moves its end when that was last done a day ago or more.
 */
async function readSession(company: OpenCompany, token: string): Promise<ReadSession | undefined> {
  const { rows } = await sql<{
    id: string;
    user_id: string;
    stale: boolean;
    unseen: boolean;
    viewing: string | null;
  }>`
    SELECT session.id, session."userId" AS user_id, state.viewing,
      session."updatedAt" < now() - make_interval(secs => ${sessionLife.updateAge}) AS stale,
      coalesce(state.seen_at < now() - make_interval(secs => ${useNoted}), true) AS unseen
    FROM auth.session session LEFT JOIN auth.session_state state ON state.session_id = session.id
    WHERE session.token = ${token} AND session."expiresAt" > now()
      AND (session.second_factor OR NOT ${roleAsksSecondFactor(sql`session."userId"`)})
  `.execute(company.database);
  const row = rows[0];
  if (!row) return undefined;
  if (row.unseen)
    await sql`
      INSERT INTO auth.session_state (session_id, seen_at)
      SELECT id, now() FROM auth.session WHERE id = ${row.id} FOR KEY SHARE
      ON CONFLICT (session_id) DO UPDATE SET seen_at = excluded.seen_at
    `.execute(company.database);
  if (row.stale)
    await sql`
      UPDATE auth.session SET "updatedAt" = now(), "expiresAt" = now() + make_interval(secs => ${sessionLife.expiresIn})
      WHERE token = ${token}
    `.execute(company.database);
  return { id: row.id, userId: row.user_id, viewing: row.viewing, renewed: row.stale };
}
