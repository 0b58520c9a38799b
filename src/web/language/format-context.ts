import { useMemo } from 'react';
import type { FormatContext } from '../../fields/field-type.ts';
import { useMe } from '../api/queries.ts';
import { useLanguage } from './current-language.ts';

/** What a field type needs to show a value to the person who reads: their language and time zone. */
export function useFormatContext(titleOf?: FormatContext['titleOf']): FormatContext {
  const language = useLanguage();
  const timeZone = useMe().user.timeZone;
  return useMemo(() => ({ language, timeZone, ...(titleOf ? { titleOf } : {}) }), [language, timeZone, titleOf]);
}

/** Takes a number; returns it as read in the language of the screen (12 345 in French). */
export function useNumberFormat(): (value: number) => string {
  const language = useLanguage();
  return useMemo(() => {
    const format = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB');
    return (value: number) => format.format(value);
  }, [language]);
}
