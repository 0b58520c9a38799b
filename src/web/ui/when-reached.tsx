import { useEffect, useRef } from 'react';

/** How far below the window the end of a list may be when more of it is asked for, in pixels. */
const ahead = 600;

/** The end of what was read so far: calls `onReached` when it comes near the window, again after each call changed it. */
export function WhenReached({ onReached }: { readonly onReached: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onReached();
      },
      { rootMargin: `${ahead}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [onReached]);
  return <div ref={place} aria-hidden />;
}
