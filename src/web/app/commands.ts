import { useEffect, useSyncExternalStore } from 'react';

/** Something a person can do from the palette. */
export interface Command {
  readonly name: string;
  readonly label: string;
  /** Heading it stands under. */
  readonly group: string;
  /** Name of an icon of `ui/record-icon.tsx`. */
  readonly icon?: string;
  /** Other words it is found by. */
  readonly keywords?: string;
  /** Keys that do the same, shown beside it. */
  readonly keys?: string;
  readonly run: () => void;
}

let provided: readonly (readonly Command[])[] = [];
let flat: readonly Command[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly (readonly Command[])[]): void {
  provided = next;
  flat = next.flat();
  for (const listener of listeners) listener();
}

/** Adds a screen's own commands to the palette while it is shown. Keep the array the same between renders (useMemo). */
export function useProvideCommands(commands: readonly Command[]): void {
  useEffect(() => {
    replace([commands, ...provided]);
    return () => replace(provided.filter((other) => other !== commands));
  }, [commands]);
}

/** The commands that the screens shown now have added. */
export function useProvidedCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flat,
  );
}
