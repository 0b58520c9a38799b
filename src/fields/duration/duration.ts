import * as z from 'zod/mini';
import { decimalMark, parseDecimal } from '../../lib/decimal.ts';
import { fold } from '../../lib/text.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { numberOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

export interface DurationOptions {
  /** Longest duration, in minutes; a thousand hours where absent. */
  readonly maximum?: number;
}

const standardMaximum = 60_000;
const longestText = 40;

/** Takes a duration as written (90, 90 min, 1 h 30, 1:30, 1,5 h); returns its minutes, or undefined. */
function readDuration(text: string, mark: ',' | '.'): number | undefined {
  if (text.length > longestText) return undefined;
  const folded = fold(text);
  const hours = /^(\d{1,5})\s*(?:h|heures?|hours?|:)\s*(?:(\d{1,2})\s*(?:min|mn|m|minutes?)?)?(?::00)?$/.exec(folded);
  if (hours && !/:$/.test(folded)) {
    const minutes = Number(hours[2] ?? 0);
    return minutes > 59 ? undefined : Number(hours[1]) * 60 + minutes;
  }
  const number = /^([\d.,]+)\s*(h|heures?|hours?|min|mn|m|minutes?)?$/.exec(folded);
  const decimal = number ? parseDecimal(number[1] ?? '', mark) : null;
  if (decimal === null) return undefined;
  const minutes = number?.[2]?.startsWith('h') ? Math.round(Number(decimal) * 6_000) / 100 : Number(decimal);
  return Number.isSafeInteger(minutes) ? minutes : undefined;
}

/** Takes minutes; returns them in hours and minutes: 1 h 30, 45 min. */
function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}\u00a0min`;
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
}

/** A length of time in whole minutes. */
export const durationType: FieldType<number, DurationOptions> = {
  name: 'duration',
  label: { fr: 'Durée', en: 'Duration' },
  columns: [{ suffix: '', type: 'integer' }],
  optionFields: {
    maximum: { type: 'integer', label: { fr: 'Maximum (minutes)', en: 'Maximum (minutes)' }, options: { minimum: 1 } },
  },
  normalize: (input) => (input === '' ? null : input),
  schema: (options) =>
    z.int().check(z.minimum(0), z.maximum(Math.min(options.maximum ?? standardMaximum, 2_147_483_647))),
  invalidCode: 'invalid-duration',
  encode: (value) => [value],
  decode: ([column]) => (column === null || column === undefined ? null : Number(column)),
  format: (value) => formatDuration(value),
  toText: (value) => formatDuration(value).replaceAll('\u00a0', ' '),
  fromText: (text, _options, context) =>
    readText(text, 'invalid-duration', (trimmed) =>
      readDuration(trimmed, context.decimal ?? decimalMark(context.language)),
    ),
  comparison: 'number',
  totals: ['sum', 'average'],
  operators: numberOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: 90,
      text: '1 h 30',
      alsoFrom: [
        '90',
        '90 min',
        '90mn',
        '1h30',
        '1:30',
        '01:30:00',
        '1,5 h',
        '1 heure 30 minutes',
        '1\u00a0h\u00a030\u00a0min',
      ],
      refused: ['-5', '1 h 75', 'une heure', '1:', '0,5', '60001', 'h'],
    },
    { value: 45, text: '45 min', alsoFrom: ['0:45', '0,75 h', '0h45'] },
    { value: 120, text: '2 h', alsoFrom: ['2h', '2 heures', '2 h 00'] },
    { value: 0, text: '0 min', alsoFrom: ['0'] },
  ],
};

export const duration = fieldBuilder<DurationOptions>({ name: 'duration', optionNames: ['maximum'] });
