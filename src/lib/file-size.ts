import { formatDecimal } from './decimal.ts';
import type { Language } from './localized.ts';

const units: Readonly<Record<Language, readonly string[]>> = {
  fr: ['o', 'Ko', 'Mo', 'Go'],
  en: ['B', 'KB', 'MB', 'GB'],
};

/** Takes a number of bytes and a language; returns it in the unit that a person reads it by, one decimal below ten: 1,5 Mo. */
export function formatFileSize(bytes: number, language: Language): string {
  let value = Math.max(0, bytes);
  let place = 0;
  while (value >= 1024 && place < units[language].length - 1) {
    value /= 1024;
    place++;
  }
  const rounded = place > 0 && value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${formatDecimal(String(rounded), language)}\u00a0${units[language][place]}`;
}
