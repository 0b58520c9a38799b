import { useEffect, useState } from 'react';

/**
 * For what is opened as soon as it is loaded: it has to be there closed first, since it takes note of where the focus
 * is to return to when it opens, and closes at any key outside of it: the one that opened it has to have passed.
 */
export function useOpenedOnceThere(opened: boolean): boolean {
  const [there, setThere] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setThere(true));
    return () => clearTimeout(timer);
  }, []);
  return opened && there;
}
