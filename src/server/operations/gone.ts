import { sql } from 'kysely';
import { goneField, isGone } from '../../meta/derive/gone.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { administratorPermissions } from '../../meta/permissions.ts';
import { type Context, todayIn } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { visibleIds } from '../records/query/read-records.ts';
import type { Values } from '../records/rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import { runAtOnce } from './at-once.ts';
import type { OperationKind } from './operation.ts';

/** A record declared gone, or taken back. Done at once, so that no queue keeps it waiting. */
export const goneKind: OperationKind = {
  name: 'gone',
  label: { fr: 'Disparition ou retour d’une fiche', en: 'Record gone or back' },
  undoable: true,
  channel: 'screen',
  run: async () => undefined,
};

interface Ending {
  readonly record: EffectiveRecord;
  readonly writes: readonly Write[];
}

/** What ends with a record: of each type that its declaration names, those that point to it and have not ended. */
async function endingsOf(
  transaction: EngineTransaction,
  { company, principal }: Context,
  record: EffectiveRecord,
  id: string,
): Promise<Ending[]> {
  const model = company.model();
  const today = todayIn(principal.timeZone);
  const endings: Ending[] = [];
  for (const { record: name, via, set } of record.gone?.ends ?? []) {
    const target = model.record(name);
    const pointing = sql.ref(target.field(via)?.columns.at(-1)?.name ?? '');
    const until = target.ends && target.field(target.ends)?.columns[0]?.name;
    const open = until ? sql`(${sql.ref(until)} IS NULL OR ${sql.ref(until)} > ${today}::date)` : sql`true`;
    const { rows } = await sql<{
      id: string;
    }>`SELECT id FROM ${sql.table(target.table)} WHERE ${pointing} = ${id} AND deleted_at IS NULL AND ${set ? sql`true` : open}`.execute(
      transaction,
    );
    const values: Values = set ?? (target.ends ? { [target.ends]: today } : {});
    endings.push({ record: target, writes: rows.map((row) => ({ kind: 'update', id: row.id, values })) });
  }
  return endings;
}

async function writeAll(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Write[],
): Promise<number> {
  if (writes.length === 0) return 0;
  const outcomes = await writeInTransaction(transaction, context, record, writes, {
    trusted: true,
    acceptRetired: true,
  });
  const refused = outcomes.find((outcome) => !outcome.ok);
  if (refused && !refused.ok)
    throw new CarnetError(refused.status, refused.code, {
      errors: refused.errors,
      ...(refused.extra ? { extra: refused.extra } : {}),
    });
  return outcomes.filter((outcome) => outcome.ok && outcome.changed).length;
}

/** What declaring it, or taking it back, is given beside the record. */
interface Asked {
  /** The version that was seen: a record changed since is left alone. */
  readonly version?: number | undefined;
}

/** Takes a record that someone sees; returns its state, the row locked until the transaction ends. Throws 404. */
async function lockedState(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  id: string,
): Promise<{ readonly gone: boolean }> {
  const column = goneField(record)?.columns[0]?.name;
  if (!record.gone || column === undefined) throw new CarnetError(404, 'unknown-route');
  if (!(await visibleIds(context, record, [id])).has(id)) throw new CarnetError(404, 'not-found');
  const { rows } = await sql<{
    state: string | null;
  }>`SELECT ${sql.ref(column)} AS state FROM ${sql.table(record.table)} WHERE id = ${id} AND deleted_at IS NULL FOR UPDATE`.execute(
    transaction,
  );
  const [row] = rows;
  if (!row) throw new CarnetError(404, 'not-found');
  return { gone: isGone(record, { [record.gone.field]: row.state }) };
}

/**
 * Declares a record gone (A31): its state with who and when, what ends with it, all in one operation that can be
 * undone. For whoever may change the record. Returns the operation's id. Throws CarnetError 403, 404, 409 where it is
 * gone already or was changed since.
 */
export async function declareGone(
  context: Context,
  record: EffectiveRecord,
  id: string,
  { version }: Asked = {},
): Promise<string> {
  return await runAtOnce(context, goneKind, record.name, { id }, async (transaction, operating) => {
    const state = await lockedState(transaction, operating, record, id);
    const { gone } = record;
    if (!gone || state.gone) throw new CarnetError(409, 'already-gone');
    const values = {
      [gone.field]: gone.values[0],
      [gone.at]: new Date().toISOString(),
      [gone.by]: context.principal.userId,
    };
    await writeAll(transaction, operating, record, [
      { kind: 'update', id, values, ...(version === undefined ? {} : { version }) },
    ]);
    // What ends follows from the record, at companies too that who declares it may not change.
    const whole = { ...operating, principal: { ...operating.principal, permissions: administratorPermissions } };
    let ended = 0;
    for (const ending of await endingsOf(transaction, operating, record, id))
      ended += await writeAll(transaction, whole, ending.record, ending.writes);
    return { changed: 1, ended };
  });
}

/**
 * Takes a record back that was declared gone; what ended then stays ended. Returns the operation's id. Throws
 * CarnetError 403, 404, 409 where it is not gone or was changed since.
 */
export async function takeBack(
  context: Context,
  record: EffectiveRecord,
  id: string,
  { version }: Asked = {},
): Promise<string> {
  return await runAtOnce(context, goneKind, record.name, { id }, async (transaction, operating) => {
    const state = await lockedState(transaction, operating, record, id);
    const { gone } = record;
    if (!gone || !state.gone) throw new CarnetError(409, 'not-gone');
    const values = { [gone.field]: goneField(record)?.defaultValue ?? null, [gone.at]: null, [gone.by]: null };
    await writeAll(transaction, operating, record, [
      { kind: 'update', id, values, ...(version === undefined ? {} : { version }) },
    ]);
    return { changed: 1 };
  });
}
