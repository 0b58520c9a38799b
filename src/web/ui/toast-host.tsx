import { lazy, Suspense } from 'react';

/** Loads what draws the toasts: after the first screen, yet before one is needed, since a toast tells of a lost server too. */
export function loadToasts(): Promise<typeof import('./notifications.tsx')> {
  return import('./notifications.tsx');
}

const ToastList = lazy(() => loadToasts().then((module) => ({ default: module.ToastList })));

/** Where toasts appear. */
export function ToastHost() {
  return (
    <Suspense fallback={null}>
      <ToastList />
    </Suspense>
  );
}
