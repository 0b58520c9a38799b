import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import type { Context } from '../context.ts';
import { pointingTo } from '../records/query/titles.ts';
import { storedValue } from '../records/rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import { refreshReaders } from '../records/write/refresh.ts';
import { lockRows } from '../records/write/statements.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import { keepUntold } from '../records/write/untold.ts';

/**
 * Sets the levels at which a record is shared, by grantee (null: not at all), keeps what they were for an undo, and has
 * it open to whom it is then.
 */
export async function setShares(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  id: string,
  levels: ReadonlyMap<string, string | null>,
): Promise<void> {
  const { rows } = await sql<{
    grantee: string;
    level: string;
  }>`SELECT grantee, level FROM record_share WHERE record_id = ${id} FOR UPDATE`.execute(transaction);
  const present = new Map(rows.map(({ grantee, level }) => [grantee, level]));
  const changes = [...levels].filter(([grantee, level]) => (present.get(grantee) ?? null) !== level);
  if (changes.length === 0) return;
  for (const [grantee, level] of changes) {
    if (level === null)
      await sql`DELETE FROM record_share WHERE record_id = ${id} AND grantee = ${grantee}`.execute(transaction);
    else
      await sql`INSERT INTO record_share (id, record, record_id, grantee, level, created_by)
        VALUES (${newId()}, ${record.name}, ${id}, ${grantee}, ${level}, ${context.principal.userId})
        ON CONFLICT (record_id, grantee) DO UPDATE SET level = excluded.level`.execute(transaction);
  }
  await keepUntold(
    transaction,
    context.operation ?? null,
    changes.map(([grantee]) => ({
      record: record.name,
      recordId: id,
      grantee,
      before: present.get(grantee) ?? null,
    })),
  );
  await refreshReaders(transaction, context, record, [id]);
}

interface Kept {
  readonly record: string;
  readonly record_id: string;
  readonly grantee: string | null;
  readonly field: string | null;
  readonly before: string | null;
}

/**
 * Points rows of one type back to what they pointed to, those whose record is there and that point to one of `among`:
 * who has been given another record since stays with that. What was changed is kept in turn.
 */
async function pointBack(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  field: EffectiveField,
  changes: readonly Kept[],
  among: readonly string[],
): Promise<void> {
  const rows = await lockRows(
    transaction,
    record,
    changes.map((change) => change.record_id),
  );
  const writes: Write[] = [];
  const kept = new Map<string, string>();
  for (const { record_id: id, before } of changes) {
    const row = rows.get(id);
    const present = row && storedValue(field, row);
    if (!row || row.deleted_at !== null) continue;
    const was = typeof present === 'string' ? present : (present as { id?: string } | null)?.id;
    if (was === undefined || was === before || !among.includes(was)) continue;
    kept.set(id, was);
    writes.push({ kind: 'update', id, values: { [field.name]: pointingTo(present, before) } });
  }
  const outcomes = await writeInTransaction(transaction, context, record, writes, { trusted: true });
  await keepUntold(
    transaction,
    context.operation ?? null,
    outcomes.flatMap((outcome) => {
      const before = outcome.ok ? kept.get(outcome.id) : undefined;
      return outcome.ok && before ? [{ record: record.name, recordId: outcome.id, field: field.name, before }] : [];
    }),
  );
}

/**
 * Gives back what an operation changed without a line in the trail, as far as it can be now; said again, it goes on with
 * the rest. The context acts with every right, for the undo; `among` are the records that the operation made one.
 */
export async function giveBackUntold(
  transaction: EngineTransaction,
  context: Context,
  operation: string,
  among: readonly string[],
): Promise<void> {
  const { rows } = await sql<Kept>`SELECT * FROM untold_change WHERE operation_id = ${operation}`.execute(transaction);
  const model = context.company.model();
  const types = new Set(rows.map((row) => row.record));
  for (const name of types) {
    const record = model.find(name);
    if (!record) continue;
    const own = rows.filter((row) => row.record === name);
    for (const fieldName of new Set(own.flatMap(({ field }) => field ?? []))) {
      const field = record.field(fieldName);
      const changes = own.filter((row) => row.field === fieldName);
      if (field) await pointBack(transaction, context, record, field, changes, among);
    }
    for (const id of new Set(own.filter(({ grantee }) => grantee !== null).map((row) => row.record_id))) {
      const levels = own.flatMap((row) =>
        row.record_id === id && row.grantee !== null ? [[row.grantee, row.before] as const] : [],
      );
      await setShares(transaction, context, record, id, new Map(levels));
    }
  }
}
