import { ok } from '../../lib/result.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { onlyColumn } from '../read-text.ts';
import { normalizeText, storableText } from '../text/text.ts';

export interface LongTextOptions {
  /** Most characters; 20 000 where absent. */
  readonly maximum?: number;
}

/** Takes any input; returns text with every line end made `\n`, less the spaces around it; '' becomes null. */
function normalizeLongText(input: unknown): unknown {
  return normalizeText(typeof input === 'string' ? input.replace(/\r\n?/g, '\n') : input);
}

/** Several lines of plain text: notes, comments. */
export const longTextType: FieldType<string, LongTextOptions> = {
  name: 'longText',
  label: { fr: 'Texte long', en: 'Long text' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {
    maximum: {
      type: 'integer',
      label: { fr: 'Longueur maximale', en: 'Maximum length' },
      options: { minimum: 1, maximum: 1_000_000 },
    },
  },
  normalize: normalizeLongText,
  schema: (options) => storableText(options.maximum ?? 20_000),
  invalidCode: 'invalid-text',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value,
  toText: (value) => value,
  fromText: (text) => ok(normalizeLongText(text) as string | null),
  comparison: 'text',
  operators: ['contains', 'notContains', 'isEmpty', 'isNotEmpty'],
  sort: false,
  keyText: (value) => value,
  searchText: (value) => value,
  choosable: true,
  examples: [
    {
      value: 'Première ligne\nDeuxième ligne',
      text: 'Première ligne\nDeuxième ligne',
      alsoFrom: ['Première ligne\r\nDeuxième ligne\r\n'],
    },
    { value: '- un tiret devant', text: '- un tiret devant' },
  ],
};

export const longText = fieldBuilder<LongTextOptions>({ name: 'longText', optionNames: ['maximum'] });
