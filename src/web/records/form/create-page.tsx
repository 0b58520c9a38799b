import type { EffectiveRecord } from '../../../meta/effective-record.ts';

/** The empty form of a new record. */
export function CreatePage(_props: { readonly record: EffectiveRecord }) {
  return null;
}
