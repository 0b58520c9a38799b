import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { type AccessOrigin, isToldAlready, logAccess } from '../access/access-log.ts';
import { hashPassword, passwordLength, verifyPassword } from '../auth/password.ts';
import { sha256 } from '../auth/session-token.ts';
import { countAttempt, forgive } from '../auth/throttle.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { makePortalLinks } from './portal-links.ts';
import { openPortalSession } from './portal-session.ts';
import { findVisitors, type Visitor } from './visitors.ts';

interface Attempt {
  readonly email: string;
  readonly password: string;
  readonly address: string;
}

/** What a sign-in led to: a session, or, from a temporary password, the link by which another one is chosen. */
export type PortalEntry = { readonly cookie: string; readonly visitor: Visitor } | { readonly choose: string };

interface Kept {
  readonly password: string | null;
  readonly temporary: Buffer | null;
}

/** The hash of nothing anyone types: an unknown address takes as long as a wrong password. */
let decoy: Promise<string> | undefined;

async function check(company: Company, visitor: Visitor | undefined, typed: string): Promise<keyof Kept | undefined> {
  const { rows } = await sql<Kept>`
    SELECT password, CASE WHEN temporary_ends_at > now() THEN temporary END AS temporary
    FROM auth.portal_password WHERE visitor_id = ${visitor?.id ?? null}`.execute(company.database);
  const { password = null, temporary = null } = rows[0] ?? {};
  decoy ??= hashPassword(newId());
  const right = await verifyPassword(password ?? (await decoy), typed);
  if (temporary && timingSafeEqual(temporary, sha256(typed.trim()))) return 'temporary';
  return right && password !== null ? 'password' : undefined;
}

/**
 * Takes an address and a password; lets the visitor in. Throws 401 wrong-credentials, the same and as slowly for an
 * unknown address, a wrong password and someone who may not come in (any more); 429 when too many have failed: counted
 * apart from the sign-ins of users, but for the network address.
 */
export async function signInOnPortal(company: Company, { email, password, address }: Attempt): Promise<PortalEntry> {
  const attempt = { email: `portal ${email.trim()}`, address };
  await countAttempt(company, attempt);
  const found = (await findVisitors(company, email)).filter(({ closed }) => closed === null);
  // Nobody: still as much work as for somebody.
  for (const visitor of found.length > 0 ? found : [undefined]) {
    const right = password.length <= passwordLength.longest ? await check(company, visitor, password) : undefined;
    if (!visitor || !right) continue;
    await forgive(company, attempt);
    if (right === 'password') return { cookie: await openPortalSession(company, visitor.id), visitor };
    const made = await company.database
      .transaction()
      .execute((transaction) => makePortalLinks(transaction, [visitor.id], 'reset', null));
    return { choose: made.get(visitor.id) ?? '' };
  }
  throw new CarnetError(401, 'wrong-credentials');
}

/** Writes in the journal of accesses that a visitor came in, or that they were refused and why. */
export async function logPortalSignIn(
  company: Company,
  outcome: { readonly visitor: Visitor } | { readonly email: string; readonly error: unknown },
  origin: AccessOrigin,
): Promise<void> {
  if ('visitor' in outcome) {
    const { id, name, login } = outcome.visitor;
    await logAccess(company.database, {
      kind: 'portal-sign-in',
      user: null,
      about: id,
      origin,
      detail: { name, email: login },
    });
    return;
  }
  const { email, error } = outcome;
  if (!(error instanceof CarnetError) || error.status >= 500) return;
  const { address = '' } = origin;
  if (error.status === 429 && (await isToldAlready(company, 'portal-sign-in-refused', address, error.code))) return;
  const [known] = await findVisitors(company, email);
  // What was typed is kept where it is somebody's: people type their password there by mistake.
  const detail = { reason: error.code, ...(known ? { name: known.name, email: known.login } : {}) };
  await logAccess(company.database, {
    kind: 'portal-sign-in-refused',
    user: null,
    about: known?.id ?? null,
    origin,
    detail,
  });
}
