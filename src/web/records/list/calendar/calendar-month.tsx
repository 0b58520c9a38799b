import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from 'react';
import { calendarMessages } from '../../../language/calendar.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useLanguage } from '../../../language/current-language.ts';
import { useNumberFormat } from '../../../language/format-context.ts';
import { usePhone } from '../../../ui/phone.ts';
import classes from './calendar.module.css';
import { Chip } from './calendar-chip.tsx';
import { useCalendar } from './calendar-context.ts';
import { addDays } from './calendar-days.ts';
import type { Placed } from './calendar-item.ts';

/** Height of a line of a day, and of its number, in pixels. */
const line = 22;
const top = 30;

/** A month in weeks: the first records of each day, and how many more there are. */
export function CalendarMonth() {
  const words = useMessages(calendarMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const phone = usePhone();
  const view = useCalendar();
  const grid = useRef<HTMLTableElement>(null);
  const [room, setRoom] = useState(3);
  const weeks = Array.from({ length: view.days.length / 7 }, (_none, index) =>
    view.days.slice(index * 7, index * 7 + 7),
  );
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const measure = () => {
      const height = (element.clientHeight - 28) / weeks.length;
      setRoom(Math.max(2, Math.floor((height - top) / line)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [weeks.length]);
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, day: string) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }[event.key];
    if (step === undefined) return;
    const next = addDays(day, step);
    if (!view.days.includes(next)) return;
    event.preventDefault();
    view.setActive(next);
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"] [data-number]`)?.focus();
  };
  const onCell = (event: MouseEvent<HTMLElement>, day: string) => {
    if ((event.target as Element).closest('a, button')) return;
    if (phone) view.openDay(day);
    else view.onAdd?.(day, null);
  };
  const rank = ({ item }: Placed): number => (item.id === view.held ? 0 : 1);
  const weekday = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'short', timeZone: 'UTC' });
  return (
    <table ref={grid} className={classes.month}>
      <thead>
        <tr>
          {view.days.slice(0, 7).map((day) => (
            <th key={day} scope="col">
              {weekday.format(new Date(`${day}T00:00:00Z`))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              // What is held is seen wherever it goes.
              const all = view.on(day).toSorted((one, other) => rank(one) - rank(other));
              const count = view.count(day);
              // The last line says how many more there are.
              const shown = count > room ? all.slice(0, Math.max(0, room - 1)) : all;
              const rest = count - shown.length;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: what a press on empty room does, the plus of the day does too
                <td
                  key={day}
                  data-day={day}
                  data-other={day.slice(0, 7) !== view.day.slice(0, 7) || undefined}
                  data-today={day === view.today || undefined}
                  onClick={(event) => onCell(event, day)}
                >
                  <div className={classes.cell}>
                    <div className={classes.cellHead}>
                      <button
                        type="button"
                        className={classes.number}
                        data-number
                        tabIndex={day === view.active ? 0 : -1}
                        aria-label={words.openDay(view.dayName(day))}
                        aria-current={day === view.today ? 'date' : undefined}
                        onFocus={() => view.setActive(day)}
                        onKeyDown={(event) => onKeyDown(event, day)}
                        onClick={() => view.openDay(day)}
                      >
                        {Number(day.slice(8))}
                      </button>
                      {view.onAdd && !phone ? (
                        <button
                          type="button"
                          className={classes.plus}
                          tabIndex={day === view.active ? 0 : -1}
                          aria-label={words.add(view.dayName(day))}
                          onClick={() => view.onAdd?.(day, null)}
                        >
                          <IconPlus size={14} stroke={1.8} aria-hidden />
                        </button>
                      ) : null}
                    </div>
                    {phone ? (
                      count > 0 ? (
                        <span className={classes.dots}>{number(count)}</span>
                      ) : null
                    ) : (
                      <>
                        {shown.map((placed) => (
                          <Chip key={placed.item.id} placed={placed} day={day} />
                        ))}
                        {rest > 0 ? (
                          <button
                            type="button"
                            className={classes.rest}
                            tabIndex={day === view.active ? 0 : -1}
                            onClick={() => view.openDay(day)}
                          >
                            {rest === 1 ? words.oneMore : words.more(number(rest))}
                          </button>
                        ) : null}
                      </>
                    )}
                  </div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
