import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** What this browser keeps of a view's layout: widths in pixels by column, and the columns that stay in sight. */
export interface ListLayout {
  readonly widths?: Readonly<Record<string, number>>;
  readonly pinned?: readonly string[];
}

const listeners = new Set<() => void>();
const noLayout: ListLayout = {};

function keyOf(collection: string, view: string | undefined): string {
  return `carnet.list.${collection}.${view ?? 'standard'}`;
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Takes the text kept; returns the layout it says, an empty one for anything else. */
export function readLayout(text: string | null): ListLayout {
  if (text === null) return noLayout;
  try {
    const { widths, pinned } = JSON.parse(text) as ListLayout;
    const wide = Object.entries(widths ?? {}).filter(([, width]) => typeof width === 'number' && width > 0);
    return {
      ...(wide.length > 0 ? { widths: Object.fromEntries(wide) } : {}),
      ...(Array.isArray(pinned) ? { pinned: pinned.filter((name) => typeof name === 'string') } : {}),
    };
  } catch {
    return noLayout;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes a collection and the id of its view; returns the layout kept here for it. */
export function storedLayout(collection: string, view: string | undefined): ListLayout {
  return readLayout(stored(keyOf(collection, view)));
}

/** Takes a collection and the id of its view; returns the layout kept here for it, and how to change it. */
export function useListLayout(collection: string, view: string | undefined) {
  const key = keyOf(collection, view);
  const text = useSyncExternalStore(subscribe, () => stored(key));
  const layout = useMemo(() => readLayout(text), [text]);
  const change = useCallback(
    (changes: ListLayout | null) => {
      try {
        if (changes === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify({ ...readLayout(stored(key)), ...changes }));
      } catch {
        // A browser without storage forgets the widths with the page: nothing else is lost.
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return { layout, change };
}
