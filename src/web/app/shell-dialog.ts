import { useSyncExternalStore } from 'react';
import { keepTyped, takeTyped } from './typed-ahead.ts';

/** The dialogs of the shell, of which at most one is open. */
export type ShellDialog = 'palette' | 'shortcuts' | 'menu' | 'leave' | null;

let open: ShellDialog = null;
const listeners = new Set<() => void>();

/** Opens one of the shell's dialogs, or closes the one that is open. */
export function showShellDialog(dialog: ShellDialog): void {
  if (open === dialog) return;
  open = dialog;
  // Who knows the way types at once, before the palette is drawn.
  if (dialog === 'palette') keepTyped();
  else takeTyped();
  for (const listener of listeners) listener();
}

/** Tells, outside of a drawing, whether one of the shell's dialogs is open or about to be. */
export function isShellDialogOpen(): boolean {
  return open !== null;
}

/** The dialog that is open now. */
export function useShellDialog(): ShellDialog {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
