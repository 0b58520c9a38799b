import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** How long nothing may be on its way before the page is taken as complete, in milliseconds. */
const settleTime = 150;

/**
 * Returns whether the record is being printed, when all of its tabs are drawn, and how to begin: the browser's dialog
 * opens once everything that they show has come.
 */
export function usePrinting(): readonly [boolean, () => void] {
  const [printing, setPrinting] = useState(false);
  // Counted while printing alone: the page would else be drawn anew for every request there is.
  const coming = useIsFetching({ predicate: () => printing }) > 0;
  useEffect(() => {
    if (!printing) return;
    const end = () => setPrinting(false);
    window.addEventListener('afterprint', end);
    return () => window.removeEventListener('afterprint', end);
  }, [printing]);
  useEffect(() => {
    if (!printing || coming) return;
    const timer = setTimeout(() => window.print(), settleTime);
    return () => clearTimeout(timer);
  }, [printing, coming]);
  return [printing, () => setPrinting(true)];
}
