import type { Language } from '../../lib/localized.ts';

/**
 * Takes a language and what of a date is wanted; returns what writes dates so, as the language is printed: the first of
 * a month is « 1er » in French, which the browser does not know (Lexique des règles typographiques en usage à
 * l’Imprimerie nationale).
 */
export function dateInWords(
  language: Language,
  options: Intl.DateTimeFormatOptions,
): (moment: Date | number) => string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', options);
  if (language !== 'fr') return (moment) => format.format(moment);
  return (moment) => format.format(moment).replace(/(?<!\d)1(?=\s\p{L})/u, '1er');
}
