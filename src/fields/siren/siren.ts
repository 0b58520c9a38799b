import * as z from 'zod/mini';
import { luhn } from '../../lib/luhn.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

/** Takes any input; returns it without the spaces, points and hyphens that group its figures; '' becomes null. */
export function normalizeFigures(input: unknown): unknown {
  return typeof input === 'string' ? input.replace(/[\s\u00a0\u202f.-]/g, '') || null : input;
}

/** Tells whether nine figures are a SIREN: Luhn key (INSEE, répertoire Sirene). */
export function isSiren(value: string): boolean {
  return /^\d{9}$/.test(value) && value !== '000000000' && luhn(value);
}

/** The number of a French company: nine figures with a key. */
export const sirenType: FieldType<string> = {
  name: 'siren',
  label: { fr: 'SIREN', en: 'SIREN' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeFigures,
  schema: () => z.string().check(z.regex(/^\d{9}$/), z.refine(isSiren)),
  invalidCode: 'invalid-siren',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value.replace(/(\d{3})(?=\d)/g, '$1\u00a0'),
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-siren', (trimmed) => {
      const siren = normalizeFigures(trimmed);
      return typeof siren === 'string' && isSiren(siren) ? siren : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => value.replace(/\D/g, ''),
  searchText: (value) => value,
  choosable: true,
  examples: [
    {
      value: '732829320',
      text: '732829320',
      alsoFrom: ['732 829 320', '732\u00a0829\u00a0320', '732.829.320'],
      refused: ['732829321', '73282932', '73282932000074', '7,33E+08', 'FR', '000000000'],
    },
    { value: '356000000', text: '356000000', alsoFrom: ['356 000 000'] },
  ],
};

export const siren = fieldBuilder<object>({ name: 'siren', optionNames: [] });
