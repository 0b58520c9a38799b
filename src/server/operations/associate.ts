import { sql } from 'kysely';
import { type Association, associationsOf } from '../../meta/derive/associations.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { visibleIds } from '../records/query/read-records.ts';
import { countSelected, demandSelection, nextSelected, type SelectedRecords } from '../records/selected-rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import { type OperationKind, queueOperation } from './operation.ts';

/** Records to be associated, and what with. */
export interface AssociateRequest {
  readonly selection: SelectedRecords;
  /** Name of the type of link. */
  readonly link: string;
  /** Ids of what they are associated with. */
  readonly targets: readonly string[];
}

/** Links made in one transaction, at most. */
const chunk = 500;

function fault(field: string, code: string): CarnetError {
  return new CarnetError(422, 'validation-failed', { errors: [{ field, code }] });
}

/** Throws 403 or 422 where the records cannot be associated so. */
function associationFor(context: Context, record: EffectiveRecord, { link, selection }: AssociateRequest): Association {
  const found = associationsOf(context.company.model(), record).find((one) => one.link.name === link);
  if (!found) throw fault('link', 'not-in-list');
  const { permissions } = context.principal;
  if (!permissionOn(permissions, link).create || permissionOn(permissions, found.target.name).read === 'none')
    throw new CarnetError(403, 'forbidden');
  demandSelection(selection);
  return found;
}

/** Begins to associate records with others; returns the operation's id. Throws 403, 422 naming what is at fault. */
export async function queueAssociation(
  context: Context,
  record: EffectiveRecord,
  request: AssociateRequest,
): Promise<string> {
  const { target } = associationFor(context, record, request);
  const seen = await visibleIds(context, target, request.targets);
  if (request.targets.some((id) => !seen.has(id))) throw fault('targets', 'not-found');
  return await queueOperation(context, 'associate', record.name, request as unknown as Record<string, unknown>);
}

/** The pairs that are linked already, as `near far`. */
async function linkedPairs(
  transaction: EngineTransaction,
  { link, near, far }: Association,
  ids: readonly string[],
  targets: readonly string[],
): Promise<ReadonlySet<string>> {
  const nearColumn = sql.ref(near.columns.at(-1)?.name ?? '');
  const farColumn = sql.ref(far.columns.at(-1)?.name ?? '');
  const { rows } = await sql<{ near: string; far: string }>`
    SELECT ${nearColumn} AS near, ${farColumn} AS far FROM ${sql.table(link.table)}
    WHERE deleted_at IS NULL AND ${nearColumn} = ANY(${[...ids]}::uuid[]) AND ${farColumn} = ANY(${[...targets]}::uuid[])`.execute(
    transaction,
  );
  return new Set(rows.map((row) => `${row.near} ${row.far}`));
}

interface Counted {
  readonly created: number;
  readonly skipped: number;
  readonly refused: number;
}

/**
 * Associates records with others (F109, F115): makes the links that are missing, leaves those that are there, and can be
 * undone as one.
 */
export const associateKind: OperationKind = {
  name: 'associate',
  label: { fr: 'Association', en: 'Association' },
  undoable: true,
  channel: 'bulk',
  run: async (job) => {
    const { context, operation } = job;
    const record = context.company.model().record(operation.record ?? '');
    const request = operation.parameters as unknown as AssociateRequest;
    const association = associationFor(context, record, request);
    const { link, near, far } = association;
    const targets = [...new Set(request.targets)];
    const size = Math.max(1, Math.floor(chunk / targets.length));
    const total = operation.total ?? (await countSelected(context, record, request.selection)) * targets.length;
    const pointer = (near.type.targets?.(near.options).length ?? 0) > 1;
    let after = (operation.checkpoint?.after as string | undefined) ?? null;
    let done = operation.done;
    let counted: Counted = { created: 0, skipped: 0, refused: 0, ...(operation.result as Partial<Counted>) };
    for (;;) {
      const ids = (await nextSelected(context, record, request.selection, after, size)).filter(
        (id) => id < operation.id,
      );
      const last = ids.at(-1);
      if (last === undefined) break;
      let next = counted;
      await job.step(async (transaction) => {
        const linked = await linkedPairs(transaction, association, ids, targets);
        const writes = ids.flatMap((id) =>
          targets.flatMap((target): Write[] => {
            if (linked.has(`${id} ${target}`)) return [];
            const end = pointer ? { record: record.name, id } : id;
            return [{ kind: 'create', values: { [near.name]: end, [far.name]: target } }];
          }),
        );
        const outcomes = await writeInTransaction(transaction, context, link, writes);
        const created = outcomes.filter((outcome) => outcome.ok).length;
        // Someone else linked them between our look and our write.
        const late = outcomes.filter(
          (outcome) => !outcome.ok && outcome.errors.some(({ code }) => code === 'already-linked'),
        ).length;
        next = {
          created: counted.created + created,
          skipped: counted.skipped + linked.size + late,
          refused: counted.refused + outcomes.length - created - late,
        };
        return {
          done: done + ids.length * targets.length,
          total,
          checkpoint: { after: last },
          result: next as unknown as Record<string, unknown>,
        };
      });
      counted = next;
      done += ids.length * targets.length;
      after = last;
    }
    await job.step(async () => ({ done, total: done, result: counted as unknown as Record<string, unknown> }));
  },
};
