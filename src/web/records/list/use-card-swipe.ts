import { type PointerEvent, useCallback, useRef, useState } from 'react';
import { actionWidth, gestureOf, pushed, type Side, sideLeft } from './card-swipe.ts';

/** The card that is pushed aside, and which of its sides shows. */
export interface Swiped {
  readonly id: string;
  readonly side: Side;
}

interface Touch {
  readonly pointer: number;
  readonly id: string;
  readonly front: HTMLElement;
  readonly room: Readonly<Record<Side, number>>;
  readonly x: number;
  readonly y: number;
  /** Where the card stood when it was touched. */
  readonly from: number;
  pushing: boolean;
  at: number;
}

interface SwipeOptions {
  /** Takes what was touched; returns the card it is part of, and how many actions it has on each side. */
  readonly cardAt: (
    target: EventTarget,
  ) => { readonly id: string; readonly front: HTMLElement; readonly room: Readonly<Record<Side, number>> } | null;
  /** Called when a touch turns out to be a push: it is no long press. */
  readonly onPush: () => void;
}

/** Pushes cards aside with a finger; the mouse and the keyboard have the card's own buttons and its page. */
export function useCardSwipe({ cardAt, onPush }: SwipeOptions) {
  const [swiped, setSwiped] = useState<Swiped | null>(null);
  const touch = useRef<Touch | null>(null);
  const open = useRef<{ readonly id: string; readonly front: HTMLElement } | null>(null);
  /** True from a push to the click that may end it. */
  const justPushed = useRef(false);

  const place = (front: HTMLElement, at: number, slow: boolean): void => {
    front.style.transition = slow ? '' : 'none';
    front.style.transform = at === 0 ? '' : `translateX(${Math.round(at)}px)`;
  };
  const close = useCallback(() => {
    if (open.current) {
      open.current.front.style.transition = '';
      open.current.front.style.transform = '';
    }
    open.current = null;
    setSwiped(null);
  }, []);

  const down = (event: PointerEvent<HTMLElement>): void => {
    justPushed.current = false;
    // What lies under a card is for pressing: the card stays aside.
    if ((event.target as Element).closest('[data-under]')) return;
    const card = event.pointerType === 'mouse' ? null : cardAt(event.target);
    if (open.current && open.current.id !== card?.id) close();
    if (!card) return;
    const stands = open.current ? Number(new DOMMatrix(card.front.style.transform).m41) : 0;
    const { pointerId: pointer, clientX: x, clientY: y } = event;
    touch.current = { ...card, pointer, x, y, from: stands, at: stands, pushing: false };
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    const held = touch.current;
    if (!held || held.pointer !== event.pointerId) return;
    const [right, low] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.pushing) {
      const gesture = gestureOf(right, low);
      if (gesture === 'scroll') touch.current = null;
      if (gesture !== 'push') return;
      held.pushing = true;
      justPushed.current = true;
      onPush();
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    held.at = pushed(held.from, right, held.room);
    place(held.front, held.at, false);
    if (held.at === 0) return;
    const side: Side = held.at > 0 ? 'reach' : 'change';
    setSwiped((known) => (known?.id === held.id && known.side === side ? known : { id: held.id, side }));
  };
  const up = (): void => {
    const held = touch.current;
    touch.current = null;
    if (!held?.pushing) return;
    const side = sideLeft(held.at, held.room);
    open.current = { id: held.id, front: held.front };
    if (!side) {
      close();
      return;
    }
    place(held.front, (side === 'reach' ? 1 : -1) * held.room[side] * actionWidth, true);
    setSwiped({ id: held.id, side });
  };
  return { swiped, close, down, move, up, justPushed };
}
