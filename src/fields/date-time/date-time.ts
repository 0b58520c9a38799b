import * as z from 'zod/mini';
import { formatDate, parseClock, parseDate } from '../../lib/dates.ts';
import { fromLocal, toLocal, zoneOffset } from '../../lib/time-zone.ts';
import { type FieldType, fieldBuilder, type ParseContext } from '../field-type.ts';
import { dateOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const zonedMoment = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))?\s*(Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** Takes milliseconds; returns the ISO moment in UTC, undefined outside the years 0001 to 9999. */
function isoOf(moment: number): string | undefined {
  if (!Number.isFinite(moment)) return undefined;
  const text = Math.abs(moment) > 8.64e15 ? '' : new Date(moment).toISOString();
  return isoMoment.test(text) && !text.startsWith('0000') ? text : undefined;
}

/** Takes a moment written with its offset, by PostgreSQL or in ISO 8601; returns it in UTC, or undefined. */
function readZoned(text: string): string | undefined {
  const match = zonedMoment.exec(text);
  if (!match) return undefined;
  const [, date = '', clock = '', seconds = ':00', fraction = '', zone = 'Z'] = match;
  const time = parseClock(`${clock}${seconds}`);
  const sign = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (parseDate(date) !== date || !time) return undefined;
  const offset = sign ? (sign[1] === '-' ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3] ?? 0)) : 0;
  if (Math.abs(offset) > 16 * 60) return undefined;
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  const minutes = time.hours * 60 + time.minutes - offset;
  return isoOf(midnight + (minutes * 60 + time.seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0')));
}

/** Takes a moment as a person writes it, in their zone (« 22/11/2026 à 9h30 »); returns it in UTC, or undefined. */
function readLocal(text: string, context: ParseContext): string | undefined {
  if (text.length > 80) return undefined;
  const split = /^(.*?)(?:\s*,\s*|\s+|T)(?:à\s+|at\s+)?(\d{1,2}\s*(?:h|:).*|\d{1,2}\s*[ap]\.?m\.?)$/i.exec(text);
  const midnight = { hours: 0, minutes: 0, seconds: 0, milliseconds: 0 };
  const date = parseDate(split?.[1] ?? text, context.dateOrder);
  const clock = split ? parseClock(split[2] ?? '') : midnight;
  return date && clock ? isoOf(fromLocal({ date, ...clock }, context.timeZone)) : undefined;
}

/** What people write of a moment in a zone: 2026-11-22 10:30:00+01:00, so that no export loses the zone or the hour. */
function writeZoned(value: string, timeZone: string): string {
  const moment = Date.parse(value);
  const offset = zoneOffset(moment, timeZone) / 60_000;
  const local = toLocal(moment, timeZone);
  // Before 1911 clocks of Paris ran 9 min 21 s ahead: an offset in minutes would lose the seconds.
  if (!Number.isInteger(offset) || !/^\d{4}-/.test(local.date) || local.date.startsWith('0000')) return value;
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const fraction = local.milliseconds === 0 ? '' : `.${String(local.milliseconds).padStart(3, '0')}`;
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
  return `${local.date} ${two(local.hours)}:${two(local.minutes)}:${two(local.seconds)}${fraction}${zone}`;
}

/** A moment, kept in UTC to the millisecond, shown in the reader's zone. */
export const dateTimeType: FieldType<string> = {
  name: 'dateTime',
  label: { fr: 'Date et heure', en: 'Date and time' },
  columns: [{ suffix: '', type: 'timestamptz' }],
  optionFields: {},
  normalize: (input) => {
    if (typeof input !== 'string') return input;
    const trimmed = input.trim();
    return trimmed === '' ? null : (readZoned(trimmed) ?? trimmed);
  },
  schema: () => z.iso.datetime().check(z.refine((value) => readZoned(value) === value)),
  invalidCode: 'invalid-date-time',
  encode: (value) => [value],
  decode: ([column]) => {
    if (column === null || column === undefined) return null;
    if (column instanceof Date) return isoOf(column.getTime()) ?? column.toISOString();
    const text = String(column);
    return isoMoment.test(text) ? text : (readZoned(text) ?? text);
  },
  format: (value, _options, context) => {
    const local = toLocal(Date.parse(value), context.timeZone);
    return `${formatDate(local.date)} ${String(local.hours).padStart(2, '0')}:${String(local.minutes).padStart(2, '0')}`;
  },
  toText: (value, _options, context) => writeZoned(value, context.timeZone),
  fromText: (text, _options, context) =>
    readText(text, 'invalid-date-time', (trimmed) => readZoned(trimmed) ?? readLocal(trimmed, context)),
  comparison: 'moment',
  operators: dateOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: '2026-11-22T09:30:00.000Z',
      text: '2026-11-22 10:30:00+01:00',
      alsoFrom: [
        '22/11/2026 10:30',
        '22/11/2026 à 10h30',
        '2026-11-22T09:30:00Z',
        '2026-11-22 09:30:00+00',
        '22 novembre 2026 10 h 30',
      ],
      refused: ['31/02/2026 10:00', '22/11/2026 25:00', 'demain', '1795341000', '2026-11-22T09:30:00+99:00'],
    },
    { value: '2026-07-14T22:00:00.000Z', text: '2026-07-15 00:00:00+02:00', alsoFrom: ['15/07/2026'] },
    { value: '1999-12-31T22:59:59.123Z', text: '1999-12-31 23:59:59.123+01:00' },
  ],
};

export const dateTime = fieldBuilder<object>({ name: 'dateTime', optionNames: [] });
