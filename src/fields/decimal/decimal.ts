import * as z from 'zod/mini';
import {
  compareDecimals,
  decimalMark,
  decimalPattern,
  decimalSize,
  formatDecimal,
  isDecimal,
  parseDecimal,
  trimZeros,
  writeDecimal,
} from '../../lib/decimal.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { numberOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

export interface DecimalOptions {
  /** Most decimals; 10 where absent. */
  readonly scale?: number;
  /** Bounds, both included. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Most digits before the point. */
const longestWhole = 20;
const deepestScale = 10;

/** Takes any input (text or number of JSON); returns the canonical decimal without useless zeros; '' becomes null. */
export function normalizeDecimal(input: unknown): unknown {
  if (typeof input === 'number' && Number.isFinite(input)) return normalizeDecimal(String(input));
  if (typeof input !== 'string') return input;
  const trimmed = input.trim();
  if (trimmed === '') return null;
  const decimal = /^-?\d+(?:\.\d+)?$/.test(trimmed) ? parseDecimal(trimmed, '.') : null;
  return decimal === null ? trimmed : trimZeros(decimal);
}

/** Takes a text in JSON form and the options; tells whether it is a decimal within them. */
export function isDecimalWithin(value: string, options: DecimalOptions): boolean {
  if (!isDecimal(value)) return false;
  const { whole, places } = decimalSize(value);
  if (whole > longestWhole || places > Math.min(options.scale ?? deepestScale, deepestScale)) return false;
  if (options.minimum !== undefined && compareDecimals(value, plain(options.minimum)) < 0) return false;
  return options.maximum === undefined || compareDecimals(value, plain(options.maximum)) <= 0;
}

/** Takes a number; returns it as a canonical decimal, without exponent. */
function plain(bound: number): string {
  const text = String(bound);
  return isDecimal(text) ? text : trimZeros(bound.toFixed(deepestScale));
}

/** A number with decimals, exact: kept as text, never as a binary fraction. */
export const decimalType: FieldType<string, DecimalOptions> = {
  name: 'decimal',
  label: { fr: 'Nombre décimal', en: 'Decimal number' },
  columns: [{ suffix: '', type: 'numeric' }],
  optionFields: {
    scale: {
      type: 'integer',
      label: { fr: 'Nombre de décimales', en: 'Decimal places' },
      options: { minimum: 0, maximum: deepestScale },
    },
    minimum: { type: 'integer', label: { fr: 'Minimum', en: 'Minimum' } },
    maximum: { type: 'integer', label: { fr: 'Maximum', en: 'Maximum' } },
  },
  normalize: normalizeDecimal,
  schema: (options) =>
    z.string().check(
      z.regex(decimalPattern),
      z.refine((value) => isDecimalWithin(value, options)),
    ),
  invalidCode: 'invalid-decimal',
  encode: (value) => [value],
  decode: ([column]) => (column === null || column === undefined ? null : trimZeros(String(column))),
  format: (value, _options, context) => formatDecimal(value, context.language),
  toText: (value, _options, context) => writeDecimal(value, context.language),
  fromText: (text, _options, context) =>
    readText(text, 'invalid-decimal', (trimmed) => {
      const decimal = parseDecimal(trimmed, context.decimal ?? decimalMark(context.language));
      return decimal === null ? undefined : trimZeros(decimal);
    }),
  comparison: 'number',
  totals: ['sum', 'average'],
  operators: numberOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: '1250.5',
      text: '1250,5',
      alsoFrom: [
        '1 250,50',
        '1.250,50',
        '1,250.50',
        '1250.5',
        '1250.50',
        '1\u00a0250,5',
        '1\u202f250,50',
        '1’250.50',
        "1'250.50",
        '01250,5',
      ],
      refused: ['12 34', '1,2,3', '1.250.50', '3,56E+13', '12 %', 'abc', '1-2', '--1', '0x10', '1_000'],
    },
    { value: '1250', text: '1250', alsoFrom: ['1.250', '1250,00', '1 250'] },
    { value: '-0.125', text: '-0,125', alsoFrom: ['−0,125', '-,125', '-0.125'] },
    { value: '1.234', text: '1,234', alsoFrom: ['1,2340'] },
    { value: '0', text: '0', alsoFrom: ['-0', '0,00'] },
    { value: '5', text: '5', options: { scale: 2, minimum: 0, maximum: 10 }, refused: ['10,01', '-1', '1,234'] },
    {
      value: '12345678901234567890.0123456789',
      text: '12345678901234567890,0123456789',
      refused: ['123456789012345678901'],
    },
  ],
};

export const decimal = fieldBuilder<DecimalOptions>({ name: 'decimal', optionNames: ['scale', 'minimum', 'maximum'] });
