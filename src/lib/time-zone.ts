import type { Clock } from './dates.ts';

/** A moment as the clocks of a zone show it. */
export interface LocalMoment extends Clock {
  /** ISO date, `2026-11-22`. */
  readonly date: string;
}

const dayLength = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

function asUtc(local: LocalMoment): number {
  return (
    Date.parse(`${local.date}T00:00:00.000Z`) +
    ((local.hours * 60 + local.minutes) * 60 + local.seconds) * 1000 +
    local.milliseconds
  );
}

/** Takes a moment (milliseconds since 1970, UTC) and an IANA zone; returns what the zone's clocks then show. */
export function toLocal(moment: number, timeZone: string): LocalMoment {
  const parts: Record<string, string> = {};
  for (const part of formatterOf(timeZone).formatToParts(moment)) parts[part.type] = part.value;
  const two = (name: string) => (parts[name] ?? '').padStart(2, '0');
  return {
    date: `${(parts.year ?? '').padStart(4, '0')}-${two('month')}-${two('day')}`,
    hours: Number(parts.hour),
    minutes: Number(parts.minute),
    seconds: Number(parts.second),
    milliseconds: ((moment % 1000) + 1000) % 1000,
  };
}

/** Takes a moment and a zone; returns by how many milliseconds the zone's clocks are ahead of UTC then. */
export function zoneOffset(moment: number, timeZone: string): number {
  return asUtc(toLocal(moment, timeZone)) - moment;
}

/**
 * Takes what a zone's clocks show; returns the moment in milliseconds. An hour that exists twice (autumn) is its
 * first; one that does not exist (spring) moves forward by the gap, as calendars do.
 */
export function fromLocal(local: LocalMoment, timeZone: string): number {
  const shown = asUtc(local);
  const before = zoneOffset(shown - dayLength, timeZone);
  const after = zoneOffset(shown + dayLength, timeZone);
  for (const offset of before >= after ? [before, after] : [after, before]) {
    if (zoneOffset(shown - offset, timeZone) === offset) return shown - offset;
  }
  return shown - before;
}

/** Takes a moment and an IANA zone; returns the ISO date there: « aujourd’hui » for whoever lives in it. */
export function dateIn(moment: number, timeZone: string): string {
  return toLocal(moment, timeZone).date;
}

/** Tells whether the machine knows a zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}
