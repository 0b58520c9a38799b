import { useCallback, useMemo } from 'react';
import type { FormatContext } from '../../fields/field-type.ts';
import type { Language } from '../../lib/localized.ts';
import { useMe } from '../api/queries.ts';
import type { Count } from '../api/types.ts';
import { useLanguage } from './current-language.ts';

/** What a field type needs to show a value to the person who reads: their language and time zone. */
export function useFormatContext(titleOf?: FormatContext['titleOf']): FormatContext {
  const language = useLanguage();
  const timeZone = useMe().user.timeZone;
  return useMemo(() => ({ language, timeZone, ...(titleOf ? { titleOf } : {}) }), [language, timeZone, titleOf]);
}

function numberFormat(locale: string): (value: number) => string {
  let format: Intl.NumberFormat | undefined;
  return (value) => {
    format ??= new Intl.NumberFormat(locale);
    return format.format(value);
  };
}

// One for all who write numbers: to make one takes a browser half a millisecond.
const numberFormats: Readonly<Record<Language, (value: number) => string>> = {
  fr: numberFormat('fr-FR'),
  en: numberFormat('en-GB'),
};

/** Takes a language; returns how numbers are written in it (12 345 in French). */
export function numbersIn(language: Language): (value: number) => string {
  return numberFormats[language];
}

/** Returns how a count is written in the language of the screen: « 10 000+ » where the counting stopped. */
export function useCountFormat(): (count: Count) => string {
  const number = useNumberFormat();
  return useCallback(({ value, exact }: Count) => `${number(value)}${exact ? '' : '+'}`, [number]);
}

/** Returns how numbers are written in the language of the screen. */
export function useNumberFormat(): (value: number) => string {
  return numbersIn(useLanguage());
}
