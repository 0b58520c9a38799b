import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Item } from '../../api/types.ts';
import { keepScroll, scrollKept } from './scroll-memory.ts';
import type { Rows } from './use-rows.ts';

interface GridRowsOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: Rows;
  /** Height of a row in pixels. */
  readonly height: number;
  /** Height in pixels of what stands above the rows inside the scroller and stays in sight. */
  readonly above: number;
  /** Address of the list: what is remembered of its scroll is kept under it. */
  readonly address: string;
  /** A row that stays drawn though out of sight: that of the focus. */
  readonly kept: number | null;
}

/** The rows to draw of a list of any length, by TanStack Virtual; keeps the eye where it is when rows come or go. */
export function useGridRows({ scroller, rows, height, above, address, kept }: GridRowsOptions) {
  const offset = useRef(scrollKept(address));
  const extract = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (kept === null || kept < 0 || kept >= range.count || indexes.includes(kept)) return indexes;
      return [...indexes, kept].sort((one, other) => one - other);
    },
    [kept],
  );
  const virtual = useVirtualizer({
    count: rows.room,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: above,
    scrollPaddingStart: above,
    initialOffset: offset.current,
    rangeExtractor: extract,
    useFlushSync: false,
  });
  const first = Math.max(0, Math.floor(((virtual.scrollOffset ?? 0) - 1) / height));
  const seen = Math.ceil((virtual.scrollRect?.height ?? 600) / height);
  const { see } = rows;
  useEffect(() => see({ first, last: first + seen }), [see, first, seen]);

  // Another question starts at the top; the same one, read anew, keeps its first row in its place.
  const known = useRef<{ address: string; rows: readonly Item[] }>({ address, rows: rows.rows });
  useLayoutEffect(() => {
    const before = known.current;
    const box = scroller.current;
    if (!box || rows.outdated) return;
    known.current = { address, rows: rows.rows };
    if (before.address !== address) {
      box.scrollTop = scrollKept(address);
      return;
    }
    if (before.rows === rows.rows || before.rows.length === 0 || box.scrollTop < height) return;
    const index = Math.floor(box.scrollTop / height);
    const anchor = before.rows[index];
    if (!anchor || rows.rows[index]?.id === anchor.id) return;
    const now = rows.rows.findIndex(({ id }) => id === anchor.id);
    if (now >= 0) box.scrollTop += (now - index) * height;
  }, [rows.rows, rows.outdated, address, height, scroller]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const onScroll = () => keepScroll(address, box.scrollTop);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => box.removeEventListener('scroll', onScroll);
  }, [address, scroller]);
  return { virtual, page: Math.max(1, seen - 2) };
}
