import { useState } from 'react';

/**
 * Takes whether something is open; true from when it first was. What a page may open costs the page nothing until it is
 * opened, and then closes as it opened.
 */
export function useOnceOpened(opened: boolean): boolean {
  const [wanted, setWanted] = useState(opened);
  if (opened && !wanted) setWanted(true);
  return wanted;
}
