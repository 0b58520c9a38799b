import * as z from 'zod/mini';
import { luhn } from '../../lib/luhn.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

/** What follows the country's letters, by country (European Commission, VIES FAQ Q11), and Northern Ireland, Great Britain, Norway, Switzerland. */
const formats: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^(?:[A-Z]\d{7}[0-9A-Z]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[0-9A-Z+*]{9}B[0-9A-Z+*]{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^[1-9]\d{7}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  GB: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  CH: /^E\d{9}(?:MWST|TVA|IVA)?$/,
  NO: /^\d{9}(?:MVA)?$/,
};

/** Takes any input; returns a VAT number in capitals without spaces, points or hyphens; '' becomes null. */
function normalizeVat(input: unknown): unknown {
  return typeof input === 'string' ? input.replace(/[\s\u00a0\u202f.-]/g, '').toUpperCase() || null : input;
}

/**
 * Tells whether the two characters before a SIREN are right: (12 + 3 × (SIREN mod 97)) mod 97 where they are figures
 * (BOI-TVA-DECLA-20-20-10-10). Keys with a letter have no published rule: their SIREN alone is checked.
 */
function isFrenchKey(key: string, siren: string): boolean {
  // Monaco's numbers begin with 000 and hold no SIREN.
  if (!luhn(siren) && !siren.startsWith('000')) return false;
  return !/^\d\d$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
}

function isVat(value: string): boolean {
  const number = value.slice(2);
  if (formats[value.slice(0, 2)]?.test(number) !== true) return false;
  return !value.startsWith('FR') || isFrenchKey(number.slice(0, 2), number.slice(2));
}

/** « Numéro de TVA intracommunautaire »: the French key is checked, other countries' form. */
export const vatNumberType: FieldType<string> = {
  name: 'vatNumber',
  label: { fr: 'Numéro de TVA', en: 'VAT number' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeVat,
  schema: () => z.string().check(z.maxLength(20), z.refine(isVat)),
  invalidCode: 'invalid-vat-number',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value.replace(/^FR(..)(\d{3})(\d{3})(\d{3})$/, 'FR\u00a0$1\u00a0$2\u00a0$3\u00a0$4'),
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-vat-number', (trimmed) => {
      const vat = normalizeVat(trimmed);
      return typeof vat === 'string' && isVat(vat) ? vat : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => String(normalizeVat(value) ?? ''),
  searchText: (value) => value,
  choosable: true,
  examples: [
    {
      value: 'FR44732829320',
      text: 'FR44732829320',
      alsoFrom: ['FR 44 732 829 320', 'fr44732829320', 'FR-44.732.829.320'],
      refused: ['FR45732829320', 'FR44732829321', '732829320', 'XX123', 'FR'],
    },
    { value: 'DE136695976', text: 'DE136695976', alsoFrom: ['DE 136 695 976'] },
    { value: 'BE0403053608', text: 'BE0403053608', alsoFrom: ['BE 0403.053.608'] },
  ],
};

export const vatNumber = fieldBuilder<object>({ name: 'vatNumber', optionNames: [] });
