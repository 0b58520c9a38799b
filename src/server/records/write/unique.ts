import { fieldIndexes } from '../../../meta/derive/storage.ts';
import type { Model } from '../../../meta/effective-record.ts';
import type { WriteOutcome } from './types.ts';

/**
 * Takes what PostgreSQL threw and the model; returns the refusal it means where a unique index or a reference was
 * broken, else null. The record that holds the value is not named: its reader may not see it.
 */
export function uniqueFault(error: unknown, model: Model): Extract<WriteOutcome, { ok: false }> | null {
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string };
  const record = model.records.find((candidate) => candidate.table === table);
  if (code !== '23505' || !record) return null;
  if (constraint === `${record.table}_pair_unique`)
    return { ok: false, status: 409, code: 'already-linked', errors: [{ field: '', code: 'already-linked' }] };
  const field = record.fields.find(
    (candidate) =>
      candidate.unique && fieldIndexes(record, candidate).some((index) => index.unique && index.name === constraint),
  );
  if (!field) return null;
  return {
    ok: false,
    status: 409,
    code: 'duplicate-value',
    errors: [{ field: field.name, code: 'duplicate-value', parameters: { label: field.label.fr } }],
  };
}
