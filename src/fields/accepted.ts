import { safeParse } from 'zod/v4/core';
import type { FieldType } from './field-type.ts';
import { schemaOf } from './schema-of.ts';

/** Takes a field type, its options and any input; tells whether the input is a value of the type. */
export function isAccepted<Value, Options extends object>(
  type: Pick<FieldType<Value, Options>, 'schema'>,
  options: Options,
  value: unknown,
): boolean {
  return safeParse(schemaOf(type, options), value).success;
}
