import * as z from 'zod/mini';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { readText } from '../read-text.ts';

/** A JSON object or array. */
export type Structure = Readonly<Record<string, unknown>> | readonly unknown[];

export interface StructureOptions {
  /** Tells whether a structure has the shape that the field needs. */
  readonly check?: (value: unknown) => boolean;
}

function parseStructure(text: string): Structure | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Structure) : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether JSON and PostgreSQL carry a structure: no NUL, no lone surrogate, no circle. */
function isCarried(value: Structure): boolean {
  try {
    // JSON escapes what cannot be stored; an escaped backslash in front is no escape.
    return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value));
  } catch {
    return false;
  }
}

/** Data of the programme itself (a role's permissions), kept as JSON. Never chosen for a custom field. */
export const structureType: FieldType<Structure, StructureOptions> = {
  name: 'structure',
  label: { fr: 'Structure', en: 'Structure' },
  columns: [{ suffix: '', type: 'jsonb' }],
  optionFields: {},
  schema: (options) =>
    z
      .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .check(z.refine((value) => isCarried(value as Structure) && (options.check?.(value) ?? true))),
  invalidCode: 'invalid-structure',
  // As text: the driver would make an array of PostgreSQL of a JavaScript array.
  encode: (value) => [value === null ? null : JSON.stringify(value)],
  decode: ([column]) =>
    typeof column === 'string' ? (parseStructure(column) ?? null) : ((column as Structure | null | undefined) ?? null),
  format: (value) => JSON.stringify(value),
  toText: (value) => JSON.stringify(value),
  fromText: (text) => readText(text, 'invalid-structure', parseStructure),
  comparison: 'none',
  operators: [],
  sort: false,
  choosable: false,
  examples: [
    {
      value: { account: { read: 'team' } },
      text: '{"account":{"read":"team"}}',
      refused: ['{', '"text"', '12', 'null'],
    },
    { value: [1, 'two', null], text: '[1,"two",null]' },
  ],
};

export const structure = fieldBuilder<StructureOptions>({ name: 'structure', optionNames: ['check'] });
