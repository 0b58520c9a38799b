import * as z from 'zod/mini';
import {
  decimalMark,
  decimalPattern,
  formatDecimal,
  parseDecimal,
  trimZeros,
  writeDecimal,
} from '../../lib/decimal.ts';
import { type DecimalOptions, isDecimalWithin, normalizeDecimal } from '../decimal/decimal.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { numberOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

/** A share in hundredths, kept as people say it: `12.5` is 12,5 %. */
export const percentType: FieldType<string, DecimalOptions> = {
  name: 'percent',
  label: { fr: 'Pourcentage', en: 'Percentage' },
  columns: [{ suffix: '', type: 'numeric' }],
  optionFields: {
    scale: {
      type: 'integer',
      label: { fr: 'Nombre de décimales', en: 'Decimal places' },
      options: { minimum: 0, maximum: 10 },
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
  invalidCode: 'invalid-percent',
  encode: (value) => [value],
  decode: ([column]) => (column === null || column === undefined ? null : trimZeros(String(column))),
  format: (value, _options, context) =>
    `${formatDecimal(value, context.language)}${context.language === 'fr' ? '\u202f' : ''}%`,
  toText: (value, _options, context) =>
    `${writeDecimal(value, context.language)}${context.language === 'fr' ? ' ' : ''}%`,
  fromText: (text, _options, context) =>
    readText(text, 'invalid-percent', (trimmed) => {
      const number = trimmed.endsWith('%') ? trimmed.slice(0, -1).trim() : trimmed;
      const decimal = parseDecimal(number, context.decimal ?? decimalMark(context.language));
      return decimal === null ? undefined : trimZeros(decimal);
    }),
  comparison: 'number',
  totals: ['average'],
  operators: numberOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: '12.5',
      text: '12,5 %',
      alsoFrom: ['12,5%', '12.5\u202f%', '12,50', '12,5'],
      refused: ['%', '12 % %', 'douze', '12 €'],
    },
    { value: '-3', text: '-3 %', alsoFrom: ['-3'] },
    { value: '100', text: '100 %', options: { minimum: 0, maximum: 100 }, refused: ['101 %', '-1'] },
  ],
};

export const percent = fieldBuilder<DecimalOptions>({ name: 'percent', optionNames: ['scale', 'minimum', 'maximum'] });
