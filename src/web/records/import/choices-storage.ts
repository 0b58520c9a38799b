import type { Choices } from './choices.ts';

const prefix = 'carnet.import.';

/** Takes the id of a file; returns what was chosen for it in this tab, or null. */
export function readChoices(file: string): Choices | null {
  try {
    const text = sessionStorage.getItem(prefix + file);
    const kept: unknown = text === null ? null : JSON.parse(text);
    return typeof kept === 'object' && kept !== null && 'mapping' in kept ? (kept as Choices) : null;
  } catch {
    return null;
  }
}

/** Keeps what is chosen for a file, so that a reload or a step back loses nothing. */
export function keepChoices(file: string, choices: Choices): void {
  try {
    sessionStorage.setItem(prefix + file, JSON.stringify(choices));
  } catch {
    // Storage refused or full: the choices stay on the screen.
  }
}
