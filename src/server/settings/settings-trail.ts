import { sql } from 'kysely';
import { isId } from '../../lib/ids.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';

/** One change of the settings, as the API tells it. */
export interface SettingsTrailItem {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly channel: string;
  readonly kind: string;
  readonly version: number;
  /** What changed: `account.cBudget`, `list:industry`, `account`. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

const pageSize = 50;

/** Takes a company and the last line already read; returns what was changed of the settings, newest first. Throws 400 invalid-cursor. */
export async function readSettingsTrail(
  company: Company,
  cursor?: string,
): Promise<{ items: SettingsTrailItem[]; next: string | null }> {
  if (cursor !== undefined && !isId(cursor)) throw new CarnetError(400, 'invalid-cursor');
  const { rows } = await sql<{
    id: string;
    at: Date;
    user_id: string | null;
    user_name: string | null;
    channel: string;
    kind: string;
    version: number;
    changes: SettingsTrailItem['changes'];
  }>`
    SELECT line.id, line.at, line.user_id, person.name AS user_name, line.channel, line.kind, line.version, line.changes
    FROM audit line LEFT JOIN "user" person ON person.id = line.user_id
    WHERE line.record = 'setting' ${cursor === undefined ? sql`` : sql`AND line.id < ${cursor}::uuid`}
    ORDER BY line.id DESC LIMIT ${pageSize + 1}
  `.execute(company.database);
  const lines = rows.slice(0, pageSize);
  const items = lines.map(({ user_id, user_name, at, ...line }) => ({
    ...line,
    at: new Date(at).toISOString(),
    by: user_id === null ? null : { id: user_id, name: user_name ?? '' },
  }));
  return { items, next: rows.length > pageSize ? (lines.at(-1)?.id ?? null) : null };
}
