import { sql } from 'kysely';
import { isId } from '../../lib/ids.ts';
import type { AccessKind } from '../../rules/access-kinds.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';

/** What of the journal is asked for. Days are those of the reader's time zone, both included. */
export interface AccessLogQuery {
  /** Who did it, or whom it concerns. */
  readonly person?: string | undefined;
  readonly kind?: AccessKind | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A line of the journal as it is shown. */
export interface AccessLine {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  /** Who did it; null where nobody can be named. */
  readonly by: Named | null;
  /** Whom it concerns, where that is another person. */
  readonly about: Named | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

const pageSize = 50;

interface LineRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly about_id: string | null;
  readonly about_name: string | null;
  readonly address: string | null;
  readonly user_agent: string | null;
  readonly detail: AccessLine['detail'];
}

function named(id: string | null, name: string | null): Named | null {
  return id === null ? null : { id, name: name ?? '' };
}

/** Reads at most `limit` lines older than `before`, newest first. Each way to a person has its own index: both are walked. */
async function readLines(
  { database }: Pick<Company, 'database'>,
  { person, kind, from, to }: AccessLogQuery,
  timeZone: string,
  before: string | undefined,
  limit: number,
): Promise<AccessLine[]> {
  const conditions = [
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(from ? [sql`at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`] : []),
    ...(to ? [sql`at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`] : []),
    ...(before ? [sql`id < ${before}::uuid`] : []),
    sql`true`,
  ];
  const walk = (of: ReturnType<typeof sql>) => sql`
    (SELECT * FROM access_log WHERE ${of} AND ${sql.join(conditions, sql` AND `)} ORDER BY id DESC LIMIT ${limit})`;
  const lines = person
    ? sql`(${walk(sql`user_id = ${person}`)} UNION ${walk(sql`about_id = ${person}`)})`
    : walk(sql`true`);
  const { rows } = await sql<LineRow>`
    SELECT line.id, line.at, line.kind, line.user_id, person.name AS user_name, line.about_id, coalesce(other.name, CASE WHEN line.kind LIKE 'portal-%' THEN line.detail->>'name' END) AS about_name,
      line.address, line.user_agent, line.detail
    FROM ${lines} line
    LEFT JOIN "user" person ON person.id = line.user_id LEFT JOIN "user" other ON other.id = line.about_id
    ORDER BY line.id DESC LIMIT ${limit}
  `.execute(database);
  return rows.map(({ id, at, kind: told, user_id, user_name, about_id, about_name, address, user_agent, detail }) => ({
    id,
    at: new Date(at).toISOString(),
    kind: told,
    by: named(user_id, user_name),
    about: named(about_id, about_name),
    address,
    userAgent: user_agent,
    detail,
  }));
}

/**
 * Takes a company, what is asked for, the reader's time zone and the last line already read; returns a page of the
 * journal, newest first. Throws 400 invalid-cursor.
 */
export async function readAccessLog(
  company: Pick<Company, 'database'>,
  query: AccessLogQuery,
  timeZone: string,
  cursor?: string,
): Promise<{ items: AccessLine[]; next: string | null }> {
  if (cursor !== undefined && !isId(cursor)) throw new CarnetError(400, 'invalid-cursor');
  const lines = await readLines(company, query, timeZone, cursor, pageSize + 1);
  const items = lines.slice(0, pageSize);
  return { items, next: lines.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** Reads all that is asked for, a thousand lines at a time, newest first. */
export async function* walkAccessLog(
  company: Pick<Company, 'database'>,
  query: AccessLogQuery,
  timeZone: string,
): AsyncGenerator<AccessLine> {
  const step = 1_000;
  let before: string | undefined;
  for (;;) {
    const lines = await readLines(company, query, timeZone, before, step);
    yield* lines;
    if (lines.length < step) return;
    before = lines.at(-1)?.id;
  }
}
