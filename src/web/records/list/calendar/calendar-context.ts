import { createContext, type MouseEvent, type PointerEvent, useContext } from 'react';
import type { Placed } from './calendar-item.ts';

/** What the views of a calendar share: what stands where, and what can be done with it. */
export interface CalendarView {
  readonly days: readonly string[];
  /** The day that the calendar was opened at: what the month seen is that of. */
  readonly day: string;
  readonly today: string;
  /** The day that the tabulator reaches. */
  readonly active: string;
  readonly setActive: (day: string) => void;
  /** What stands on a day: what takes days first, then by time. */
  readonly on: (day: string) => readonly Placed[];
  /** How many stand on a day, those not told included. */
  readonly count: (day: string) => number;
  readonly dayName: (day: string) => string;
  readonly timeText: (placed: Placed) => string;
  readonly color: (placed: Placed) => string | null;
  readonly movable: (placed: Placed) => boolean;
  readonly resizable: (placed: Placed) => boolean;
  /** Id of the record that is held. */
  readonly held: string | null;
  /** Id of the words that say how a record is moved by keyboard. */
  readonly helpId: string;
  /** Begins to drag what stands on a day. */
  readonly onGrab: (event: PointerEvent<HTMLElement>, placed: Placed, kind: 'move' | 'resize') => void;
  readonly onTake: (placed: Placed) => void;
  /** The address of a record's page. */
  readonly address: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly onMenu: (event: MouseEvent<HTMLElement>, id: string) => void;
  readonly openDay: (day: string) => void;
  /** Begins a record on a day, at minutes after its midnight where there is a time; undefined where none may be made. */
  readonly onAdd: ((day: string, minutes: number | null) => void) | undefined;
}

const CalendarContext = createContext<CalendarView | null>(null);

/** Lends what they share to the views of a calendar. */
export const CalendarProvider = CalendarContext.Provider;

/** What the views of a calendar share. */
export function useCalendar(): CalendarView {
  const view = useContext(CalendarContext);
  if (!view) throw new Error('This is drawn in a calendar only');
  return view;
}
