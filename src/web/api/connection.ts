import { useSyncExternalStore } from 'react';

/** Failures in a row before a person is told: one lost request is repeated in silence. */
const toleratedFailures = 2;

let failures = 0;
let lost = false;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Notes that the server did not answer. */
export function connectionFailed(): void {
  failures++;
  if (lost || failures < toleratedFailures) return;
  lost = true;
  tell();
}

/** Notes that the server answered. */
export function connectionWorks(): void {
  failures = 0;
  if (!lost) return;
  lost = false;
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls `listener` each time the server is back after it was lost; returns how to stop. */
export function onReturn(listener: () => void): () => void {
  let wasLost = lost;
  return subscribe(() => {
    if (wasLost && !lost) listener();
    wasLost = lost;
  });
}

/** Tells, outside of a drawing, whether the server cannot be reached. */
export function isConnectionLost(): boolean {
  return lost;
}

/** True while the server cannot be reached. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(subscribe, () => lost);
}
