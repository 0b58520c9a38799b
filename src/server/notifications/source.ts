import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { isHeardOf } from '../../meta/derive/about.ts';
import type { Company, Database } from '../company.ts';
import type { Channel, Context } from '../context.ts';
import type { Insertion } from '../records/write/statements.ts';

/** Doors through which so much comes in, or comes back, that nobody wants to hear of each. */
const silent: ReadonlySet<Channel> = new Set(['import', 'setup', 'command', 'merge', 'undo']);

/**
 * Takes lines of the audit trail as they are about to be written; returns what has people told of them, which commits
 * with them or not at all.
 */
export function sourceInsertion(context: Context, lines: readonly { id: string; record: string }[]): Insertion {
  const { company, principal, channel } = context;
  if (principal.userId === null || silent.has(channel)) return { table: 'notification_source', rows: [] };
  const model = company.model();
  const heard = lines.filter(({ record }) => {
    const type = model.find(record);
    return type !== undefined && isHeardOf(type, model);
  });
  // As PostgreSQL writes an array: json_populate_recordset takes a JSON array for it.
  const row = { id: newId(), lines: heard.map(({ id }) => id), attempts: 0 };
  return { table: 'notification_source', rows: heard.length > 0 ? [row] : [] };
}

/** Has the one who began a batch told that it has ended. */
export async function noteEndOfOperation({ database }: Company, operation: string): Promise<void> {
  await sql`INSERT INTO notification_source (id, operation_id) VALUES (${newId()}, ${operation})`.execute(database);
}

/** Something people may have to be told of. */
export interface Source {
  readonly id: string;
  readonly lines: readonly string[];
  readonly operation_id: string | null;
}

/** How often it is tried to tell people of something. */
const mostAttempts = 3;

/** Takes the next source for the caller's transaction, past those that another process works on; undefined for none. */
export async function nextSource(transaction: Database): Promise<Source | undefined> {
  const { rows } = await sql<Source>`
    SELECT id, lines, operation_id FROM notification_source ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
  `.execute(transaction);
  return rows[0];
}

/** What was told of goes. */
export async function closeSource(transaction: Database, { id }: Source): Promise<void> {
  await sql`DELETE FROM notification_source WHERE id = ${id}`.execute(transaction);
}

/** Notes that telling failed; given up after some tries, so that what comes after is told. */
export async function noteFailedSource(database: Database, { id }: Source): Promise<void> {
  await sql`DELETE FROM notification_source WHERE id = ${id} AND attempts >= ${mostAttempts - 1}`.execute(database);
  await sql`UPDATE notification_source SET attempts = attempts + 1 WHERE id = ${id}`.execute(database);
}
