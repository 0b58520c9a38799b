import { sql } from 'kysely';
import { type MergeWay, mergeWays } from '../../meta/derive/merging.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import type { Job, OperationKind } from '../operations/operation.ts';
import { owningParent } from '../records/write/owning-parent.ts';
import { lockRows } from '../records/write/statements.ts';
import { type Folding, linkedRows, type Merging } from './linked-rows.ts';
import { demandMerge, type MergeRequest, mayMerge, readAnyState, requestOf } from './merge-request.ts';
import { following, Merge } from './merge-writes.ts';
import { giveBackUntold } from './untold-changes.ts';

/** Linked rows that go over in one transaction, but for the last, which takes the rest. */
const chunk = 500;

/** What was done so far. */
interface Counted {
  readonly moved: number;
  readonly together: number;
}

/** The last transaction: what is still linked goes over, the merged go to the trash, the kept one gets its values. */
async function finish(
  merge: Merge,
  context: Context,
  request: MergeRequest,
  ways: readonly MergeWay[],
): Promise<Counted> {
  const { transaction, merging } = merge;
  const rows = await lockRows(transaction, merging.record, [request.keep, ...request.merge]);
  demandMerge(context, merging.record, request, rows);
  let moved = 0;
  let together = 0;
  const later: { way: MergeWay; folding: readonly Folding[] }[] = [];
  for (const way of ways) {
    const linked = await linkedRows(transaction, way, merging, null, Number.MAX_SAFE_INTEGER);
    const done = await merge.move(way, linked);
    moved += done.moved;
    if (way.from.audited !== false) together += done.folding.length;
    // What only the trash of the merged records frees (a role that one link alone may have) is given after it.
    if (way.onDelete === 'trash') later.push({ way, folding: done.folding });
    else await merge.fold(way, done.folding);
  }
  await merge.share();
  await merge.trash();
  for (const { way, folding } of later) await merge.fold(way, folding);
  await merge.settle(request.values, rows);
  return { moved, together };
}

/** Whether more is linked than one transaction should take. */
async function isMuch(job: Job, merging: Merging, ways: readonly MergeWay[]): Promise<boolean> {
  const counts = ways.map(
    ({ from, field }) =>
      sql`(SELECT count(*) FROM (SELECT 1 FROM ${sql.table(from.table)} WHERE deleted_at IS NULL
        AND ${sql.ref(field.columns.at(-1)?.name ?? '')} = ANY(${merging.merge as string[]}::uuid[]) LIMIT ${chunk + 1}) AS found)`,
  );
  if (counts.length === 0) return false;
  const { rows } = await sql<{ count: string }>`SELECT ${sql.join(counts, sql` + `)} AS count`.execute(
    job.company.database,
  );
  return Number(rows[0]?.count ?? 0) > chunk;
}

/**
 * Merges records: all that is linked to them goes over to the kept one, they go to the trash, and the kept one has the
 * values chosen field by field. Few links take one transaction; of many, those that go over without more are moved
 * before, so that every state between is a sound one: what is not moved yet is still the merged record's.
 */
export const mergeKind: OperationKind = {
  name: 'merge',
  label: { fr: 'Fusion de doublons', en: 'Merging duplicates' },
  undoable: true,
  channel: 'merge',
  run: async (job) => {
    const { context, operation } = job;
    const model = context.company.model();
    const request = requestOf(operation);
    const record = model.record(operation.record ?? '');
    const merging: Merging = { record, keep: request.keep, merge: request.merge };
    const ways = mergeWays(model, record);
    const owned = ({ from, field }: MergeWay) => {
      const owning = owningParent(from, model);
      return owning?.parent === record && owning.via === field.name;
    };
    let moved = Number(operation.result.moved ?? 0);
    if (await isMuch(job, merging, ways)) {
      // Children that a parent cannot be without go with it.
      for (const way of ways.filter((one) => !owned(one))) {
        for (let after: string | null = null, more = true; more; ) {
          let reached: { after: string | null; moved: number; more: boolean } = { after, moved, more };
          await job.step(async (transaction) => {
            const merge = new Merge(transaction, context, merging);
            demandMerge(
              context,
              record,
              request,
              await lockRows(transaction, record, [request.keep, ...request.merge]),
            );
            const rows = await linkedRows(transaction, way, merging, after, chunk);
            const gone = await merge.move(way, rows);
            reached = {
              after: rows.length > 0 ? String(rows.at(-1)?.id) : after,
              moved: moved + gone.moved,
              more: rows.length === chunk,
            };
            return { done: reached.moved, result: { moved: reached.moved } };
          });
          ({ after, moved, more } = reached);
        }
      }
    }
    await job.step(async (transaction) => {
      const counted = await finish(new Merge(transaction, context, merging), context, request, ways);
      const result = { merged: request.merge.length, moved: moved + counted.moved, together: counted.together };
      return { done: result.moved + result.merged, total: result.moved + result.merged, result };
    });
  },
  reversal: async (context, operation) => {
    const { keep, merge } = requestOf(operation);
    const record = context.company.model().record(operation.record ?? '');
    const rows = await readAnyState(context, record, [keep, ...merge]);
    for (const [id, row] of rows)
      if (!mayMerge(context, record, keep, id, row)) throw new CarnetError(403, 'forbidden');
    return {
      context: following(context),
      options: { parting: new Set(merge), moves: true },
      // A link that is the kept record's primary one gives that up before it goes back.
      first: [keep],
      aside: (transaction, acting, undone) => giveBackUntold(transaction, acting, undone, [keep, ...merge]),
    };
  },
};
