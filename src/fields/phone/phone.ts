import * as z from 'zod/mini';
import { digits } from '../../lib/text.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

/** 3 to 30 characters, with 3 digits or more: what is dialled, and what people add to it (« poste 12 »). */
const phonePattern = /^(?=(?:[^0-9]*[0-9]){3})[\p{L}\p{N}\p{M} +\-./()#*,;:'’]{3,30}$/u;
/** What a spreadsheet leaves of a number it took for a quantity: 6,28E+08. */
const exponent = /^\d(?:[.,]\d+)?E\+?\d+$/i;

/** Takes any input; returns a phone as typed, its spaces made plain, a `tel:` URI (RFC 3966) as people write it; '' becomes null. */
function normalizePhone(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  const plain = input
    .replace(/[\u00a0\u2007\u2009\u202f\t]/g, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/;ext=(?=\d)/gi, ' poste ')
    .replace(/^\s*(?:tel:\s*)+/i, '')
    .trim();
  return plain || null;
}

function isPhone(value: string): boolean {
  return phonePattern.test(value) && !exponent.test(value);
}

/**
 * Takes a phone as typed; returns what is dialled: its digits without the extension, in international form where the
 * country shows (`+33 (0)6…`, `0033 6…`, `06…` of metropolitan France), else as they are.
 */
function international(value: string): { readonly number: string; readonly known: boolean } {
  const dialled = value.replace(/\(0\)/, '').split(/\p{L}|[#;,]/u)[0] ?? '';
  const plus = /^\D*\+/.test(dialled);
  const number = digits(dialled);
  if (plus) return { number: number.replace(/^330/, '33'), known: true };
  if (number.startsWith('00')) return { number: number.slice(2).replace(/^330/, '33'), known: true };
  return { number, known: false };
}

/** Takes a phone as typed; returns its digits as dialled within France (0628230455), or all digits for elsewhere. */
export function nationalDigits(value: string): string {
  const { number, known } = international(value);
  return known && number.startsWith('33') ? `0${number.slice(2)}` : number || digits(value);
}

/** Takes a phone as typed; returns the digit strings under which it is found: national and international. */
export function phoneSearchText(value: string): string {
  const { number, known } = international(value);
  const all = digits(value);
  const forms = new Set([number, all]);
  if (known && number.startsWith('33')) forms.add(`0${number.slice(2)}`);
  // The numbers of overseas France are dialled with the 0 of the national form too, after a prefix of their own.
  if (known && /^(?:262|508|590|594|596|687|689)\d{9}$/.test(number)) forms.add(`0${number.slice(3)}`);
  if (!known && /^0[1-9]\d{8}$/.test(number)) forms.add(`33${number.slice(1)}`);
  forms.delete('');
  return [...forms].join(' ');
}

/** A phone or fax number: kept as typed (first 0, spaces, +), found in any form. */
export const phoneType: FieldType<string> = {
  name: 'phone',
  label: { fr: 'Téléphone', en: 'Phone' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizePhone,
  schema: () => z.string().check(z.maxLength(30), z.refine(isPhone)),
  invalidCode: 'invalid-phone',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => {
    const match = /^\s*(?:(?:\+|00)33[\s.-]*(?:\(0\))?|0)[\s.-]*([1-9](?:[\s.-]*\d){8})\s*$/.exec(value);
    return match ? `0${digits(match[1] ?? '')}`.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : value;
  },
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-phone', (trimmed) => {
      const phone = normalizePhone(trimmed);
      return typeof phone === 'string' && isPhone(phone) ? phone : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: nationalDigits,
  searchText: phoneSearchText,
  choosable: true,
  examples: [
    {
      value: '06 28 23 04 55',
      text: '06 28 23 04 55',
      alsoFrom: ['06\u202f28\u202f23\u202f04\u202f55', ' 06\u00a028\u00a023\u00a004\u00a055 '],
      refused: ['12', 'néant', 'jean3@x125.fr', '6,28E+08', '06 28 23 04 55 / 06 28 23 04 56 / 06'],
    },
    { value: '+33 (0)1 23 45 67 89', text: '+33 (0)1 23 45 67 89' },
    {
      value: '+44-555-555-5555 poste 5555',
      text: '+44-555-555-5555 poste 5555',
      alsoFrom: ['tel:+44-555-555-5555;ext=5555'],
    },
    { value: '3949', text: '3949' },
    { value: '01.23.45.67.89 poste 12', text: '01.23.45.67.89 poste 12' },
  ],
};

export const phone = fieldBuilder<object>({ name: 'phone', optionNames: [] });
