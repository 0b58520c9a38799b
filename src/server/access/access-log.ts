import { type Kysely, sql } from 'kysely';
import { emailType } from '../../fields/email/email.ts';
import { newId } from '../../lib/ids.ts';
import type { AccessKind } from '../../rules/access-kinds.ts';
import type { Company } from '../company.ts';
import { storedJson } from '../db/stored-json.ts';
import { CarnetError } from '../errors.ts';

/** Where a request came from, as far as that can be told. */
export interface AccessOrigin {
  /** Network address. */
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Id of the session, for who has one. */
  readonly session?: string | undefined;
}

/** One line of the journal of accesses. */
export interface AccessEntry {
  readonly kind: AccessKind;
  /** Who did it; null where nobody can be named. */
  readonly user: string | null;
  /** Whom it concerns, where that is another person. */
  readonly about?: string | null | undefined;
  readonly origin?: AccessOrigin | undefined;
  /** What else there is to know: never a password, a code or a link. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

const longestUserAgent = 300;

/**
 * Writes a line of the journal of accesses. Takes a database, or the transaction of what is told of, and the line. The
 * journal is append-only: the database refuses to change a line, and to delete one of less than a year.
 */
export function logAccess<Tables>(database: Kysely<Tables>, entry: AccessEntry): Promise<void> {
  return logAccesses(database, [entry]);
}

/** Writes several lines of the journal of accesses (`logAccess`) in one statement, in their order. */
export async function logAccesses<Tables>(database: Kysely<Tables>, entries: readonly AccessEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const lines = entries.map(({ kind, user, about, origin, detail }) => ({
    id: newId(),
    kind,
    user_id: user,
    about_id: about === user ? null : (about ?? null),
    address: origin?.address ?? null,
    user_agent: origin?.userAgent?.slice(0, longestUserAgent) ?? null,
    session_id: origin?.session ?? null,
    detail: detail ?? {},
  }));
  await sql`
    INSERT INTO access_log (id, at, kind, user_id, about_id, address, user_agent, session_id, detail)
    SELECT id, clock_timestamp(), kind, user_id, about_id, address, user_agent, session_id, detail
    FROM jsonb_populate_recordset(NULL::access_log, ${storedJson(lines)}::jsonb)
  `.execute(database);
}

/** An address is read the same in every language and zone. */
const addressOnly = { language: 'fr', timeZone: 'UTC' } as const;

/** How long a sign-in that has to wait is told of once, however often it is tried; seconds. */
const waitingTold = 60;

/** Tells whether the journal holds a refusal of this kind, for this reason and from this address, of a moment ago. */
export async function isToldAlready(
  { database }: Company,
  kind: AccessKind,
  address: string,
  code: string,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM access_log WHERE kind = ${kind} AND at > now() - make_interval(secs => ${waitingTold})
      AND id > ${firstIdOf(Date.now() - waitingTold * 1_000)}::uuid AND address = ${address} AND detail->>'reason' = ${code}
    LIMIT 1`.execute(database);
  return rows.length > 0;
}

/** Takes a moment in milliseconds; returns the smallest id (UUIDv7) that it can have given. */
function firstIdOf(moment: number): string {
  const hex = moment.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/**
 * Writes a sign-in that was refused. Takes the address typed, what was thrown (a fault of ours is none of a person's),
 * where it came from and by which way (`password`, `passkey` …). What was typed is kept where it is an address: people type their password there by mistake.
 */
export async function logRefusedSignIn(
  company: Company,
  typed: string,
  error: unknown,
  origin: AccessOrigin,
  way: string,
): Promise<void> {
  if (!(error instanceof CarnetError) || error.status >= 500) return;
  if (error.status === 429 && (await isToldAlready(company, 'sign-in-refused', origin.address ?? '', error.code)))
    return;
  const email = typed.trim();
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM "user" WHERE lower(email) = lower(${email}) AND deleted_at IS NULL`.execute(company.database);
  await logAccess(company.database, {
    kind: 'sign-in-refused',
    user: rows[0]?.id ?? null,
    origin,
    detail: { reason: error.code, way, ...(emailType.fromText(email, {}, addressOnly).ok ? { email } : {}) },
  });
}
