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
