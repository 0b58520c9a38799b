import { useRef } from 'react';

/**
 * Takes what a form or a button does; returns the same, done one at a time: asked for again while it is under way (a
 * double click, a key held down), it does nothing. What a button shows of it comes too late for that: the second click
 * may be there before the screen is drawn again, the more so where something is asked of the server first.
 */
export function useOneAtATime<Arguments extends readonly unknown[]>(
  work: (...given: Arguments) => Promise<unknown>,
): (...given: Arguments) => Promise<void> {
  const underWay = useRef(false);
  return async (...given) => {
    if (underWay.current) return;
    underWay.current = true;
    try {
      await work(...given);
    } finally {
      underWay.current = false;
    }
  };
}

/**
 * Takes what a button does; returns the same, done one after the other: asked for again while it is under way, it is done
 * once that is over, so that no press is lost. The work is to read what it changes when it begins, not when it was asked.
 */
export function useInTurn<Arguments extends readonly unknown[]>(
  work: (...given: Arguments) => Promise<unknown>,
): (...given: Arguments) => void {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (...given) => {
    last.current = last.current.then(() => work(...given));
  };
}
