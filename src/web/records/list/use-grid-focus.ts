import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { CellPlace } from './cell-moves.ts';
import type { Rows } from './use-rows.ts';

interface GridFocusOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Scrolls to a row. */
  readonly scrollTo: (index: number) => void;
  readonly active: CellPlace;
  readonly setActive: (place: CellPlace) => void;
  readonly rows: Rows;
}

export interface GridFocus {
  /** Moves the focus to a cell, scrolled into sight. */
  readonly moveTo: (place: CellPlace) => void;
  /** The element of the cell that has the grid's focus, where it is drawn. */
  readonly activeCell: () => HTMLElement | null;
}

/** The roving focus of the grid: one cell is in the order of Tab, and stays the same record's when rows come or go. */
export function useGridFocus({ scroller, scrollTo, active, setActive, rows }: GridFocusOptions): GridFocus {
  /** Whether the focus is to follow the place, and the eye with it. */
  const wanted = useRef<'look' | 'stay' | null>(null);
  const kept = useRef<{ row: number; id: string | null }>({ row: 0, id: null });
  const { row, column } = active;
  const activeCell = useCallback(() => {
    const selector = row < 0 ? `[data-head="${column}"]` : `[data-row="${row}"] [data-column="${column}"]`;
    return scroller.current?.querySelector<HTMLElement>(selector) ?? null;
  }, [scroller, row, column]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes where the place says, once it changed
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const cell = activeCell();
    cell?.focus({ preventScroll: true });
    if (wanted.current === 'look') cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    wanted.current = null;
  }, [active]);

  // The focus follows its record, not its place.
  useEffect(() => {
    kept.current = { row, id: rows.rows[row]?.id ?? null };
  }, [row, rows.rows]);
  const known = useRef(rows.rows);
  useLayoutEffect(() => {
    if (known.current === rows.rows) return;
    known.current = rows.rows;
    const { row: before, id } = kept.current;
    // A move made at the same moment goes where it was sent.
    if (before !== row || row < 0 || id === null || rows.rows[row]?.id === id) return;
    const hadFocus = scroller.current?.contains(document.activeElement) ?? false;
    const now = rows.rows.findIndex((item) => item.id === id);
    wanted.current = hadFocus ? 'stay' : null;
    setActive({ row: now >= 0 ? now : Math.max(0, Math.min(row, rows.rows.length - 1)), column });
  }, [rows.rows, row, column, scroller, setActive]);

  const moveTo = useCallback(
    (place: CellPlace) => {
      wanted.current = 'look';
      if (place.row >= 0) scrollTo(place.row);
      setActive({ ...place });
    },
    [scrollTo, setActive],
  );
  return { moveTo, activeCell };
}
