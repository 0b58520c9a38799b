import * as z from 'zod/mini';
import { type Clock, parseClock } from '../../lib/dates.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { numberOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

function write(clock: Clock): string {
  return `${String(clock.hours).padStart(2, '0')}:${String(clock.minutes).padStart(2, '0')}`;
}

/** A time of day, to the minute, without day or zone. */
export const timeType: FieldType<string> = {
  name: 'time',
  label: { fr: 'Heure', en: 'Time' },
  columns: [{ suffix: '', type: 'time' }],
  optionFields: {},
  normalize: (input) => (typeof input === 'string' ? input.trim().replace(/^(\d\d:\d\d):00$/, '$1') || null : input),
  schema: () => z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
  invalidCode: 'invalid-time',
  encode: (value) => [value],
  decode: ([column]) => (column === null || column === undefined ? null : String(column).slice(0, 5)),
  format: (value) => value,
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-time', (trimmed) => {
      const clock = parseClock(trimmed);
      // Seconds would be lost: only none are read.
      return clock && clock.seconds === 0 && clock.milliseconds === 0 ? write(clock) : undefined;
    }),
  comparison: 'time',
  operators: numberOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: '09:30',
      text: '09:30',
      alsoFrom: ['9:30', '9h30', '9 h 30', '09:30:00', '9:30 AM', '9 h 30 min'],
      refused: ['25:00', '24:00', '9:60', '9', '930', '9:30:15', 'midi', '13:00 PM', '9:'],
    },
    { value: '18:00', text: '18:00', alsoFrom: ['18h', '18 h', '6 pm', '6:00 PM'] },
    { value: '00:00', text: '00:00', alsoFrom: ['0h', '12:00 AM'] },
  ],
};

export const time = fieldBuilder<object>({ name: 'time', optionNames: [] });
