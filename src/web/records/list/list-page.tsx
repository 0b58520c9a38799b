import type { EffectiveRecord } from '../../../meta/effective-record.ts';

/** The list of a collection. */
export function ListPage(_props: { readonly record: EffectiveRecord }) {
  return null;
}
