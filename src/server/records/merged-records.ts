import { sql } from 'kysely';
import type { Database } from '../company.ts';

/** What became of a record that was merged. */
interface Merged {
  readonly into: string;
  /** The operation that put it in the trash: the merge, or what did that anew (the undo of its undo). */
  readonly by: string;
}

/**
 * Takes ids; returns those that were merged into another record, and lie in the trash for that. Nothing is kept for it:
 * the last line of a record's trail is of the merge, or of what did that anew.
 */
async function mergedAway(executor: Database, ids: readonly string[]): Promise<Map<string, Merged>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; keep: string; by: string }>`
    WITH RECURSIVE last AS (
      SELECT known.id, line.operation_id FROM unnest(${[...ids]}::uuid[]) AS known (id)
      CROSS JOIN LATERAL (SELECT kind, operation_id FROM audit WHERE record_id = known.id ORDER BY id DESC LIMIT 1) line
      WHERE line.kind = 'delete' AND line.operation_id IS NOT NULL
    ), origin AS (
      SELECT last.id, last.operation_id AS by, operation.kind, operation.undoes, operation.parameters
      FROM last JOIN operation ON operation.id = last.operation_id
      UNION ALL
      SELECT origin.id, origin.by, operation.kind, operation.undoes, operation.parameters
      FROM origin JOIN operation ON operation.id = origin.undoes
    )
    SELECT id, by, parameters->>'keep' AS keep FROM origin
    WHERE kind = 'merge' AND parameters->'merge' ? id::text`.execute(executor);
  return new Map(rows.map(({ id, keep, by }) => [id, { into: keep, by }]));
}

/** Takes ids; returns for those that were merged into another record the one they were merged into. */
export async function mergedInto(executor: Database, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await mergedAway(executor, ids))].map(([id, { into }]) => [id, into]));
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

/**
 * Takes ids; returns for those that were merged the records they have stood for since, merge by merge, the present one
 * last, each with the operation that took what was before it away.
 */
export async function presentRecords(executor: Database, ids: readonly string[]): Promise<Map<string, Merged[]>> {
  const found = new Map<string, Merged[]>();
  let asked = new Map(ids.map((id) => [id, [id]]));
  for (let depth = 0; depth < deepest && asked.size > 0; depth++) {
    const next = new Map<string, string[]>();
    for (const [id, away] of await mergedAway(executor, [...asked.keys()])) {
      const starts = asked.get(id) ?? [];
      for (const start of starts) found.set(start, [...(found.get(start) ?? []), away]);
      next.set(away.into, [...(next.get(away.into) ?? []), ...starts]);
    }
    asked = next;
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
