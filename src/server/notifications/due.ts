import { sql } from 'kysely';
import { ownerField } from '../../meta/derive/access.ts';
import { remindersOf } from '../../meta/derive/timeline.ts';
import type { Model } from '../../meta/effective-record.ts';
import type { Database } from '../company.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import type { Happening } from './happenings.ts';

/**
 * Takes the caller's transaction and the present moment; returns from when on people have not been told of what falls
 * due, and notes that they are until now. Null where another process is at it, or nothing has passed.
 */
export async function takeDueTime(transaction: EngineTransaction, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ due_until: Date | string }>`
    SELECT due_until FROM notification_clock FOR UPDATE SKIP LOCKED
  `.execute(transaction);
  const until = rows[0] && new Date(rows[0].due_until);
  if (!until)
    await sql`INSERT INTO notification_clock (due_until) VALUES (${now.toISOString()}) ON CONFLICT DO NOTHING`.execute(
      transaction,
    );
  if (!until || until >= now) return null;
  await sql`UPDATE notification_clock SET due_until = ${now.toISOString()}`.execute(transaction);
  return until;
}

/** Takes two moments; returns what fell due after the first and up to the second, for the owner of each record. */
export async function dueBetween(database: Database, model: Model, after: Date, until: Date): Promise<Happening[]> {
  const found: Happening[] = [];
  for (const record of model.records)
    for (const { at: name, unless } of remindersOf(record)) {
      const moment = record.field(name)?.columns[0]?.name;
      const owner = record.field(ownerField(record) ?? '')?.columns[0]?.name;
      const state = unless && record.field(unless.field)?.columns[0]?.name;
      if (!moment || !owner) continue;
      const open =
        unless && state
          ? sql`AND (${sql.ref(state)} IS NULL OR ${sql.ref(state)} <> ALL(${[...unless.values]}::text[]))`
          : sql``;
      const { rows } = await sql<{ id: string; owner: string; at: Date | string }>`
        SELECT id, ${sql.ref(owner)} AS owner, ${sql.ref(moment)} AS at FROM ${sql.table(record.table)}
        WHERE ${sql.ref(moment)} > ${after.toISOString()} AND ${sql.ref(moment)} <= ${until.toISOString()}
          AND deleted_at IS NULL AND ${sql.ref(owner)} IS NOT NULL ${open}
      `.execute(database);
      for (const { id, owner: recipient, at } of rows)
        found.push({
          recipient,
          kind: 'due',
          about: { record: record.name, id },
          actor: null,
          operation: null,
          due: { at: new Date(at).toISOString(), field: name },
        });
    }
  return found;
}
