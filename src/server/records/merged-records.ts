import { sql } from 'kysely';
import type { Database } from '../company.ts';

/**
 * Takes ids; returns for those that were merged into another record, and lie in the trash for that, the record they
 * were merged into. Nothing is kept for it: the last line of a record's trail is of the merge, or of what did that
 * anew (the undo of its undo).
 */
export async function mergedInto(executor: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; keep: string }>`
    WITH RECURSIVE last AS (
      SELECT known.id, line.operation_id FROM unnest(${[...ids]}::uuid[]) AS known (id)
      CROSS JOIN LATERAL (SELECT kind, operation_id FROM audit WHERE record_id = known.id ORDER BY id DESC LIMIT 1) line
      WHERE line.kind = 'delete' AND line.operation_id IS NOT NULL
    ), origin AS (
      SELECT last.id, operation.kind, operation.undoes, operation.parameters
      FROM last JOIN operation ON operation.id = last.operation_id
      UNION ALL
      SELECT origin.id, operation.kind, operation.undoes, operation.parameters
      FROM origin JOIN operation ON operation.id = origin.undoes
    )
    SELECT id, parameters->>'keep' AS keep FROM origin
    WHERE kind = 'merge' AND parameters->'merge' ? id::text`.execute(executor);
  return new Map(rows.map(({ id, keep }) => [id, keep]));
}

/** How many merges are followed from one record to the next. */
const deepest = 20;

/** Takes an id; returns the record it stands for now, through every merge since; null where it was not merged. */
export async function presentRecord(executor: Database, id: string): Promise<string | null> {
  let found: string | null = null;
  for (let depth = 0; depth < deepest; depth++) {
    const next: string | undefined = (await mergedInto(executor, [found ?? id])).get(found ?? id);
    if (next === undefined) break;
    found = next;
  }
  return found;
}

/** Takes a record; returns those that were merged into it, and into those. */
export async function mergedFrom(executor: Database, id: string): Promise<string[]> {
  const found = new Set<string>();
  let keeps = [id];
  while (keeps.length > 0) {
    const { rows } = await sql<{ keep: string; merge: readonly string[] }>`
      SELECT parameters->>'keep' AS keep, parameters->'merge' AS merge FROM operation
      WHERE kind = 'merge' AND parameters->>'keep' = ANY(${keeps})`.execute(executor);
    const into = await mergedInto(
      executor,
      rows.flatMap(({ merge }) => merge),
    );
    keeps = rows.flatMap(({ keep, merge }) => merge.filter((one) => into.get(one) === keep && !found.has(one)));
    for (const one of keeps) found.add(one);
  }
  return [...found];
}
