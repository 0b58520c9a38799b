import type { notifications as Notifications } from '@mantine/notifications';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { loadLater } from './later.ts';

let loaded = false;
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Loads what draws the toasts: after the first screen, yet before one is needed, since a toast tells of a lost server too. */
export async function loadToasts(): Promise<typeof Notifications> {
  const { notifications } = await import('./notifications.tsx');
  // Drawn only once it could be loaded: with the server lost, it would take the whole page down.
  loaded = true;
  for (const listener of listeners) listener();
  return notifications;
}
loadLater(loadToasts);

const ToastList = lazy(() => import('./notifications.tsx').then((module) => ({ default: module.ToastList })));

/** Where toasts appear. */
export function ToastHost() {
  const isLoaded = useSyncExternalStore(listen, () => loaded);
  return <Suspense fallback={null}>{isLoaded ? <ToastList /> : null}</Suspense>;
}
