import type { ListValue } from '../../fields/field-type.ts';
import type { EffectiveField } from '../effective-record.ts';

/** Takes a field; returns the values of its list, retired ones too; none for a field that is no list. */
export function listValues(field: EffectiveField | undefined): readonly ListValue[] {
  return (field?.options as { readonly values?: readonly ListValue[] } | undefined)?.values ?? [];
}
