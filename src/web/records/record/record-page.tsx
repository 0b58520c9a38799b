import type { EffectiveRecord } from '../../../meta/effective-record.ts';

/** The page of one record. */
export function RecordPage(_props: { readonly record: EffectiveRecord; readonly id: string }) {
  return null;
}
