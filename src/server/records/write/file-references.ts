import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import { fileFor } from '../../files/files.ts';
import { sameValue } from '../rows.ts';
import type { Draft } from './types.ts';

/**
 * Refuses files that the writer may not read: naming one on a record of one's own must not open it. Takes the drafts
 * of one record type; adds a fault to those that hold such a file.
 */
export async function checkFiles(context: Context, record: EffectiveRecord, drafts: readonly Draft[]): Promise<void> {
  const fields = record.fields.filter(
    (field) => field.kind === 'plain' && (field.type.name === 'image' || field.type.name === 'file'),
  );
  for (const draft of drafts)
    for (const field of fields) {
      const value = draft.after[field.name];
      if (typeof value !== 'string' || sameValue(value, draft.before[field.name])) continue;
      try {
        await fileFor(context, value);
      } catch (error) {
        if (!(error instanceof CarnetError)) throw error;
        draft.errors.push({ field: field.name, code: 'not-found' });
      }
    }
}
