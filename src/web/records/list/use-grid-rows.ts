import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Item } from '../../api/types.ts';
import { useSoon } from '../../ui/later.ts';
import { drawnRows, firstDrawn, offsetToSee, rowGeometry } from './row-geometry.ts';
import { keepScroll, scrollKept } from './scroll-memory.ts';
import type { Rows } from './use-rows.ts';

interface GridRowsOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The element that holds the rows drawn: moved to where they belong. */
  readonly window: RefObject<HTMLElement | null>;
  readonly rows: Rows;
  /** Height of a row in pixels. */
  readonly height: number;
  /** Height in pixels of what stands above the rows inside the scroller and stays in sight. */
  readonly above: number;
  /** Address of the list: what is remembered of its scroll is kept under it. */
  readonly address: string;
}

export interface GridRows {
  /** The rows to draw: from `first` up to, without it, `end`. */
  readonly first: number;
  readonly end: number;
  /** Height in pixels of the element that is scrolled. */
  readonly physical: number;
  /** Rows that a page of the keyboard goes. */
  readonly page: number;
  /** Scrolls no more than it takes to see a row whole. */
  readonly scrollTo: (index: number) => void;
}

/**
 * The rows to draw of a list of any length. They all have one height: where a row lies is arithmetic, so that a million
 * rows cost what fifty do. Keeps the eye where it is when rows come or go.
 */
export function useGridRows({ scroller, window: holder, rows, height, above, address }: GridRowsOptions): GridRows {
  const [view, setView] = useState(() => Math.max(height, innerHeight - 160));
  const { physical, factor } = rowGeometry(rows.room, height, view);
  const [start, setStart] = useState(() => firstDrawn(scrollKept(address) * factor, height));
  // Once the first picture is painted, the rows beyond its edges are drawn, when there is time.
  const sparing = !useSoon();
  const { first, end } = drawnRows(start, rows.room, height, view, sparing);

  const drawn = useRef({ first, factor, address });
  /** Puts the rows drawn where they belong: in a list too tall for the browser that moves with the scroll. */
  const place = useCallback(() => {
    const box = scroller.current;
    if (!box || !holder.current) return;
    const { first: from, factor: by } = drawn.current;
    const top = Math.round(from * height - box.scrollTop * by + box.scrollTop);
    holder.current.style.transform = `translateY(${top}px)`;
  }, [scroller, holder, height]);
  useLayoutEffect(() => {
    drawn.current = { first, factor, address };
    place();
  }, [first, factor, address, place]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => setView(Math.max(height, box.clientHeight - above));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    const onScroll = () => {
      const { factor: by, address: here } = drawn.current;
      keepScroll(here, box.scrollTop);
      box.toggleAttribute('data-sideways', box.scrollLeft > 0);
      if (by !== 1) place();
      setStart(firstDrawn(box.scrollTop * by, height));
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [scroller, height, above, place]);

  // What is seen is told in time for what follows to be read.
  const see = useRef(rows.see);
  see.current = rows.see;
  useEffect(() => see.current({ first, last: end }), [first, end]);

  // Another question starts at its top; the same one, read anew, keeps its first row in its place.
  const known = useRef<{ address: string | null; rows: readonly Item[] }>({ address: null, rows: rows.rows });
  useLayoutEffect(() => {
    const before = known.current;
    const box = scroller.current;
    if (!box || rows.outdated) return;
    known.current = { address, rows: rows.rows };
    if (before.address !== address) {
      box.scrollTop = scrollKept(address);
      return;
    }
    const offset = box.scrollTop * drawn.current.factor;
    if (before.rows === rows.rows || before.rows.length === 0 || offset < height) return;
    const index = Math.floor(offset / height);
    const anchor = before.rows[index];
    if (!anchor || rows.rows[index]?.id === anchor.id) return;
    const now = rows.rows.findIndex(({ id }) => id === anchor.id);
    if (now >= 0) box.scrollTop += ((now - index) * height) / drawn.current.factor;
  }, [rows.rows, rows.outdated, address, height, scroller]);

  const scrollTo = useCallback(
    (index: number) => {
      const box = scroller.current;
      if (!box) return;
      const { factor: by } = drawn.current;
      const from = box.scrollTop * by;
      const to = offsetToSee(index, from, height, Math.max(height, box.clientHeight - above));
      if (to === from) return;
      box.scrollTop = to / by;
      setStart(firstDrawn(to, height));
    },
    [scroller, height, above],
  );
  return { first, end, physical, page: Math.max(1, Math.floor(view / height) - 1), scrollTo };
}
