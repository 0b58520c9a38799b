import { type PointerEvent, useCallback, useEffect, useRef } from 'react';

/** Pixels that a mouse goes with its button down before it drags. */
const threshold = 5;
/** How long a finger rests before it drags, in milliseconds: shorter, and it scrolls. */
const longPress = 280;
/** How near to an edge, in pixels, a drag scrolls what it is in, and how far it scrolls in a frame. */
const edge = 48;
const step = 14;

/** Where the pointer is in the window, in pixels. */
export interface DragPoint {
  readonly x: number;
  readonly y: number;
}

/** What a drag tells of itself. */
export interface DragHandlers {
  readonly onStart: (point: DragPoint) => void;
  readonly onMove: (point: DragPoint) => void;
  readonly onEnd: (point: DragPoint) => void;
  /** Escape, a second finger, a call: everything stays where it was. */
  readonly onCancel: () => void;
  /** The boxes scrolled when the pointer comes near their edges. */
  readonly scrollers?: () => readonly (HTMLElement | null)[];
}

function scrollNear(box: HTMLElement, { x, y }: DragPoint): void {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const along = (at: number, from: number, to: number) => (at > to - edge ? step : at < from + edge ? -step : 0);
  if (y >= top && y <= bottom) box.scrollLeft += along(x, left, right);
  if (x >= left && x <= right) box.scrollTop += along(y, top, bottom);
}

/** Takes away the click that the browser makes of the end of a drag; without one, the next is one again. */
function swallowClick(): void {
  const swallow = (click: Event) => {
    click.preventDefault();
    click.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}

/**
 * Drags with a mouse, a pen or a finger, which rests a moment first: what begins otherwise is a click or a scroll.
 * Returns what begins it, for `onPointerDown`; the click that ends a drag is taken away.
 */
export function usePointerDrag() {
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return useCallback((event: PointerEvent<HTMLElement>, handlers: DragHandlers) => {
    if (event.button !== 0 || !event.isPrimary) return;
    stop.current?.();
    const { pointerId, pointerType } = event;
    const from: DragPoint = { x: event.clientX, y: event.clientY };
    let last = from;
    let started = false;
    let frame = 0;
    const autoScroll = () => {
      for (const box of handlers.scrollers?.() ?? []) if (box) scrollNear(box, last);
      handlers.onMove(last);
      frame = requestAnimationFrame(autoScroll);
    };
    const start = () => {
      if (started) return;
      started = true;
      getSelection()?.removeAllRanges();
      navigator.vibrate?.(15);
      handlers.onStart(from);
      if (handlers.scrollers) frame = requestAnimationFrame(autoScroll);
    };
    const timer = pointerType === 'mouse' ? undefined : setTimeout(start, longPress);
    const end = (cancelled: boolean, pressed = false) => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      controller.abort();
      stop.current = null;
      if (!started) return;
      if (cancelled) handlers.onCancel();
      else handlers.onEnd(last);
      // Given up by key, the button is still down: its click comes when it is let go.
      if (pressed) window.addEventListener('pointerup', swallowClick, { once: true });
      else swallowClick();
    };
    const controller = new AbortController();
    const { signal } = controller;
    const own = (other: globalThis.PointerEvent) => other.pointerId === pointerId;
    window.addEventListener(
      'pointermove',
      (moved) => {
        if (!own(moved)) return;
        last = { x: moved.clientX, y: moved.clientY };
        const far = Math.hypot(last.x - from.x, last.y - from.y) >= threshold;
        if (!started && far && pointerType === 'mouse') start();
        else if (!started && far) end(true);
        if (started) handlers.onMove(last);
      },
      { signal },
    );
    window.addEventListener('pointerup', (up) => own(up) && end(false), { signal });
    window.addEventListener('pointercancel', (cancelled) => own(cancelled) && end(true), { signal });
    // A finger that drags must not scroll the page meanwhile.
    window.addEventListener('touchmove', (touch) => started && touch.preventDefault(), { signal, passive: false });
    window.addEventListener('contextmenu', (menu) => pointerType !== 'mouse' && menu.preventDefault(), { signal });
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape' || !started) return;
        key.preventDefault();
        key.stopPropagation();
        end(true, true);
      },
      { signal, capture: true },
    );
    stop.current = () => end(true);
  }, []);
}
