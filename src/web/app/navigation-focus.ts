import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * After a change of page, puts the focus at the head of the page, so that a screen reader begins there and the next
 * Tab goes on from it. What the new page focused itself (the first field of a form) keeps the focus.
 */
export function useFocusOnNavigation(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        const main = document.getElementById('main');
        if (!main || main.contains(document.activeElement)) return;
        const overlay = document.querySelector('[role="dialog"]');
        if (overlay?.contains(document.activeElement)) return;
        main.focus({ preventScroll: true });
      }),
    [router],
  );
}

/** How long what took something away has to say where the focus goes, in milliseconds. */
const graceTime = 60;

/** How many places of the focus are remembered: a button, the menu it opened, what was chosen there and opened a panel. */
const remembered = 16;

/**
 * Takes the places of the focus, the last one first; returns where it goes back to: in an open dialog that dialog, else
 * where one came from, else the page.
 */
function placeToReturn(places: readonly HTMLElement[]): HTMLElement | null {
  const dialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"][tabindex]')].at(-1);
  const around = dialog ?? document.getElementById('main');
  const isPlace = (element: HTMLElement) =>
    element.checkVisibility() &&
    !element.matches(':disabled') &&
    (around?.contains(element) || (!dialog && element.hasAttribute('aria-haspopup')));
  return places.find(isPlace) ?? around;
}

/**
 * What has the focus may go away: a step of the import that is done, a panel that a menu opened. Who uses a keyboard or
 * a screen reader is then put back to where they came from instead of nowhere, unless the screen says a better place.
 */
export function useFocusKept(): void {
  useEffect(() => {
    const places: HTMLElement[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => places[0]?.isConnected === false && document.activeElement === document.body;
    const note = (event: FocusEvent) => {
      places.unshift(event.target as HTMLElement);
      places.length = Math.min(places.length, remembered);
    };
    const observer = new MutationObserver(() => {
      if (!isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (isLost()) placeToReturn(places)?.focus({ preventScroll: true });
      }, graceTime);
    });
    document.addEventListener('focusin', note);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
}
