import type { $ZodType } from 'zod/v4/core';

/** What is needed of a type to make a schema; by method, so that a type of any value fits. */
interface SchemaMaker {
  schema(options: object): $ZodType;
}

const made = new WeakMap<SchemaMaker, WeakMap<object, $ZodType>>();

/**
 * Takes a field type and its options; returns the schema of its values, made once for one options object: making one
 * takes up to a hundred times longer than checking a value, which an import does a million times.
 */
export function schemaOf(type: SchemaMaker, options: object): $ZodType {
  let byOptions = made.get(type);
  if (!byOptions) {
    byOptions = new WeakMap();
    made.set(type, byOptions);
  }
  let schema = byOptions.get(options);
  if (!schema) {
    schema = type.schema(options);
    byOptions.set(options, schema);
  }
  return schema;
}
