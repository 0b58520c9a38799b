let typed = '';
let stop: (() => void) | null = null;

/** Keeps what is typed from now on for a field that is about to open, until `takeTyped` takes it. */
export function keepTyped(): void {
  takeTyped();
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('keydown', onKey, true);
  stop = () => window.removeEventListener('keydown', onKey, true);
}

/** Ends the keeping; returns what was typed meanwhile. */
export function takeTyped(): string {
  stop?.();
  stop = null;
  const kept = typed;
  typed = '';
  return kept;
}
