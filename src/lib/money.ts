import { type DecimalMark, decimalMark, padZeros, parseDecimal, trimZeros } from './decimal.ts';
import type { Language } from './localized.ts';

/** A sum of money: exact decimals in a currency. */
export interface Money {
  /** Canonical decimal with at least the decimals of its currency: `1250.50`. */
  readonly amount: string;
  /** ISO 4217, three capital letters. */
  readonly currency: string;
}

let currencies: ReadonlySet<string> | undefined;

/** Tells whether three capital letters are a currency (ISO 4217, as the machine's language data has it). */
export function isCurrency(code: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(code);
}

const digitsByCurrency = new Map<string, number>();

/** Takes a currency; returns how many decimals it has: 2 for the euro, 0 for the yen. */
export function currencyDigits(currency: string): number {
  let places = digitsByCurrency.get(currency);
  if (places === undefined) {
    places = isCurrency(currency)
      ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
      : 2;
    digitsByCurrency.set(currency, places);
  }
  return places;
}

/** Takes a canonical decimal and a currency; returns the sum, with at least the decimals of the currency. */
export function moneyOf(decimal: string, currency: string): Money {
  return { amount: padZeros(trimZeros(decimal), currencyDigits(currency)), currency };
}

/**
 * Takes a sum and a share in hundredths (`25` is 25 %); returns that share of the sum, rounded half away from zero to
 * the decimals of its currency.
 */
export function shareOf(sum: Money, percent: string): Money {
  const places = (decimal: string): number => decimal.split('.')[1]?.length ?? 0;
  const units = (decimal: string): bigint => BigInt(decimal.replace('.', ''));
  const product = units(sum.amount) * units(percent);
  const digits = currencyDigits(sum.currency);
  // The product counts in 10^-scale of the currency: what is beyond its decimals is rounded off.
  const scale = places(sum.amount) + places(percent) + 2 - digits;
  const divisor = 10n ** BigInt(Math.max(scale, 0));
  const size = product < 0n ? -product : product;
  const rounded = scale >= 0 ? (size * 2n + divisor) / (divisor * 2n) : size * 10n ** BigInt(-scale);
  const text = String(rounded).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return moneyOf(product < 0n && rounded !== 0n ? `-${decimal}` : decimal, sum.currency);
}

/** No sum is written longer. */
const longestSum = 80;

const symbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  CHF: 'CHF',
};
const currencyMark = /^(€|\$|£|¥|[A-Za-z]{3,5})[\s\u00a0\u202f]*|[\s\u00a0\u202f]*(€|\$|£|¥|[A-Za-z]{3,5})$/gu;

/**
 * Takes a sum as written (1 250,50 €; -3 CHF; $1,250.50; 1250.5), the currency of one written without, and the
 * source's decimal mark. Returns the sum, or null where there is no number or no known currency.
 */
export function parseMoney(text: string, currency: string, usual: DecimalMark): Money | null {
  if (text.length > longestSum) return null;
  const marks: string[] = [];
  const minus = /^[-\u2212]\s*(?=[€$£¥A-Za-z])/u.test(text);
  const number = text
    .replace(/^[-\u2212]\s*(?=[€$£¥A-Za-z])/u, '')
    .replace(currencyMark, (_whole, before?: string, after?: string) => {
      marks.push(before ?? after ?? '');
      return '';
    });
  if (marks.length > 1) return null;
  const mark = marks[0];
  const code = mark === undefined ? currency : (symbols[mark] ?? symbols[mark.toLowerCase()] ?? mark.toUpperCase());
  const decimal = parseDecimal(minus ? `-${number}` : number, usual);
  return decimal === null || !isCurrency(code) ? null : moneyOf(decimal, code);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Takes a sum and a language; returns it as read there: 1 250,50 € or €1,250.50. */
export function formatMoney(money: Money, language: Language): string {
  const key = `${language}${money.currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const digits = currencyDigits(money.currency);
    formatter = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: Math.max(digits, 6),
    });
    formatters.set(key, formatter);
  }
  // A decimal given as text is formatted exactly (ECMA-402 2023); the type of the library does not say so yet.
  return formatter.format(money.amount as unknown as number);
}

/** Takes a sum and a language; returns it as a file carries it: `1250,50 EUR`. */
export function writeMoney(money: Money, language: Language): string {
  return `${money.amount.replace('.', decimalMark(language))} ${money.currency}`;
}
