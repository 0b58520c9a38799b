import type { CSSProperties, KeyboardEvent } from 'react';
import { calendarMessages } from '../../../language/calendar.ts';
import { useMessages } from '../../../language/catalogue.ts';
import classes from './calendar.module.css';
import { useCalendar } from './calendar-context.ts';
import type { Placed } from './calendar-item.ts';

interface ChipProps {
  readonly placed: Placed;
  readonly day: string;
  /** How it stands: on a line of a day, or in the time it takes. */
  readonly style?: CSSProperties;
  readonly timed?: boolean;
}

/** A record in a calendar: a link that can be dragged, by mouse, finger or keyboard. */
export function Chip({ placed, day, style, timed = false }: ChipProps) {
  const words = useMessages(calendarMessages);
  const view = useCalendar();
  const { item, firstDay, lastDay, time } = placed;
  const movable = view.movable(placed);
  const color = view.color(placed);
  const text = view.timeText(placed);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== ' ' || !movable) return;
    event.preventDefault();
    event.stopPropagation();
    view.onTake(placed);
  };
  return (
    <a
      className={timed ? `${classes.chip} ${classes.timed}` : classes.chip}
      href={view.address(item.id)}
      draggable={false}
      data-id={item.id}
      data-whole={time === null || undefined}
      data-before={firstDay < day || undefined}
      data-after={lastDay > day || undefined}
      data-held={view.held === item.id || undefined}
      data-movable={movable || undefined}
      tabIndex={day === view.active ? 0 : -1}
      aria-describedby={movable ? view.helpId : undefined}
      aria-roledescription={movable ? words.movable : undefined}
      title={`${text ? `${text} ` : ''}${item.title}`}
      style={{ ...style, '--chip-color': `var(--mantine-color-${color ?? 'gray'}-6)` } as CSSProperties}
      onPointerDown={(event) => {
        event.stopPropagation();
        if (movable) view.onGrab(event, placed, 'move');
      }}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        event.stopPropagation();
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        view.onOpen(item.id);
      }}
      onContextMenu={(event) => view.onMenu(event, item.id)}
    >
      <span className={classes.chipWords}>
        {text ? <span className={classes.chipTime}>{text} </span> : null}
        {item.title}
      </span>
      {timed && view.resizable(placed) ? (
        <span
          className={classes.handle}
          aria-hidden
          onPointerDown={(event) => {
            event.stopPropagation();
            event.preventDefault();
            view.onGrab(event, placed, 'resize');
          }}
        />
      ) : null}
    </a>
  );
}
