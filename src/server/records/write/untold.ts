import { sql } from 'kysely';
import type { EngineTransaction } from './types.ts';

/**
 * What an operation changed that leaves no line in the trail under it, as it was before: a reference of a row (of who
 * follows a record; of what came out of the trash since), or the level at which a record is shared (null: not at all).
 */
export type UntoldChange =
  | { readonly record: string; readonly recordId: string; readonly field: string; readonly before: string }
  | { readonly record: string; readonly recordId: string; readonly grantee: string; readonly before: string | null };

/** Keeps what an operation changed so, for its undo. Takes the operation's id. */
export async function keepUntold(
  transaction: EngineTransaction,
  operation: string | null,
  changes: readonly UntoldChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({
    operation_id: operation,
    record: change.record,
    record_id: change.recordId,
    grantee: 'grantee' in change ? change.grantee : null,
    field: 'field' in change ? change.field : null,
    before: change.before,
  }));
  await sql`INSERT INTO untold_change SELECT * FROM json_populate_recordset(NULL::untold_change, ${JSON.stringify(rows)}::json)`.execute(
    transaction,
  );
}
