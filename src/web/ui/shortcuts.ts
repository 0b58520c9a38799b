import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A shortcut of the keyboard, as the sheet of shortcuts shows it. */
export interface ActiveShortcut {
  readonly keys: string;
  readonly label: string;
  /** True: works while someone types in a field too. */
  readonly whileTyping: boolean;
  readonly run: () => void;
}

let active: readonly ActiveShortcut[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly ActiveShortcut[]): void {
  active = next;
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select');
}

/**
 * Tells whether a key press is that of `keys`: `mod` (Ctrl or ⌘), `shift`, `alt` joined by `+` to a key. A key that is
 * a sign (`?`, `/`) is compared as typed, whatever the keyboard needs to make it.
 */
export function matchesKeys(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  keys: string,
): boolean {
  const parts = keys.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  if (event.key.toLowerCase() !== key) return false;
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  if ((event.ctrlKey || event.metaKey) !== parts.includes('mod')) return false;
  if (isSign) return true;
  return event.altKey === parts.includes('alt') && event.shiftKey === parts.includes('shift');
}

function onKeyDown(event: KeyboardEvent, isCovered: boolean): void {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = isTyping(event.target);
  // The last one registered wins: a dialog's or a page's own shortcut goes before the shell's.
  const found = active.findLast(
    ({ keys, whileTyping }) => matchesKeys(event, keys) && (whileTyping || (!typing && !isCovered)),
  );
  if (!found) return;
  event.preventDefault();
  found.run();
}

/**
 * Listens to the keyboard for every shortcut there is; called once by the shell. While `isCovered` says that something
 * opened over the page, letters are meant for that, even before it has the focus.
 */
export function useShortcutListener(isCovered: () => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event, isCovered());
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isCovered]);
}

/**
 * Makes `keys` (`mod+k`, `/`, `n`) run something while the component is shown, and lists it on the sheet of shortcuts
 * under `label`. Not heard while someone types, unless `whileTyping`.
 */
export function useShortcut(
  keys: string,
  label: string,
  run: () => void,
  options: { whileTyping?: boolean; enabled?: boolean } = {},
): void {
  const { whileTyping = false, enabled = true } = options;
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const shortcut = { keys, label, whileTyping, run: () => latest.current() };
    replace([...active, shortcut]);
    return () => replace(active.filter((other) => other !== shortcut));
  }, [keys, label, whileTyping, enabled]);
}

/** The shortcuts that work now, for the sheet of shortcuts. */
export function useActiveShortcuts(): readonly ActiveShortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => active,
  );
}
