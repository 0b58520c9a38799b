import { fromLocal } from '../../lib/time-zone.ts';

const dayLength = 86_400_000;
const mostDays = 40_000;

function shift(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/**
 * Takes the operator, its number of days and today; returns the first and the last day meant, today included in both
 * directions. Undefined for what is no number of days (0 to 40 000).
 */
export function relativeDays(
  operator: 'inLastDays' | 'inNextDays',
  value: unknown,
  today: string,
): { readonly from: string; readonly to: string } | undefined {
  const days = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 0 || days > mostDays) return undefined;
  return operator === 'inLastDays' ? { from: shift(today, -days), to: today } : { from: today, to: shift(today, days) };
}

/** Takes two days and a zone; returns the moment the first begins there and the one at which the last is over. */
export function momentRange(
  first: string,
  last: string,
  timeZone: string,
): { readonly from: string; readonly to: string } {
  const midnight = (date: string) =>
    new Date(fromLocal({ date, hours: 0, minutes: 0, seconds: 0, milliseconds: 0 }, timeZone)).toISOString();
  return { from: midnight(first), to: midnight(shift(last, 1)) };
}
