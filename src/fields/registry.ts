import type { FieldType } from './field-type.ts';
import { listType } from './list/list.ts';
import { referenceType } from './reference/reference.ts';
import { textType } from './text/text.ts';

/** Every field type by its name: one import and one line each. */
export const fieldTypes = {
  text: textType,
  list: listType,
  reference: referenceType,
} as const;

export type FieldTypeName = keyof typeof fieldTypes;

/**
 * Takes the name of a field type; returns the type, its value and options seen as unknown.
 * Throws for a name that no type has: a fault of the programme, not of the user.
 */
export function fieldType(name: string): FieldType {
  const type = (fieldTypes as unknown as Record<string, FieldType | undefined>)[name];
  if (!type) throw new Error(`No field type is called ${name}`);
  return type;
}
