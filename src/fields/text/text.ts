import * as z from 'zod/mini';
import { ok } from '../../lib/result.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn } from '../read-text.ts';

export interface TextOptions {
  /** Most characters; 255 where absent. */
  readonly maximum?: number;
}

/** What cannot be stored as text by PostgreSQL or carried as JSON: NUL and lone surrogates. */
const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Takes any input; returns text without the spaces around it, null for the empty text, anything else unchanged. */
export function normalizeText(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  const trimmed = input.trim();
  return trimmed === '' ? null : trimmed;
}

/** Tells whether PostgreSQL and JSON can carry a text. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/** A text of at most `maximum` characters that PostgreSQL can store. */
export function storableText(maximum: number) {
  return z.string().check(z.maxLength(maximum), z.refine(isStorable));
}

/** A single line of text, stored as typed less the spaces around it. */
export const textType: FieldType<string, TextOptions> = {
  name: 'text',
  label: { fr: 'Texte', en: 'Text' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {
    maximum: {
      type: 'integer',
      label: { fr: 'Longueur maximale', en: 'Maximum length' },
      options: { minimum: 1, maximum: 10_000 },
    },
  },
  normalize: normalizeText,
  schema: (options) => storableText(options.maximum ?? 255),
  invalidCode: 'invalid-text',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value,
  toText: (value) => value,
  fromText: (text) => ok(normalizeText(text) as string | null),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => value,
  searchText: (value) => value,
  choosable: true,
  examples: [
    { value: 'Durand & Fils', text: 'Durand & Fils', alsoFrom: ['  Durand & Fils '] },
    { value: '=1+1', text: '=1+1' },
    { value: "O'Brien – « Œuvre »", text: "O'Brien – « Œuvre »" },
  ],
};

export const text = fieldBuilder<TextOptions>({ name: 'text', optionNames: ['maximum'] });
