import { useEffect, useState } from 'react';

/**
 * For what is opened as soon as it is loaded: it has to be there closed first, since it takes note of where the focus
 * is to return to when it opens.
 */
export function useOpenedOnceThere(opened: boolean): boolean {
  const [there, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return opened && there;
}
