import * as z from 'zod/mini';
import { formatDate, isDate, parseDate } from '../../lib/dates.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { dateOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

/** A day of the calendar, without hour or zone. */
export const dateType: FieldType<string> = {
  name: 'date',
  label: { fr: 'Date', en: 'Date' },
  columns: [{ suffix: '', type: 'date' }],
  optionFields: {},
  normalize: (input) => (typeof input === 'string' ? input.trim() || null : input),
  schema: () => z.iso.date().check(z.refine((value) => isDate(value))),
  invalidCode: 'invalid-date',
  encode: (value) => [value],
  decode: ([column]) => (column === null || column === undefined ? null : String(column).slice(0, 10)),
  format: (value) => formatDate(value),
  toText: (value) => value,
  fromText: (text, _options, context) =>
    readText(text, 'invalid-date', (trimmed) => parseDate(trimmed, context.dateOrder) ?? undefined),
  comparison: 'date',
  operators: dateOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: '2026-11-22',
      text: '2026-11-22',
      alsoFrom: [
        '22/11/2026',
        '22/11/26',
        '22-11-2026',
        '22.11.2026',
        '20261122',
        '22 novembre 2026',
        'Dimanche 22 nov. 2026',
        '2026-11-22 00:00:00',
      ],
      refused: ['31/02/2026', '29/02/2027', '11/22/2026', '22/11', '22/11/202', 'demain', '2026-11-22 10:30', '46348'],
    },
    { value: '2024-02-29', text: '2024-02-29', alsoFrom: ['29/2/24', '29 février 2024'] },
    { value: '1970-05-01', text: '1970-05-01', alsoFrom: ['1/5/70', '1er mai 1970'] },
  ],
};

export const date = fieldBuilder<object>({ name: 'date', optionNames: [] });
