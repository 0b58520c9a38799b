import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type DragPoint, usePointerDrag } from '../moves/pointer-drag.ts';
import { addDays, daysBetween } from './calendar-days.ts';
import type { Placed, Shift } from './calendar-item.ts';
import { hourHeight } from './calendar-week.tsx';

/** What is dragged lands on quarters of an hour. */
const quarter = 15;
const dayMinutes = 1_440;

/** A record that is held: by how much it is moved, or when it is to end. */
export interface Held {
  readonly placed: Placed;
  readonly shift: Shift;
  /** Minutes after midnight of its day, while its end is dragged. */
  readonly until: number | null;
  readonly byKeyboard: boolean;
}

interface CalendarDragOptions {
  readonly root: RefObject<HTMLElement | null>;
  /** Days of the calendar shown, and whether their hours are. */
  readonly days: readonly string[];
  readonly timed: boolean;
  readonly onDrop: (held: Held) => void;
  /** Tells, for who hears the screen, what happens to what is held by keyboard. */
  readonly say: (held: Held, what: 'taken' | 'over' | 'dropped' | 'givenUp') => void;
}

/** Where a point of the window is in a calendar. */
function placeAt({ x, y }: DragPoint): { readonly day: string; readonly minutes: number | null } | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const cell = element.closest<HTMLElement>('[data-day]');
    const day = cell?.dataset.day;
    if (!cell || !day) continue;
    const timed = cell.hasAttribute('data-timed');
    const minutes = timed ? ((y - cell.getBoundingClientRect().top) / hourHeight) * 60 : null;
    return { day, minutes };
  }
  return null;
}

const snapped = (minutes: number): number => Math.round(minutes / quarter) * quarter;

/** Holds records of a calendar: by mouse or finger from where they are pressed, by keyboard with the arrows. */
export function useCalendarDrag({ root, days, timed, onDrop, say }: CalendarDragOptions) {
  const begin = usePointerDrag();
  const [held, setHeld] = useState<Held | null>(null);
  const latest = useRef({ held, onDrop, say, days, timed });
  latest.current = { held, onDrop, say, days, timed };

  const grab = (event: PointerEvent<HTMLElement>, placed: Placed, kind: 'move' | 'resize') => {
    const from = placeAt({ x: event.clientX, y: event.clientY });
    let now: Held = { placed, shift: { days: 0, minutes: 0 }, until: null, byKeyboard: false };
    begin(event, {
      scrollers: () => [root.current?.querySelector<HTMLElement>('[data-scroller]') ?? null],
      onStart: () => setHeld(now),
      onMove: (point) => {
        const to = placeAt(point);
        if (!from || !to) return;
        const { time } = placed;
        if (kind === 'resize') {
          const end = snapped(to.minutes ?? 0);
          now = { ...now, until: Math.min(dayMinutes, Math.max((time?.from ?? 0) + quarter, end)) };
        } else {
          const walked = time && from.minutes !== null && to.minutes !== null ? to.minutes - from.minutes : 0;
          const limited = time ? Math.min(dayMinutes - quarter - time.from, Math.max(-time.from, snapped(walked))) : 0;
          now = { ...now, shift: { days: daysBetween(from.day, to.day), minutes: limited } };
        }
        setHeld((before) =>
          before?.shift.days === now.shift.days &&
          before.shift.minutes === now.shift.minutes &&
          before.until === now.until
            ? before
            : now,
        );
      },
      onEnd: () => {
        setHeld(null);
        latest.current.onDrop(now);
      },
      onCancel: () => setHeld(null),
    });
  };

  const byKeyboard = held?.byKeyboard ?? false;
  // What is held changes its place among the elements: its keys are heard wherever the focus is.
  useEffect(() => {
    if (!byKeyboard) return;
    const onKey = (event: KeyboardEvent) => {
      const { held: now, days: shown, timed: hours, say: tell } = latest.current;
      if (!now) return;
      const { days: by, minutes } = now.shift;
      const steps: Readonly<Record<string, Shift>> = {
        ArrowLeft: { days: by - 1, minutes },
        ArrowRight: { days: by + 1, minutes },
        ArrowUp: hours ? { days: by, minutes: minutes - quarter } : { days: by - 7, minutes },
        ArrowDown: hours ? { days: by, minutes: minutes + quarter } : { days: by + 7, minutes },
      };
      const shift = steps[event.key];
      if (shift) {
        const day = addDays(now.placed.firstDay, shift.days);
        const at = (now.placed.time?.from ?? 0) + shift.minutes;
        if (shown.includes(day) && at >= 0 && at < dayMinutes) {
          const next = { ...now, shift };
          setHeld(next);
          tell(next, 'over');
        }
      } else if (event.key === ' ' || event.key === 'Enter') {
        setHeld(null);
        tell(now, 'dropped');
        latest.current.onDrop(now);
      } else if (event.key === 'Escape' || event.key === 'Tab') {
        setHeld(null);
        tell(now, 'givenUp');
        if (event.key === 'Tab') return;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [byKeyboard]);

  const take = (placed: Placed) => {
    const now: Held = { placed, shift: { days: 0, minutes: 0 }, until: null, byKeyboard: true };
    setHeld(now);
    say(now, 'taken');
  };
  return { held, grab, take };
}
