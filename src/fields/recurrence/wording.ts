import { formatDate } from '../../lib/dates.ts';
import type { Language } from '../../lib/localized.ts';
import { parseRule, type RecurrenceRule } from './rule.ts';

interface Words {
  readonly every: Readonly<Record<string, { readonly one: string; readonly several: string }>>;
  readonly days: Readonly<Record<string, string>>;
  readonly ordinals: Readonly<Record<string, string>>;
  readonly months: readonly string[];
  readonly and: string;
  readonly on: (day: string) => string;
  readonly monthDay: (day: number) => string;
  readonly lastDay: string;
  readonly in: (months: string) => string;
  readonly times: (count: string) => string;
  readonly until: (date: string) => string;
  readonly special: string;
}

const french: Words = {
  every: {
    SECONDLY: { one: 'Toutes les secondes', several: 'Toutes les {n} secondes' },
    MINUTELY: { one: 'Toutes les minutes', several: 'Toutes les {n} minutes' },
    HOURLY: { one: 'Toutes les heures', several: 'Toutes les {n} heures' },
    DAILY: { one: 'Tous les jours', several: 'Tous les {n} jours' },
    WEEKLY: { one: 'Toutes les semaines', several: 'Toutes les {n} semaines' },
    MONTHLY: { one: 'Tous les mois', several: 'Tous les {n} mois' },
    YEARLY: { one: 'Tous les ans', several: 'Tous les {n} ans' },
  },
  days: { MO: 'lundi', TU: 'mardi', WE: 'mercredi', TH: 'jeudi', FR: 'vendredi', SA: 'samedi', SU: 'dimanche' },
  ordinals: {
    '1': 'premier',
    '2': 'deuxième',
    '3': 'troisième',
    '4': 'quatrième',
    '5': 'cinquième',
    '-1': 'dernier',
    '-2': 'avant-dernier',
  },
  months: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  and: 'et',
  on: (day) => `le ${day}`,
  monthDay: (day) => `le ${day === 1 ? '1er' : day}`,
  lastDay: 'le dernier jour du mois',
  in: (months) => `en ${months}`,
  times: (count) => `${count} fois`,
  until: (date) => `jusqu’au ${date}`,
  special: 'selon une règle particulière',
};

const english: Words = {
  every: {
    SECONDLY: { one: 'Every second', several: 'Every {n} seconds' },
    MINUTELY: { one: 'Every minute', several: 'Every {n} minutes' },
    HOURLY: { one: 'Every hour', several: 'Every {n} hours' },
    DAILY: { one: 'Every day', several: 'Every {n} days' },
    WEEKLY: { one: 'Every week', several: 'Every {n} weeks' },
    MONTHLY: { one: 'Every month', several: 'Every {n} months' },
    YEARLY: { one: 'Every year', several: 'Every {n} years' },
  },
  days: { MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday', SU: 'Sunday' },
  ordinals: {
    '1': 'first',
    '2': 'second',
    '3': 'third',
    '4': 'fourth',
    '5': 'fifth',
    '-1': 'last',
    '-2': 'second to last',
  },
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  and: 'and',
  on: (day) => `on ${day}`,
  monthDay: (day) => `on day ${day}`,
  lastDay: 'on the last day of the month',
  in: (months) => `in ${months}`,
  times: (count) => (count === '1' ? 'once' : `${count} times`),
  until: (date) => `until ${date}`,
  special: 'by a special rule',
};

const said = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST'];

function listOf(items: readonly string[], and: string): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
}

/** Takes a weekday of a rule (MO, 1MO, -1FR); returns it in words, null for one too far from either end of the month. */
function dayInWords(day: string, words: Words): string | null {
  const place = day.slice(0, -2);
  const name = words.days[day.slice(-2)] ?? day;
  if (place === '') return words.on(name);
  const ordinal = words.ordinals[String(Number(place))];
  return ordinal === undefined
    ? null
    : words.on(words.days === english.days ? `the ${ordinal} ${name}` : `${ordinal} ${name}`);
}

function monthDayInWords(day: string, words: Words): string | null {
  const number = Number(day);
  return number === -1 ? words.lastDay : number > 0 ? words.monthDay(number) : null;
}

function sentence(rule: RecurrenceRule, words: Words): string {
  const frequency = words.every[rule.get('FREQ')?.[0] ?? ''];
  const interval = rule.get('INTERVAL')?.[0] ?? '1';
  const days = (rule.get('BYDAY') ?? []).map((day) => dayInWords(day, words));
  const monthDays = (rule.get('BYMONTHDAY') ?? []).map((day) => monthDayInWords(day, words));
  const months = (rule.get('BYMONTH') ?? []).map((month) => words.months[Number(month) - 1] ?? month);
  const on = [...days, ...monthDays].filter((day) => day !== null);
  const count = rule.get('COUNT')?.[0];
  const until = rule.get('UNTIL')?.[0];
  const special = [...rule.keys()].some((name) => !said.includes(name)) || on.length < days.length + monthDays.length;
  return [
    (Number(interval) === 1 ? frequency?.one : frequency?.several.replace('{n}', interval)) ?? '',
    listOf(on, words.and),
    months.length === 0 ? '' : words.in(listOf(months, words.and)),
    special ? words.special : '',
    count === undefined ? '' : words.times(count),
    until === undefined
      ? ''
      : words.until(formatDate(`${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`)),
  ]
    .filter((piece) => piece !== '')
    .join(', ');
}

/** Takes an RRULE and a language; returns it in words: « Toutes les 2 semaines, le lundi et le jeudi ». */
export function recurrenceInWords(text: string, language: Language): string {
  const rule = parseRule(text);
  return rule ? sentence(rule, language === 'fr' ? french : english) : text;
}
