import type { Scale } from '../layout.ts';

const dayLength = 86_400_000;

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Takes an ISO date and a number of days; returns the date so many days later. */
export function addDays(day: string, count: number): string {
  return new Date(utc(day).getTime() + count * dayLength).toISOString().slice(0, 10);
}

/** Takes an ISO date and a number of months; returns the same day so many months later, the last of its month at most. */
export function addMonths(day: string, count: number): string {
  const date = utc(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return first.toISOString().slice(0, 10);
}

/** Takes two ISO dates; returns how many days the second is after the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / dayLength);
}

/** Takes an ISO date; returns the Monday of its week (ISO 8601). */
export function mondayOf(day: string): string {
  return addDays(day, -((utc(day).getUTCDay() + 6) % 7));
}

/** How many days an agenda tells of. */
const agendaDays = 14;

/** Takes a day and how much is seen at once; returns the days seen, first to last: whole weeks for a month. */
export function daysSeen(day: string, scale: Scale): readonly string[] {
  if (scale === 'day') return [day];
  if (scale === 'agenda') return Array.from({ length: agendaDays }, (_none, index) => addDays(day, index));
  if (scale === 'week') return Array.from({ length: 7 }, (_none, index) => addDays(mondayOf(day), index));
  const first = mondayOf(`${day.slice(0, 8)}01`);
  const last = addDays(addMonths(`${day.slice(0, 8)}01`, 1), -1);
  const weeks = Math.ceil((daysBetween(first, last) + 1) / 7);
  return Array.from({ length: weeks * 7 }, (_none, index) => addDays(first, index));
}

/** Takes a day, how much is seen at once and a direction; returns the day that the page before or after shows. */
export function turned(day: string, scale: Scale, direction: 1 | -1): string {
  if (scale === 'month') return addMonths(day, direction);
  return addDays(day, direction * { week: 7, day: 1, agenda: agendaDays }[scale]);
}
