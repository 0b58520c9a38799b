import * as z from 'zod/mini';
import { fold } from '../../lib/text.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { booleanOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

const words = new Map<string, boolean>([
  ...['oui', 'o', 'vrai', 'true', 'yes', 'y', '1', 'x', 'on'].map((word) => [word, true] as const),
  ...['non', 'n', 'faux', 'false', 'no', '0', 'off'].map((word) => [word, false] as const),
]);

/** Yes or no. */
export const booleanType: FieldType<boolean> = {
  name: 'boolean',
  label: { fr: 'Oui ou non', en: 'Yes or no' },
  columns: [{ suffix: '', type: 'boolean' }],
  optionFields: {},
  normalize: (input) => (input === '' ? null : input),
  schema: () => z.boolean(),
  invalidCode: 'invalid-boolean',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value, _options, context) => (context.language === 'fr' ? (value ? 'Oui' : 'Non') : value ? 'Yes' : 'No'),
  toText: (value, _options, context) => (context.language === 'fr' ? (value ? 'oui' : 'non') : value ? 'yes' : 'no'),
  fromText: (text) => readText(text, 'invalid-boolean', (trimmed) => words.get(fold(trimmed))),
  comparison: 'boolean',
  operators: booleanOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: true,
      text: 'oui',
      alsoFrom: ['Oui', 'OUI', 'vrai', 'VRAI', 'true', 'TRUE', '1', 'x', 'X', 'yes', 'o'],
      refused: ['2', 'peut-être'],
    },
    { value: false, text: 'non', alsoFrom: ['Non', 'faux', 'FAUX', 'false', '0', 'no', 'n'] },
  ],
};

export const boolean = fieldBuilder<object>({ name: 'boolean', optionNames: [] });
