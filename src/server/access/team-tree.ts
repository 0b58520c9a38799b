import { sql } from 'kysely';
import type { EngineTransaction, WriteOutcome } from '../records/write/types.ts';

type Refusal = Extract<WriteOutcome, { ok: false }>;

/** One at a time changes the tree: two moves at once cannot close a loop between them. Any number, always this. */
const treeLock = 7_206_312;

/** A walk up the tree ends here, whatever stands there. */
const longestWalk = 200;

/**
 * Runs writes on teams and looks at the tree they leave. Takes the transaction and what writes; returns the outcomes, or
 * the refusal they deserve together: a team would be above itself. The caller then takes the writes back.
 */
export async function guardTeamTree(
  transaction: EngineTransaction,
  write: () => Promise<WriteOutcome[]>,
): Promise<WriteOutcome[] | Refusal> {
  await sql`SELECT pg_advisory_xact_lock(${treeLock})`.execute(transaction);
  const outcomes = await write();
  const written = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []));
  const { rows } = await sql`
    WITH RECURSIVE above (start, id, steps) AS (
      SELECT id, parent_id, 1 FROM team WHERE id = ANY(${written}::uuid[])
      UNION ALL
      SELECT above.start, team.parent_id, above.steps + 1 FROM above JOIN team ON team.id = above.id
      WHERE above.id <> above.start AND above.steps < ${longestWalk}
    )
    SELECT 1 FROM above WHERE id = start LIMIT 1
  `.execute(transaction);
  if (rows.length === 0) return outcomes;
  return { ok: false, status: 422, code: 'validation-failed', errors: [{ field: 'parent', code: 'team-loop' }] };
}
