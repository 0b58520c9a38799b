import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import type { Row } from '../rows.ts';
import { mayReadRow, mayWriteRow } from '../visibility.ts';
import type { WriteOutcome } from './types.ts';

export type Refusal = Extract<WriteOutcome, { ok: false }>;

/** Takes a status, a code and the faults of fields; returns the refusal of a write. */
export function refuse(status: number, code: string, errors: readonly FieldError[] = []): Refusal {
  return { ok: false, status, code, errors };
}

/** Takes who writes, a record type and the row to be changed; returns why that may not be, null where it may. */
export function refuseUpdate({ principal }: Context, record: EffectiveRecord, row: Row | null): Refusal | null {
  const { read, update } = permissionOn(principal.permissions, record.name);
  if (!row || row.deleted_at !== null || !mayReadRow(principal, read, record, row)) return refuse(404, 'not-found');
  return mayWriteRow(principal, update, record, row) ? null : refuse(403, 'forbidden');
}

/** Takes the faults of a write's fields; returns its refusal, null where there are none. */
export function refusalOfFaults(faults: readonly FieldError[]): Refusal | null {
  if (faults.length === 0) return null;
  // A value that was refused leaves its field empty: only the refusal is worth saying.
  const refused = new Set(faults.filter((fault) => fault.code !== 'required').map((fault) => fault.field));
  return refuse(
    422,
    'validation-failed',
    faults.filter((fault) => fault.code !== 'required' || !refused.has(fault.field)),
  );
}
