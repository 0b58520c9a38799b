import { startTransition, useEffect, useState } from 'react';

/** How long after the first picture what it did without is fetched, in milliseconds. */
const quietTime = 1_500;

/** Fetches a part of the application before it is wanted, once the first screen has had time to stand. */
export function loadLater(load: () => Promise<unknown>): void {
  // What cannot be had now is asked for again when it is wanted, and its failure told there.
  setTimeout(() => load().catch(() => undefined), quietTime);
}

/** False while the first screen is being drawn, true from then on: for what nobody looks at first. */
export function useQuiet(): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), quietTime);
    return () => clearTimeout(timer);
  }, []);
  return quiet;
}

/**
 * False in the first picture of what calls it, true as soon as that is painted: for what has its room already, and is
 * looked at after the rest.
 */
export function useSoon(): boolean {
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setSoon(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return soon;
}
