import { type Language, languages } from '../../lib/localized.ts';

/**
 * Takes the Accept-Language header (RFC 9110 §12.5.4); returns the language of the screens that it prefers, or
 * undefined when it names none of them.
 */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  let best: Language | undefined;
  let bestQuality = 0;
  for (const range of (header ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = range.trim().split(';');
    const written = parameters.find((parameter) => parameter.trim().startsWith('q='));
    const quality = written ? Number.parseFloat(written.trim().slice(2)) : 1;
    const language = languages.find((known) => known === tag.slice(0, 2).toLowerCase() && /^..(-|$)/.test(tag));
    if (language && quality > bestQuality) {
      best = language;
      bestQuality = quality;
    }
  }
  return best;
}
