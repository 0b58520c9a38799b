import * as z from 'zod/mini';
import { decimalMark, formatDecimal, parseDecimal, trimZeros } from '../../lib/decimal.ts';
import { formatFileSize } from '../../lib/file-size.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { numberOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

export interface IntegerOptions {
  readonly minimum?: number;
  readonly maximum?: number;
  /** True for a size in bytes: read as Ko, Mo, Go. */
  readonly bytes?: boolean;
}

/** Takes a canonical decimal; returns it as a whole number that JavaScript keeps exactly, or undefined. */
function toWhole(decimal: string | null): number | undefined {
  const value = Number(decimal === null ? Number.NaN : trimZeros(decimal));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A whole number: quantities and counts, never phones nor codes. */
export const integerType: FieldType<number, IntegerOptions> = {
  name: 'integer',
  label: { fr: 'Nombre entier', en: 'Whole number' },
  columns: [{ suffix: '', type: 'bigint' }],
  optionFields: {
    minimum: { type: 'integer', label: { fr: 'Minimum', en: 'Minimum' } },
    maximum: { type: 'integer', label: { fr: 'Maximum', en: 'Maximum' } },
  },
  normalize: (input) => (input === '' ? null : input),
  schema: (options) =>
    z
      .int()
      .check(
        z.minimum(options.minimum ?? Number.MIN_SAFE_INTEGER),
        z.maximum(options.maximum ?? Number.MAX_SAFE_INTEGER),
      ),
  invalidCode: 'invalid-integer',
  encode: (value) => [value],
  decode: ([column]) => (column === null || column === undefined ? null : Number(column)),
  format: (value, options, context) =>
    options.bytes ? formatFileSize(value, context.language) : formatDecimal(String(value), context.language),
  toText: (value) => String(value),
  fromText: (text, _options, context) =>
    readText(text, 'invalid-integer', (trimmed) =>
      toWhole(parseDecimal(trimmed, context.decimal ?? decimalMark(context.language))),
    ),
  comparison: 'number',
  totals: ['sum', 'average'],
  operators: numberOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: 1250,
      text: '1250',
      alsoFrom: ['1 250', '1\u202f250', '1\u00a0250', '1250,00', '+1250', ' 1250 '],
      refused: ['1,5', 'douze', '12 %', '06 28 23 04 55', '3,56E+13', '9007199254740993'],
    },
    { value: -3, text: '-3', alsoFrom: ['−3'] },
    { value: 0, text: '0', alsoFrom: ['00', '-0'] },
  ],
};

export const integer = fieldBuilder<IntegerOptions>({ name: 'integer', optionNames: ['minimum', 'maximum', 'bytes'] });
