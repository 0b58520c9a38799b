import { sql } from 'kysely';
import { principalFor } from '../access/principal.ts';
import type { OpenCompany } from '../company-open.ts';
import type { Channel, Principal } from '../context.ts';
import type { Heard } from '../live/change-feed.ts';
import { isChange } from '../live/notices.ts';
import { looksLikeApiKey, userOfApiKey } from './api-key.ts';
import { sessionLife } from './identity.ts';
import { openToken, sha256 } from './session-token.ts';

/** Who a request is from, and through which door. */
export interface Visit {
  readonly principal: Principal;
  readonly channel: Channel;
  /** True when the session's end was just moved: the cookie is to be sent again. */
  readonly renewed?: boolean;
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
        if (!session) return undefined;
        const principal = await principalFor(company, session.userId);
        return principal && { principal, channel: 'screen', renewed: session.renewed };
      }),
    byApiKey: async (key) => {
      if (!looksLikeApiKey(key)) return undefined;
      return recall(key, async () => {
        const userId = await userOfApiKey(company, key);
        const principal = userId && (await principalFor(company, userId));
        return principal ? { principal, channel: 'api' } : undefined;
      });
    },
  };
}

/** Takes a session's token; returns its user, having moved its end when that was last done a day ago or more. */
async function readSession(
  company: OpenCompany,
  token: string,
): Promise<{ userId: string; renewed: boolean } | undefined> {
  const { rows } = await sql<{ user_id: string; stale: boolean }>`
    SELECT "userId" AS user_id, "updatedAt" < now() - make_interval(secs => ${sessionLife.updateAge}) AS stale
    FROM auth.session WHERE token = ${token} AND "expiresAt" > now()
  `.execute(company.database);
  const row = rows[0];
  if (!row) return undefined;
  if (row.stale)
    await sql`
      UPDATE auth.session SET "updatedAt" = now(), "expiresAt" = now() + make_interval(secs => ${sessionLife.expiresIn})
      WHERE token = ${token}
    `.execute(company.database);
  return { userId: row.user_id, renewed: row.stale };
}
