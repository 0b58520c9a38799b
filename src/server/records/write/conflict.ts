import { sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { presentRows } from '../query/present-rows.ts';
import { isReadable } from '../query/readable.ts';
import { sameValue } from '../rows.ts';
import type { Changes } from './audit.ts';
import type { Member } from './family.ts';
import { refuse } from './refusal.ts';
import type { Draft, EngineTransaction, Write, WriteOutcome } from './types.ts';

/**
 * What a stale write is answered: the record as it is, what was asked, what the writer had seen, and the fields that
 * both changed. Fields hidden from the writer are nowhere in it.
 */
async function conflictOf(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  draft: Draft,
  write: Extract<Write, { kind: 'update' }>,
): Promise<Extract<WriteOutcome, { ok: false }>> {
  const readable = (name: string): boolean => {
    const field = record.field(name);
    return field !== undefined && isReadable(context, record, field);
  };
  const { rows } = await sql<{
    changes: Changes;
  }>`SELECT changes FROM audit WHERE record_id = ${draft.id} AND version > ${write.version ?? 0} ORDER BY version DESC, id DESC LIMIT 200`.execute(
    transaction,
  );
  const base: Record<string, unknown> = {};
  for (const { changes } of rows)
    for (const [name, [before]] of Object.entries(changes)) if (readable(name)) base[name] = before;
  const yours = Object.fromEntries(Object.entries(write.values).filter(([name]) => readable(name)));
  const conflicts = Object.keys(yours).filter((name) => name in base && !sameValue(yours[name], draft.before[name]));
  const [current] = await presentRows(context, record, draft.row ? [draft.row] : [], transaction);
  return { ok: false, status: 409, code: 'version-conflict', errors: [], extra: { current, yours, base, conflicts } };
}

/** Refuses the drafts of writes made on a version that is not the present one. */
export async function refuseStale(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  drafts: readonly Draft[],
  writes: readonly Write[],
): Promise<void> {
  for (const draft of drafts) {
    const write = writes[draft.index];
    if (draft.refusal || write?.kind !== 'update' || write.version === undefined) continue;
    if (write.version !== draft.row?.version)
      draft.refusal = await conflictOf(transaction, context, record, draft, write);
  }
}

/** Takes a write on a child of a parent that is written with it, and the child as it is; returns what a stale one is answered, else null. */
export async function staleChild(
  transaction: EngineTransaction,
  context: Context,
  child: EffectiveRecord,
  parent: Draft,
  { id, row, before }: Member,
  write: Write,
): Promise<WriteOutcome | null> {
  if (!('version' in write) || write.version === undefined || write.version === row?.version) return null;
  if (write.kind !== 'update') return refuse(409, 'version-conflict');
  const probe: Draft = { ...parent, id, row, before, after: { ...before, ...write.values } };
  return await conflictOf(transaction, context, child, probe, write);
}
