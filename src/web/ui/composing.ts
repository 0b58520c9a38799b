import type { KeyboardEvent } from 'react';

/**
 * Tells whether a key is part of a composition (an accent, a word of an input method), which ends by an Enter of its own:
 * Safari tells of that one after the composition, by the key code alone (UI Events §7.3).
 */
export function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
