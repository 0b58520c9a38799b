import type { Language } from '../../lib/localized.ts';

/** The name of each language in itself, as its speakers look for it. */
export const languageNames: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };
