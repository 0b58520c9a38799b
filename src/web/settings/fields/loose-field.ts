import type { FieldDeclaration } from '../../../fields/field-type.ts';
import { fieldType } from '../../../fields/registry.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';

/** Takes a name and a declaration; returns the field as forms take it, though no record type has it: it is never stored. */
export function looseField(name: string, { type, options, ...settings }: FieldDeclaration): EffectiveField {
  return {
    ...settings,
    name,
    kind: 'plain',
    type: fieldType(type),
    options,
    custom: false,
    columns: [],
    keyColumn: null,
    partKeys: {},
  };
}
