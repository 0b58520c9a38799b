import * as z from 'zod/mini';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { onlyColumn, readText } from '../read-text.ts';
import { parseRule } from './rule.ts';
import { recurrenceInWords } from './wording.ts';

const longestRule = 500;

/** Takes any input; returns a rule in capitals without its property name; '' becomes null. */
function normalizeRecurrence(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  return (
    input
      .trim()
      .toUpperCase()
      .replace(/^RRULE:/, '')
      .replace(/;$/, '') || null
  );
}

function isRule(value: string): boolean {
  return value.length <= longestRule && parseRule(value) !== null;
}

/** How something comes again, as calendars exchange it: the value of an RRULE (RFC 5545 §3.3.10). */
export const recurrenceType: FieldType<string> = {
  name: 'recurrence',
  label: { fr: 'Récurrence', en: 'Recurrence' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeRecurrence,
  schema: () => z.string().check(z.maxLength(longestRule), z.refine(isRule)),
  invalidCode: 'invalid-recurrence',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value, _options, context) => recurrenceInWords(value, context.language),
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-recurrence', (trimmed) => {
      const rule = normalizeRecurrence(trimmed);
      return typeof rule === 'string' && isRule(rule) ? rule : undefined;
    }),
  comparison: 'none',
  operators: ['isEmpty', 'isNotEmpty'],
  sort: false,
  choosable: true,
  examples: [
    {
      value: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      text: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      alsoFrom: ['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'freq=weekly;interval=2;byday=mo,th;'],
      refused: [
        'tous les lundis',
        'INTERVAL=2',
        'FREQ=FORTNIGHTLY',
        'FREQ=DAILY;INTERVAL=0',
        'FREQ=DAILY;COUNT=2;UNTIL=20261231',
        'FREQ=DAILY;FREQ=DAILY',
        'FREQ=WEEKLY;BYDAY=1MO',
        'FREQ=WEEKLY;BYMONTHDAY=3',
        'FREQ=DAILY;BYDAY=XX',
        'FREQ=DAILY;UNTIL=20260231',
        'FREQ=DAILY;X=1',
        'FREQ=MONTHLY;BYSETPOS=1',
        'FREQ=DAILY;CONSTRUCTOR=1',
      ],
    },
    { value: 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231T225959Z', text: 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231T225959Z' },
    { value: 'FREQ=DAILY;COUNT=10', text: 'FREQ=DAILY;COUNT=10' },
  ],
};

export const recurrence = fieldBuilder<object>({ name: 'recurrence', optionNames: [] });
