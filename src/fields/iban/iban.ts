import * as z from 'zod/mini';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

/** Length of an IBAN by country (SWIFT IBAN registry, release 99). Other countries have none. */
const lengths: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
};

/** Takes any input; returns an IBAN in capitals without spaces or hyphens; '' becomes null. */
function normalizeIban(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  return (
    input
      .replace(/^\s*IBAN[\s:]*/i, '')
      .replace(/[\s\u00a0\u202f.-]/g, '')
      .toUpperCase() || null
  );
}

/** Tells whether letters and figures, moved and numbered as ISO 13616 says, leave 1 modulo 97. */
function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]+$/.test(value) || lengths[value.slice(0, 2)] !== value.length) return false;
  let rest = 0;
  for (const character of value.slice(4) + value.slice(0, 4)) {
    const number = Number.parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}

/** A bank account number: country, key, account. */
export const ibanType: FieldType<string> = {
  name: 'iban',
  label: { fr: 'IBAN', en: 'IBAN' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeIban,
  schema: () => z.string().check(z.maxLength(34), z.refine(isIban)),
  invalidCode: 'invalid-iban',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value.replace(/(.{4})(?=.)/g, '$1\u00a0'),
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-iban', (trimmed) => {
      const iban = normalizeIban(trimmed);
      return typeof iban === 'string' && isIban(iban) ? iban : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => String(normalizeIban(value) ?? ''),
  searchText: (value) => value,
  choosable: true,
  examples: [
    {
      value: 'FR1420041010050500013M02606',
      text: 'FR1420041010050500013M02606',
      alsoFrom: [
        'FR14 2004 1010 0505 0001 3M02 606',
        'fr14 2004 1010 0505 0001 3m02 606',
        'IBAN : FR14 2004 1010 0505 0001 3M02 606',
      ],
      refused: [
        'FR1420041010050500013M02607',
        'FR14',
        'DE89 3704 0044 0532 0130 0',
        'US12345678901234567890',
        '20041010050500013M02606',
      ],
    },
    { value: 'DE89370400440532013000', text: 'DE89370400440532013000', alsoFrom: ['DE89 3704 0044 0532 0130 00'] },
  ],
};

export const iban = fieldBuilder<object>({ name: 'iban', optionNames: [] });
