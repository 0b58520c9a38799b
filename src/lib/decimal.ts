import type { Language } from './localized.ts';

/** The character between units and tenths. */
export type DecimalMark = ',' | '.';

const longestNumber = 60;
const anySpace = /[\s\u00a0\u2007\u2009\u202f]/gu;

/** A decimal in canonical form, but for `-0`: what the description of the API says of one. */
export const decimalPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Tells whether a text is a decimal in canonical form: `1250.50`, `-3`; no exponent, no leading zero, no `-0`. */
export function isDecimal(text: string): boolean {
  return decimalPattern.test(text) && !/^-0(?:\.0+)?$/.test(text);
}

/** Takes a number of digits and a point (`007.50`); returns it canonical: no leading zero, no `-0`, decimals as they are. */
function canonical(text: string): string {
  const match = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction] = match;
  const digits = fraction === undefined ? whole : `${whole}.${fraction}`;
  return /[1-9]/.test(digits) ? sign + digits : digits;
}

/** Takes a canonical decimal; returns it without the zeros that end its decimals: `1250.50` gives `1250.5`. */
export function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** Takes a canonical decimal; returns it with at least `places` decimals: `1250.5` gives `1250.50`. */
export function padZeros(decimal: string, places: number): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  return places === 0 && fraction === '' ? whole : `${whole}.${fraction.padEnd(places, '0')}`;
}

/** Takes a canonical decimal; returns how many digits stand before and after its point. */
export function decimalSize(decimal: string): { readonly whole: number; readonly places: number } {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  return { whole: whole.length, places: fraction.length };
}

/** Takes two canonical decimals; returns a negative number, 0 or a positive one, as exact as they are. */
export function compareDecimals(left: string, right: string): number {
  const places = Math.max(decimalSize(left).places, decimalSize(right).places);
  const scaled = (decimal: string) => BigInt(padZeros(decimal, places).replace('.', ''));
  const difference = scaled(left) - scaled(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function isGrouped(text: string, separator: string): boolean {
  const [first = '', ...rest] = text.split(separator);
  return /^\d{1,3}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
}

/** Takes digits with one kind of mark; returns the canonical number, reading the mark by what the source uses. */
function withOneMark(text: string, mark: DecimalMark, usual: DecimalMark): string | null {
  const [whole = '', fraction = '', ...more] = text.split(mark);
  if (more.length > 0) return isGrouped(text, mark) ? text.replaceAll(mark, '') : null;
  if (mark !== usual && isGrouped(text, mark) && !whole.startsWith('0')) return whole + fraction;
  return /^\d*$/.test(whole) && /^\d+$/.test(fraction) ? `${whole || '0'}.${fraction}` : null;
}

/**
 * Takes a number as a person or a file writes it (1 250,50; 1.250,50; 1,250.50; 1250.5; 1'250.50, with any space) and
 * the source's decimal mark, which only decides what is ambiguous (1,250). Returns the canonical decimal with its
 * decimals as written, or null. An exponent is refused: a spreadsheet that writes 3,56E+13 has lost the number.
 */
export function parseDecimal(text: string, usual: DecimalMark = ','): string | null {
  if (text.length > longestNumber) return null;
  const written = text
    .trim()
    .replace(anySpace, ' ')
    .replace(/['’](?=\d{3})/g, ' ')
    .replace(/^[\u2212\u2013]/, '-');
  const match = /^([+-]?) ?([\d., ]+)$/.exec(written);
  if (!match) return null;
  const [, sign = '', body = ''] = match;
  const unsigned = parseUnsigned(body, usual);
  return unsigned === null ? null : canonical((sign === '-' ? '-' : '') + unsigned);
}

function parseUnsigned(body: string, usual: DecimalMark): string | null {
  if (body.includes(' ')) {
    const match = /^([\d ]+)(?:[.,](\d+))?$/.exec(body);
    if (!match || !isGrouped(match[1] ?? '', ' ')) return null;
    const whole = (match[1] ?? '').replaceAll(' ', '');
    return match[2] === undefined ? whole : `${whole}.${match[2]}`;
  }
  const comma = body.lastIndexOf(',');
  const point = body.lastIndexOf('.');
  if (comma < 0 && point < 0) return body;
  if (comma < 0) return withOneMark(body, '.', usual);
  if (point < 0) return withOneMark(body, ',', usual);
  const [mark, group] = comma > point ? ([',', '.'] as const) : (['.', ','] as const);
  const [whole = '', fraction = '', ...more] = body.split(mark);
  if (more.length > 0 || !isGrouped(whole, group) || !/^\d+$/.test(fraction)) return null;
  return `${whole.replaceAll(group, '')}.${fraction}`;
}

/** Takes a language; returns the decimal mark its readers write. */
export function decimalMark(language: Language): DecimalMark {
  return language === 'fr' ? ',' : '.';
}

/** Takes a canonical decimal; returns it as read in a language: 1 250,5 (narrow no-break space) or 1,250.5. */
export function formatDecimal(decimal: string, language: Language): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, language === 'fr' ? '\u202f' : ',');
  return fraction === undefined ? grouped : `${grouped}${decimalMark(language)}${fraction}`;
}

/** Takes a canonical decimal; returns it with the decimal mark of a language and no group: what a file carries. */
export function writeDecimal(decimal: string, language: Language): string {
  return decimal.replace('.', decimalMark(language));
}
