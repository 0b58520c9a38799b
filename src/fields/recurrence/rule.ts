import { isDate } from '../../lib/dates.ts';

/** The parts of a recurrence rule, by name in capitals, each with its values. */
export type RecurrenceRule = ReadonlyMap<string, readonly string[]>;

const frequencies = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Takes bounds; returns a check of whole numbers between them, of negative ones too where asked, never 0 then. */
function between(least: number, most: number, signed = false): (text: string) => boolean {
  return (text) => {
    if (!(signed ? /^[+-]?\d{1,3}$/ : /^\d{1,3}$/).test(text)) return false;
    const number = signed ? Math.abs(Number(text)) : Number(text);
    return number >= least && number <= most;
  };
}

function isWeekday(text: string): boolean {
  const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text);
  return (
    match !== null && weekdays.includes(match[2] ?? '') && (match[1] === undefined || between(1, 53, true)(match[1]))
  );
}

function isUntil(text: string): boolean {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?$/.exec(text);
  return match !== null && isDate(`${match[1]}-${match[2]}-${match[3]}`);
}

/** What a value of each part must be, and whether there may be several (RFC 5545 §3.3.10). */
const parts: Readonly<Record<string, { readonly is: (text: string) => boolean; readonly several?: boolean }>> = {
  FREQ: { is: (text) => frequencies.includes(text) },
  INTERVAL: { is: (text) => /^[1-9]\d{0,3}$/.test(text) },
  COUNT: { is: (text) => /^[1-9]\d{0,4}$/.test(text) },
  UNTIL: { is: isUntil },
  BYSECOND: { is: between(0, 60), several: true },
  BYMINUTE: { is: between(0, 59), several: true },
  BYHOUR: { is: between(0, 23), several: true },
  BYDAY: { is: isWeekday, several: true },
  BYMONTHDAY: { is: between(1, 31, true), several: true },
  BYYEARDAY: { is: between(1, 366, true), several: true },
  BYWEEKNO: { is: between(1, 53, true), several: true },
  BYMONTH: { is: between(1, 12), several: true },
  BYSETPOS: { is: between(1, 366, true), several: true },
  WKST: { is: (text) => weekdays.includes(text) },
};

/** Takes the text of an RRULE in capitals; returns its parts, or null where RFC 5545 §3.3.10 does not allow it. */
export function parseRule(text: string): RecurrenceRule | null {
  const rule = new Map<string, readonly string[]>();
  for (const written of text.split(';')) {
    const at = written.indexOf('=');
    const name = written.slice(0, at);
    const part = at > 0 && Object.hasOwn(parts, name) ? parts[name] : undefined;
    const values = written.slice(at + 1).split(',');
    if (!part || rule.has(name) || (values.length > 1 && !part.several) || !values.every(part.is)) return null;
    rule.set(name, values);
  }
  return isCoherent(rule) ? rule : null;
}

function isCoherent(rule: RecurrenceRule): boolean {
  const frequency = rule.get('FREQ')?.[0] ?? '';
  if (frequency === '' || (rule.has('UNTIL') && rule.has('COUNT'))) return false;
  const numbered = rule.get('BYDAY')?.some((day) => day.length > 2) ?? false;
  if (numbered && (!['MONTHLY', 'YEARLY'].includes(frequency) || rule.has('BYWEEKNO'))) return false;
  if (rule.has('BYMONTHDAY') && frequency === 'WEEKLY') return false;
  if (rule.has('BYYEARDAY') && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) return false;
  if (rule.has('BYWEEKNO') && frequency !== 'YEARLY') return false;
  return !rule.has('BYSETPOS') || [...rule.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS');
}
