import { formatDate } from '../../lib/dates.ts';
import { toLocal } from '../../lib/time-zone.ts';
import { useMe } from '../api/queries.ts';

/** Returns what takes a moment, in milliseconds since 1970, to the day and the hour (23/11/2026, 08:05) as its reader's clock shows them. */
export function useMoment(): (at: number) => readonly [day: string, hour: string] {
  const { timeZone } = useMe().user;
  return (at) => {
    const { date, hours, minutes } = toLocal(at, timeZone);
    const two = (part: number) => String(part).padStart(2, '0');
    return [formatDate(date), `${two(hours)}:${two(minutes)}`];
  };
}
