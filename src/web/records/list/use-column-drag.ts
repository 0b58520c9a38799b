import { type PointerEvent, useCallback, useRef, useState } from 'react';
import { widthVariables } from './column-styles.ts';
import { possibleWidth } from './columns.ts';

/** Pixels the pointer moves before a press on a head is a move of its column and no click. */
const threshold = 6;

interface ResizeOptions {
  readonly widths: readonly number[];
  readonly pinnedCount: number;
  /** The element that carries the variables of the widths. */
  readonly holder: () => HTMLElement | null;
  readonly onResize: (column: number, width: number) => void;
}

/**
 * Drags the right edge of a head. The cells follow by the variables of style alone; the width is told once, at the end.
 */
export function useColumnResize({ widths, pinnedCount, holder, onResize }: ResizeOptions) {
  const [resizing, setResizing] = useState<number | null>(null);
  const start = useCallback(
    (column: number, event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      const handle = event.currentTarget;
      const from = event.clientX;
      const before = widths[column] ?? 0;
      let width = before;
      handle.setPointerCapture(event.pointerId);
      setResizing(column);
      const move = (moved: globalThis.PointerEvent) => {
        width = possibleWidth(before + moved.clientX - from);
        const variables = widthVariables(widths.with(column, width), pinnedCount);
        for (const [name, value] of Object.entries(variables)) holder()?.style.setProperty(name, value);
      };
      const end = () => {
        handle.removeEventListener('pointermove', move);
        setResizing(null);
        if (width !== before) onResize(column, width);
      };
      handle.addEventListener('pointermove', move);
      handle.addEventListener('lostpointercapture', end, { once: true });
    },
    [widths, pinnedCount, holder, onResize],
  );
  return { resizing, start };
}

/** Where a dragged column would land: before or after the head under the pointer. */
export interface Drop {
  readonly column: number;
  readonly side: 'before' | 'after';
}

/**
 * Drags a head to another place. Takes what to do at the end: the column moved and where to.
 * Returns the column in hand, where it would land, and what starts it.
 */
export function useColumnMove(onMove: (column: number, drop: Drop) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  /** True just after a drag, so that the click that ends it sorts nothing. */
  const moved = useRef(false);
  const start = useCallback(
    (column: number, event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      const head = event.currentTarget;
      const from = event.clientX;
      let target: Drop | null = null;
      let started = false;
      moved.current = false;
      const move = (now: globalThis.PointerEvent) => {
        if (!started && Math.abs(now.clientX - from) < threshold) return;
        if (!started) {
          started = true;
          moved.current = true;
          setDragged(column);
        }
        const under = document.elementFromPoint(now.clientX, now.clientY)?.closest<HTMLElement>('[data-head]');
        const at = Number(under?.dataset.head);
        if (!under || !at || at === column) target = null;
        else {
          const box = under.getBoundingClientRect();
          target = { column: at, side: now.clientX < box.left + box.width / 2 ? 'before' : 'after' };
        }
        setDrop((known) => (known?.column === target?.column && known?.side === target?.side ? known : target));
      };
      const end = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', end);
        window.removeEventListener('pointercancel', end);
        setDragged(null);
        setDrop(null);
        if (target) onMove(column, target);
      };
      head.focus({ preventScroll: true });
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', end);
      window.addEventListener('pointercancel', end);
    },
    [onMove],
  );
  return { dragged, drop, moved, start };
}
