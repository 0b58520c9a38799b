import type { CSSProperties } from 'react';
import { subtitleOf } from '../../../../meta/derive/subtitle.ts';
import type { EffectiveRecord } from '../../../../meta/effective-record.ts';
import { calendarMessages } from '../../../language/calendar.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useFormatContext, useNumberFormat } from '../../../language/format-context.ts';
import classes from './calendar.module.css';
import { useCalendar } from './calendar-context.ts';

interface CalendarAgendaProps {
  readonly record: EffectiveRecord;
  /** The dates that the line under a title need not repeat. */
  readonly without: readonly string[];
}

/** Two weeks as a list: each day that has something, and what it has. */
export function CalendarAgenda({ record, without }: CalendarAgendaProps) {
  const words = useMessages(calendarMessages);
  const number = useNumberFormat();
  const context = useFormatContext();
  const view = useCalendar();
  const shown = { ...record, subtitle: (record.subtitle ?? []).filter((name) => !without.includes(name)) };
  const days = view.days.filter((day) => view.count(day) > 0);
  return (
    <div className={classes.agenda} data-scroller>
      {days.length === 0 ? <p className={classes.nothing}>{words.nothing}</p> : null}
      {days.map((day) => {
        const all = view.on(day);
        const rest = view.count(day) - all.length;
        return (
          <section key={day} className={classes.agendaDay} data-day={day}>
            <h2 className={classes.agendaName} data-today={day === view.today || undefined}>
              <button type="button" onClick={() => view.openDay(day)}>
                {view.dayName(day)}
              </button>
            </h2>
            <ul>
              {all.map((placed) => {
                const { item } = placed;
                const color = view.color(placed);
                const more = subtitleOf(shown, item, item.titles, context);
                return (
                  <li key={item.id}>
                    <a
                      className={classes.agendaLine}
                      href={view.address(item.id)}
                      data-id={item.id}
                      style={{ '--chip-color': `var(--mantine-color-${color ?? 'gray'}-6)` } as CSSProperties}
                      onClick={(event) => {
                        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                        event.preventDefault();
                        view.onOpen(item.id);
                      }}
                      onContextMenu={(event) => view.onMenu(event, item.id)}
                    >
                      <span className={classes.agendaTime}>{view.timeText(placed) || words.allDay}</span>
                      <span className={classes.agendaWords}>
                        <span className={classes.agendaTitle}>{item.title}</span>
                        {more ? <span className={classes.agendaMore}>{more}</span> : null}
                      </span>
                    </a>
                  </li>
                );
              })}
            </ul>
            {rest > 0 ? (
              <button type="button" className={classes.rest} onClick={() => view.openDay(day)}>
                {rest === 1 ? words.oneMore : words.more(number(rest))}
              </button>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}
