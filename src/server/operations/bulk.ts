import { isId } from '../../lib/ids.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { RowNote } from '../../rules/import-result.ts';
import type { Context } from '../context.ts';
import { CarnetError, type FieldError } from '../errors.ts';
import { refusalNotes } from '../import/plan.ts';
import { type Refusal, saveRefusals } from '../import/refusals.ts';
import { noteOf } from '../import/row-values.ts';
import { readRecords, visibleIds } from '../records/query/read-records.ts';
import { sameValue, type Values } from '../records/rows.ts';
import { countSelected, nextSelected, type SelectedRecords } from '../records/selected-rows.ts';
import { checkValue } from '../records/write/check.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { Write, WriteOutcome } from '../records/write/types.ts';
import { type OperationKind, queueOperation } from './operation.ts';

export type BulkAction = 'update' | 'delete' | 'restore';

/** A gesture on many records: what is done, to which, and for an update the values that all of them get. */
export interface BulkRequest {
  readonly action: BulkAction;
  readonly selection: SelectedRecords;
  readonly values?: Values | undefined;
}

/** Records written in one transaction. */
const chunk = 2000;
/** Records shown before a batch, and records named when they were refused. */
const shown = 50;
const mostNamed = 100;

/** What would become of the first records of a batch. */
export interface BulkPreview {
  readonly count: number;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  }[];
}

/** Throws 403, or 422 naming each value that no record could get. */
function check(context: Context, record: EffectiveRecord, { action, selection, values }: BulkRequest): void {
  const permission = permissionOn(context.principal.permissions, record.name);
  const scope = action === 'update' ? permission.update : permission.delete;
  if (scope === 'none') throw new CarnetError(403, 'forbidden');
  if (
    !selection.ids &&
    selection.filter === undefined &&
    selection.search === undefined &&
    selection.trash === undefined
  )
    throw new CarnetError(422, 'invalid-selection');
  if (action !== 'update') return;
  const errors = Object.entries(values ?? {}).flatMap(([name, value]): FieldError[] => {
    const field = record.field(name);
    if (!field || field.kind === 'system' || field.kind === 'computed')
      return [{ field: name, code: 'unknown-field', parameters: { field: name } }];
    if (field.readOnly)
      return [{ field: name, code: 'read-only-field', parameters: { field: field.label[context.principal.language] } }];
    const checked = checkValue(field, value, null);
    if ('fault' in checked) return [checked.fault];
    return checked.value === null && field.required
      ? [{ field: name, code: 'required', parameters: { field: field.label[context.principal.language] } }]
      : [];
  });
  if (Object.keys(values ?? {}).length === 0) errors.push({ field: 'values', code: 'required' });
  if (errors.length > 0) throw new CarnetError(422, 'validation-failed', { errors });
}

/** Tells how many records a batch would touch and what the first of them would become. Throws 403, 422. */
export async function previewBulk(
  context: Context,
  record: EffectiveRecord,
  request: BulkRequest,
): Promise<BulkPreview> {
  check(context, record, request);
  const [count, ids] = await Promise.all([
    countSelected(context, record, request.selection),
    nextSelected(context, record, request.selection, null, shown),
  ]);
  const items = await readRecords(context, record, ids);
  const after = Object.fromEntries(
    Object.entries(request.values ?? {}).flatMap(([name, value]) => {
      const field = record.field(name);
      const checked = field && checkValue(field, value, null);
      return checked && 'value' in checked ? [[name, checked.value] as const] : [];
    }),
  );
  return {
    count,
    items: items.map((item) => ({
      id: item.id,
      title: item.title,
      changes: Object.fromEntries(
        Object.entries(after).flatMap(([name, value]) =>
          sameValue(item[name], value) ? [] : [[name, [item[name] ?? null, value]] as const],
        ),
      ),
    })),
  };
}

/** Begins a batch; returns its operation's id. Throws 403, 422. */
export async function queueBulk(context: Context, record: EffectiveRecord, request: BulkRequest): Promise<string> {
  check(context, record, request);
  return await queueOperation(context, 'bulk', record.name, request as unknown as Record<string, unknown>);
}

interface Counted {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly sample: { readonly refused: readonly (RowNote & { readonly id: string; readonly title: string })[] };
}

function writeOf({ action, values }: BulkRequest, id: string): Write {
  return action === 'update' ? { kind: 'update', id, values: values ?? {} } : { kind: action, id };
}

function notesOf(record: EffectiveRecord, outcome: Extract<WriteOutcome, { ok: false }> | undefined): RowNote[] {
  return outcome ? refusalNotes(record, [], outcome) : [noteOf(null, 'not-found')];
}

/** Updates, deletes or restores many records, two thousand and the place reached in each transaction; those refused are named. */
export const bulkKind: OperationKind = {
  name: 'bulk',
  label: { fr: 'Modification en masse', en: 'Bulk edit' },
  undoable: true,
  channel: 'bulk',
  run: async (job) => {
    const { context, operation } = job;
    const record = context.company.model().record(operation.record ?? '');
    const request = operation.parameters as unknown as BulkRequest;
    check(context, record, request);
    // A restore finds its records in the trash.
    const selection: SelectedRecords =
      request.action === 'restore' ? { ...request.selection, trash: true } : request.selection;
    const named = selection.ids ? [...new Set(selection.ids.filter(isId))].sort() : null;
    let done = operation.done;
    let counted: Counted = {
      changed: 0,
      unchanged: 0,
      refused: 0,
      sample: { refused: [] },
      ...(operation.result as Partial<Counted>),
    };
    const total = operation.total ?? named?.length ?? (await countSelected(context, record, selection));
    const read = async (past: string | null): Promise<string[]> =>
      named
        ? named.filter((id) => past === null || id > past).slice(0, chunk)
        : (await nextSelected(context, record, selection, past, chunk)).filter((id) => id < operation.id);
    let ids = await read((operation.checkpoint?.after as string | undefined) ?? null);
    for (let last = ids.at(-1); last !== undefined; last = ids.at(-1)) {
      const reached = last;
      // The next are found while these are changed; what goes to the trash may take others along.
      const ahead = request.action === 'update' ? read(reached) : undefined;
      ahead?.catch(() => undefined);
      const titles = named ? await visibleIds(context, record, ids) : null;
      let next = counted;
      await job.step(async (transaction) => {
        const writes = ids.filter((id) => titles === null || titles.has(id)).map((id) => writeOf(request, id));
        const outcomes = await writeInTransaction(transaction, context, record, writes);
        const byId = new Map(writes.map((write, place) => [(write as { id: string }).id, outcomes[place]]));
        const refused = ids.flatMap((id) => {
          const outcome = byId.get(id);
          return outcome?.ok
            ? []
            : [{ id, notes: notesOf(record, outcome as Extract<WriteOutcome, { ok: false }> | undefined) }];
        });
        const refusals = refused.map(
          ({ id, notes }): Refusal => ({ place: done + ids.indexOf(id), recordId: id, problems: notes }),
        );
        await saveRefusals(transaction, operation.id, refusals);
        const room = Math.max(0, mostNamed - counted.sample.refused.length);
        const shownTitles = new Map(
          (
            await readRecords(
              context,
              record,
              refused.slice(0, room).map(({ id }) => id),
            )
          ).map((item) => [item.id, item.title]),
        );
        const changed = outcomes.filter((outcome) => outcome.ok && outcome.changed).length;
        next = {
          changed: counted.changed + changed,
          unchanged: counted.unchanged + (ids.length - refused.length - changed),
          refused: counted.refused + refused.length,
          sample: {
            refused: [
              ...counted.sample.refused,
              ...refused
                .slice(0, room)
                .flatMap(({ id, notes: [note] }) => (note ? [{ id, title: shownTitles.get(id) ?? '', ...note }] : [])),
            ],
          },
        };
        return {
          done: done + ids.length,
          total,
          checkpoint: { after: reached },
          result: next as unknown as Record<string, unknown>,
        };
      });
      counted = next;
      done += ids.length;
      ids = await (ahead ?? read(reached));
    }
    await job.step(async () => ({ done, total: done, result: counted as unknown as Record<string, unknown> }));
  },
};
