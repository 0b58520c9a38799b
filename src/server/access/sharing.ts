import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { ownerField } from '../../meta/derive/access.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import { targetTitleFields } from '../records/query/readable.ts';
import { mayEditRow, mayReadRow } from '../records/visibility.ts';
import { inTransaction } from '../records/write/engine.ts';
import { refreshReaders } from '../records/write/refresh.ts';
import { lockRows } from '../records/write/statements.ts';
import type { EngineTransaction } from '../records/write/types.ts';

export type ShareLevel = 'read' | 'edit';

/** A record opened by hand to a user or a team. */
export interface Share {
  readonly id: string;
  readonly grantee: string;
  readonly kind: 'user' | 'team';
  /** Name of the user or team; null where the reader's role hides it. */
  readonly name: string | null;
  readonly level: ShareLevel;
  readonly createdAt: string;
  readonly createdBy: string | null;
}

/**
 * Locks a record that is to be shared. Throws 404 where the person may not see it, 403 where they may not change it or
 * where records of the type are not shared by hand (only those with an owner are; a contact follows its accounts).
 */
async function lockShared(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  id: string,
): Promise<void> {
  const row = (await lockRows(transaction, record, [id])).get(id);
  const permission = permissionOn(context.principal.permissions, record.name);
  if (!row || row.deleted_at !== null || !mayReadRow(context.principal, permission.read, record, row))
    throw new CarnetError(404, 'not-found');
  if (ownerField(record) === undefined || !mayEditRow(context.principal, permission.update, record, row))
    throw new CarnetError(403, 'forbidden');
}

async function sharesOfRecord(transaction: EngineTransaction, context: Context, id: string): Promise<Share[]> {
  const model = context.company.model();
  const named = (kind: Share['kind']): boolean => targetTitleFields(context, model.record(kind)).length > 0;
  const { rows } = await sql<Share & { at: Date | string }>`
    SELECT share.id, share.grantee, share.level, share.created_at AS at, share.created_by AS "createdBy",
      CASE WHEN team.id IS NULL THEN 'user' ELSE 'team' END AS kind, coalesce(person.name, team.name, '') AS name
    FROM record_share share LEFT JOIN "user" person ON person.id = share.grantee LEFT JOIN team ON team.id = share.grantee
    WHERE share.record_id = ${id} ORDER BY share.id
  `.execute(transaction);
  return rows.map(({ at, ...share }) => ({
    ...share,
    name: named(share.kind) ? share.name : null,
    createdAt: new Date(at).toISOString(),
  }));
}

/** Takes a record; returns whom it is shared with. Needs the right to change it. */
export function listShares(context: Context, record: EffectiveRecord, id: string): Promise<Share[]> {
  return inTransaction(context, async (transaction) => {
    await lockShared(transaction, context, record, id);
    return await sharesOfRecord(transaction, context, id);
  });
}

/** Applies a change of shares: readers are recomputed and screens told in the same transaction. */
async function changeShares(
  context: Context,
  record: EffectiveRecord,
  id: string,
  change: (transaction: EngineTransaction) => Promise<void>,
): Promise<Share[]> {
  return await inTransaction(context, async (transaction) => {
    await lockShared(transaction, context, record, id);
    await change(transaction);
    await refreshReaders(transaction, context, record, [id]);
    await sendNotice(transaction, { record: record.name, ids: [id], kind: 'update' });
    return await sharesOfRecord(transaction, context, id);
  });
}

/**
 * Shares a record with users or teams, or changes the level of a share. Returns all its shares. Throws 403, 404, 422
 * where a grantee is no live user or team.
 */
export function shareRecord(
  context: Context,
  record: EffectiveRecord,
  id: string,
  grantees: readonly string[],
  level: ShareLevel,
): Promise<Share[]> {
  return changeShares(context, record, id, async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM "user" WHERE id = ANY(${grantees}::uuid[]) AND deleted_at IS NULL
      UNION ALL SELECT id FROM team WHERE id = ANY(${grantees}::uuid[]) AND deleted_at IS NULL
    `.execute(transaction);
    const known = new Set(rows.map((row) => row.id));
    const unknown = grantees.flatMap((grantee, index) =>
      known.has(grantee) ? [] : [{ field: `grantees.${index}`, code: 'not-found' }],
    );
    if (unknown.length > 0) throw new CarnetError(422, 'validation-failed', { errors: unknown });
    for (const grantee of new Set(grantees))
      await sql`
        INSERT INTO record_share (id, record, record_id, grantee, level, created_by)
        VALUES (${newId()}, ${record.name}, ${id}, ${grantee}, ${level}, ${context.principal.userId})
        ON CONFLICT (record_id, grantee) DO UPDATE SET level = excluded.level
      `.execute(transaction);
  });
}

/** Takes a share back. Returns those that are left. Throws 403, 404. */
export function unshareRecord(
  context: Context,
  record: EffectiveRecord,
  id: string,
  grantee: string,
): Promise<Share[]> {
  return changeShares(context, record, id, async (transaction) => {
    await sql`DELETE FROM record_share WHERE record_id = ${id} AND grantee = ${grantee}`.execute(transaction);
  });
}
