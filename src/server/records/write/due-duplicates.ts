import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Insertion } from './statements.ts';

/**
 * Takes records whose keys of likely duplicates are new; returns the rows by which those are looked for later: with the
 * write, so that none is forgotten, and not in its time.
 */
export function dueInsertion(changed: readonly { readonly record: EffectiveRecord; readonly id: string }[]): Insertion {
  return { table: 'duplicate_due', rows: changed.map(({ record, id }) => ({ record: record.name, id })) };
}
