import { sql } from 'kysely';
import { type Row, sameValue } from '../records/rows.ts';
import type { Changes } from '../records/write/audit.ts';
import type { EngineTransaction } from '../records/write/types.ts';

/** How an operation left a record. */
interface Left {
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
}

interface LaterLine {
  readonly record_id: string;
  readonly version: number;
  readonly changes: Changes;
  /** Written by an undo, or by an operation that an undo was begun of. */
  readonly undone: boolean;
  /** Written by the undo at work itself. */
  readonly own: boolean;
}

/**
 * Takes how an operation left records, and their rows now, whose versions have moved on; returns the ids of those that
 * are as it left them all the same: everything written since is of operations that were undone and of those undos, and
 * put together it changed nothing. So operations that touched the same records can be undone in turn, the last first.
 * What a person changed by hand counts as changed, even when they put it back by hand; so does what an undo had to
 * leave, or what was done once more. What the undo at work has written itself counts as nothing: with a record that comes
 * back, what one alone may hold is taken from who holds it.
 */
export async function takenBack(
  transaction: EngineTransaction,
  left: readonly Left[],
  rows: ReadonlyMap<string, Row>,
  undo: string,
): Promise<Set<string>> {
  if (left.length === 0) return new Set();
  const { rows: found } = await sql<LaterLine>`
    SELECT audit.record_id, audit.version, audit.changes, coalesce(audit.operation_id = ${undo}, false) AS own,
      coalesce(operation.undoes IS NOT NULL OR EXISTS (SELECT FROM operation undo WHERE undo.undoes = operation.id), false) AS undone
    FROM unnest(${left.map(({ id }) => id)}::uuid[], ${left.map(({ version }) => version)}::integer[]) AS known (id, version)
    JOIN audit ON audit.record_id = known.id AND audit.version > known.version
    LEFT JOIN operation ON operation.id = audit.operation_id
    ORDER BY audit.record_id, audit.version, audit.id`.execute(transaction);
  const later = new Map<string, LaterLine[]>();
  for (const line of found) later.set(line.record_id, [...(later.get(line.record_id) ?? []), line]);
  return new Set(left.filter((one) => isTakenBack(one, later.get(one.id) ?? [], rows.get(one.id))).map(({ id }) => id));
}

function isTakenBack({ version, deleted }: Left, lines: readonly LaterLine[], row: Row | undefined): boolean {
  if (!row || (row.deleted_at !== null) !== deleted || !lines.every(({ undone }) => undone)) return false;
  // Every version since has its line: nothing was written past the trail.
  if (new Set(lines.map((line) => line.version)).size !== Number(row.version) - version) return false;
  const net = new Map<string, readonly [unknown, unknown]>();
  for (const { changes } of lines.filter(({ own }) => !own))
    for (const [field, [before, after]] of Object.entries(changes))
      net.set(field, [net.has(field) ? net.get(field)?.[0] : before, after]);
  return [...net.values()].every(([before, after]) => sameValue(before, after));
}
