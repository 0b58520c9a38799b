import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError, type FieldError } from '../errors.ts';
import { readRecords, visibleIds } from '../records/query/read-records.ts';
import { sameValue, type Values } from '../records/rows.ts';
import { countSelected, demandSelection, nextSelected, type SelectedRecords } from '../records/selected-rows.ts';
import { checkValue } from '../records/write/check.ts';
import type { Write } from '../records/write/types.ts';
import { type OperationKind, queueOperation } from './operation.ts';
import { writeSelected } from './write-selected.ts';

export type BulkAction = 'update' | 'delete' | 'restore';

/** A gesture on many records: what is done, to which, and for an update the values that all of them get. */
export interface BulkRequest {
  readonly action: BulkAction;
  readonly selection: SelectedRecords;
  readonly values?: Values | undefined;
}

/** Records shown before a batch. */
const shown = 50;

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
  demandSelection(selection);
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

function writeOf({ action, values }: BulkRequest, id: string): Write {
  return action === 'update' ? { kind: 'update', id, values: values ?? {} } : { kind: action, id };
}

/** Updates, deletes or restores many records. */
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
    const plan = async (ids: readonly string[]) => {
      // What a filter finds was looked at for that already.
      const seen = selection.ids ? await visibleIds(context, record, ids) : new Set(ids);
      return new Map(ids.filter((id) => seen.has(id)).map((id) => [id, writeOf(request, id)]));
    };
    await writeSelected(job, record, selection, plan, { ahead: request.action === 'update' });
  },
};
