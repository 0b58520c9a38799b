import { useEffect, useSyncExternalStore } from 'react';

let seenAt: number | null = null;
const listeners = new Set<() => void>();

function tell(at: number | null): void {
  seenAt = at;
  for (const listener of listeners) listener();
}

/** A page tells when what it shows was read from the server, in milliseconds since 1970; 0 while nothing is shown. */
export function useTellSeenAt(at: number): void {
  useEffect(() => {
    if (at === 0) return;
    tell(at);
    return () => tell(null);
  }, [at]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** When what the page shows was read from the server, in milliseconds since 1970; null where the page does not tell. */
export function useSeenAt(): number | null {
  return useSyncExternalStore(subscribe, () => seenAt);
}
