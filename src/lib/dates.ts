import { fold } from './text.ts';

/** Order of day, month and year in a date written with figures. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A year of two figures below this one belongs to the 2000s, any other to the 1900s. */
const centuryPivot = 70;

/** No date is written longer: `mercredi 22 septembre 2026 00:00:00.000`. */
const longestDate = 60;

const monthNames: readonly (readonly string[])[] = [
  ['janvier', 'janv', 'jan', 'january'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'mar', 'march'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'juil', 'jul', 'july'],
  ['aout', 'aou', 'august', 'aug'],
  ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
];
const monthByName = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

const weekday =
  /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lun|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\b[.,]?\s*/;

/** Takes a year and a month (1–12); returns its number of days in the Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Takes numbers; returns the ISO date `2026-11-22`, or null where the calendar has no such day. */
function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Tells whether a text is a day of the calendar written `2026-11-22` (years 0001 to 9999). */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isoDate(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < centuryPivot ? 2000 + year : 1900 + year;
}

function fromFigures(parts: readonly [string, string, string], order: DateOrder): string | null {
  // Four figures in front can only be a year, whatever the order of the source.
  const [year, month, day] =
    parts[0].length === 4 || order === 'ymd'
      ? parts
      : order === 'mdy'
        ? ([parts[2], parts[0], parts[1]] as const)
        : ([parts[2], parts[1], parts[0]] as const);
  if ((year.length !== 2 && year.length !== 4) || month.length > 2 || day.length > 2) return null;
  return isoDate(fullYear(year), Number(month), Number(day));
}

/**
 * Takes a date as a person or a file writes it (22/11/2026, 22.11.26, 2026-11-22, 20261122, « 22 novembre 2026 »,
 * November 22, 2026) and the order of its figures; returns the ISO date, or null for what is no day of the calendar.
 * Two-figure years turn at 70. Nothing is guessed: 31/02/2026 and 12/25/2026 read day first are refused.
 */
export function parseDate(text: string, order: DateOrder = 'dmy'): string | null {
  if (text.length > longestDate) return null;
  // A spreadsheet writes a day as its midnight: nothing is lost by leaving that out.
  const written = fold(text).replace(/(?<=\d)[t ]00:00(?::00(?:[.,]0+)?)?z?$/, '');
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (compact) return isoDate(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const figures = /^(\d{1,4})([/\-. ])(\d{1,2})\2(\d{1,4})$/.exec(written.replace(/\s*([/\-.])\s*/g, '$1'));
  if (figures) return fromFigures([figures[1] ?? '', figures[3] ?? '', figures[4] ?? ''], order);
  return fromWords(written.replace(weekday, ''));
}

function fromWords(written: string): string | null {
  const dayFirst = /^(\d{1,2})(?:er|st|nd|rd|th)?[\s.-]+(?:of\s+)?([a-z]+)\.?,?[\s-]+(\d{4}|\d{2})$/.exec(written);
  const monthFirst = dayFirst ? null : /^([a-z]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})$/.exec(written);
  const [name, day, year] = dayFirst
    ? [dayFirst[2], dayFirst[1], dayFirst[3]]
    : [monthFirst?.[1], monthFirst?.[2], monthFirst?.[3]];
  const month = monthByName.get(name ?? '');
  return month === undefined ? null : isoDate(fullYear(year ?? ''), month, Number(day));
}

/** Takes an ISO date; returns it as people read it, day first: 22/11/2026 (both languages; English as in Britain). */
export function formatDate(date: string): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** A time of day, to the millisecond. */
export interface Clock {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

/**
 * Takes a time of day as written (09:30, 9h30, 9 h, 9:30:15, 9:30 PM); returns it, or null for what is no time.
 * 24:00 is refused: it is another day.
 */
export function parseClock(text: string): Clock | null {
  if (text.length > longestDate) return null;
  const match =
    /^(\d{1,2})(?:\s*(?:h|:)\s*(\d{2})?(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:(?:min|mn)?|([ap])\.?m\.?)$/.exec(
      fold(text),
    );
  if (!match) return null;
  const half = match[5];
  const separated = /[h:]/.test(match[0]);
  if ((!separated && !half) || (match[0].includes(':') && match[2] === undefined)) return null;
  let hours = Number(match[1]);
  if (half) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half === 'p' ? 12 : 0);
  }
  const minutes = Number(match[2] ?? 0);
  const seconds = Number(match[3] ?? 0);
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return { hours, minutes, seconds, milliseconds: Number((match[4] ?? '').slice(0, 3).padEnd(3, '0')) };
}
