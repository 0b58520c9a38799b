import { useSyncExternalStore } from 'react';
import { type Language, languages } from '../../lib/localized.ts';

const storageKey = 'carnet.language';

function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** Reads what the browser kept; a browser that refuses storage keeps nothing. */
function stored(): Language | null {
  try {
    const value = localStorage.getItem(storageKey);
    return isLanguage(value) ? value : null;
  } catch {
    return null;
  }
}

function ofBrowser(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find(isLanguage) ?? 'fr';
}

let current: Language | null = null;
/** The language that the document was last told. */
let told: Language | null = null;
const listeners = new Set<() => void>();

/** The language of the screen now: the user's, else the one last chosen in this browser, else the browser's. */
export function currentLanguage(): Language {
  current ??= stored() ?? ofBrowser();
  return current;
}

/** Makes `language` that of every screen, at once, and keeps it for the next visit. */
export function setLanguage(language: Language): void {
  // Every change of screen comes by here: said anew, the same language makes the browser style the whole page again.
  if (language === told) return;
  told = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser without storage asks again at the next visit: nothing else is lost.
  }
  if (language === currentLanguage()) return;
  current = language;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language of the screen; the component is drawn again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}
