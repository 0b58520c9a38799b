import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { calendarMessages } from '../../../language/calendar.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useLanguage } from '../../../language/current-language.ts';
import { useNumberFormat } from '../../../language/format-context.ts';
import { usePhone } from '../../../ui/phone.ts';
import classes from './calendar.module.css';
import { Chip } from './calendar-chip.tsx';
import { useCalendar } from './calendar-context.ts';
import { lanesOf } from './calendar-item.ts';

/** Height of an hour in pixels. */
export const hourHeight = 48;
/** Width of the column of the hours, in pixels. */
const hoursWidth = 52;
/** The hour that is seen first. */
const firstHour = 7;
/** The label of an hour stands across its line: what of it is above, in pixels. */
const halfLabel = 10;
/** What stands side by side at most, in a week and in a day. */
const mostLanes = { week: 4, day: 12 };
const phoneLanes = 3;
/** Lines of what takes days. */
const mostWhole = { week: 3, day: 8 };

const pixels = (minutes: number): number => (minutes / 60) * hourHeight;

/** The days of a week, or one day, hour by hour; what takes days stands above. */
export function CalendarWeek({ now }: { readonly now: number }) {
  const words = useMessages(calendarMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const view = useCalendar();
  const scroller = useRef<HTMLDivElement>(null);
  const several = view.days.length > 1;
  const size = several ? 'week' : 'day';
  const phone = usePhone();
  const most = phone ? phoneLanes : mostLanes[size];
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = firstHour * hourHeight - halfLabel;
    // A phone shows three days of seven: today first, where it is one of them.
    const today = element.querySelector('[data-head][aria-current]')?.getBoundingClientRect();
    if (today) element.scrollLeft = today.left - element.getBoundingClientRect().left - hoursWidth;
  }, []);
  const head = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? undefined : view.days[index + step];
    if (!next) return;
    event.preventDefault();
    view.setActive(next);
    scroller.current?.querySelector<HTMLElement>(`[data-head="${next}"]`)?.focus();
  };
  const onColumn = (event: MouseEvent<HTMLElement>, day: string) => {
    if (event.target !== event.currentTarget) return;
    const top = event.currentTarget.getBoundingClientRect().top;
    view.onAdd?.(day, Math.floor(((event.clientY - top) / hourHeight) * 2) * 30);
  };
  const narrowest = several ? 104 : 200;
  // Head and hours are as wide as each other, whatever stands in them.
  const columns = {
    gridTemplateColumns: `${hoursWidth}px repeat(${view.days.length}, minmax(${narrowest}px, 1fr))`,
    minWidth: hoursWidth + view.days.length * narrowest,
  };
  return (
    <div ref={scroller} className={classes.week} data-scroller>
      <div className={classes.weekHead} style={columns}>
        <span />
        {view.days.map((day, index) => {
          const whole = view.on(day).filter(({ time }) => time === null);
          const timed = lanesOf(view.on(day), most);
          const shown = whole.slice(0, mostWhole[size]);
          const rest = view.count(day) - shown.length - timed.lanes.length;
          return (
            <div key={day} className={classes.dayHead} data-day={day} data-today={day === view.today || undefined}>
              <div className={classes.cellHead}>
                <button
                  type="button"
                  className={classes.dayName}
                  data-head={day}
                  tabIndex={day === view.active ? 0 : -1}
                  aria-label={words.openDay(view.dayName(day))}
                  aria-current={day === view.today ? 'date' : undefined}
                  onFocus={() => view.setActive(day)}
                  onKeyDown={(event) => onKeyDown(event, index)}
                  onClick={() => view.openDay(day)}
                >
                  {head.format(new Date(`${day}T00:00:00Z`))}
                </button>
                {view.onAdd ? (
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
            </div>
          );
        })}
      </div>
      <div className={classes.hours} style={{ ...columns, height: 24 * hourHeight }}>
        <div className={classes.hourNames} aria-hidden>
          {Array.from({ length: 23 }, (_none, index) => index + 1).map((hour) => (
            <span key={hour} style={{ top: hour * hourHeight - 8 }}>
              {language === 'fr' ? `${hour} h` : `${String(hour).padStart(2, '0')}:00`}
            </span>
          ))}
        </div>
        {view.days.map((day) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: what a press on empty time does, the plus of the day does too
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            key={day}
            className={classes.dayColumn}
            data-day={day}
            data-timed
            data-today={day === view.today || undefined}
            onClick={(event) => onColumn(event, day)}
          >
            {day === view.today ? <span className={classes.now} style={{ top: pixels(now) }} aria-hidden /> : null}
            {lanesOf(view.on(day), most).lanes.map(({ placed, lane, lanes }) => (
              <Chip
                key={placed.item.id}
                placed={placed}
                day={day}
                timed
                style={{
                  top: pixels(placed.time?.from ?? 0),
                  height: Math.max(22, pixels((placed.time?.to ?? 0) - (placed.time?.from ?? 0)) - 2),
                  left: `calc(${(100 * lane) / lanes}% + 1px)`,
                  width: `calc(${100 / lanes}% - 3px)`,
                }}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
