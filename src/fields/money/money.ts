import * as z from 'zod/mini';
import { decimalMark, decimalPattern, isDecimal } from '../../lib/decimal.ts';
import { formatMoney, isCurrency, type Money, moneyOf, parseMoney, writeMoney } from '../../lib/money.ts';
import { isDecimalWithin, normalizeDecimal } from '../decimal/decimal.ts';
import { type FieldType, fieldBuilder, type ListValue } from '../field-type.ts';
import { numberOperators } from '../operators.ts';
import { readText } from '../read-text.ts';

export interface MoneyOptions {
  /** Currency of an amount written without one, ISO 4217; EUR where absent. */
  readonly currency?: string;
  /** Bounds of the amount, both included. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Most decimals: a unit price may be finer than the cent. */
const deepestScale = 6;

/** The currencies that a French company deals in; amounts in others are typed with their code. */
const usualCurrencies: readonly ListValue[] = [
  { code: 'EUR', label: { fr: 'Euro (EUR)', en: 'Euro (EUR)' } },
  { code: 'USD', label: { fr: 'Dollar des États-Unis (USD)', en: 'US dollar (USD)' } },
  { code: 'GBP', label: { fr: 'Livre sterling (GBP)', en: 'Pound sterling (GBP)' } },
  { code: 'CHF', label: { fr: 'Franc suisse (CHF)', en: 'Swiss franc (CHF)' } },
  { code: 'CAD', label: { fr: 'Dollar canadien (CAD)', en: 'Canadian dollar (CAD)' } },
  { code: 'XPF', label: { fr: 'Franc Pacifique (XPF)', en: 'CFP franc (XPF)' } },
  { code: 'XOF', label: { fr: 'Franc CFA d’Afrique de l’Ouest (XOF)', en: 'West African CFA franc (XOF)' } },
  { code: 'XAF', label: { fr: 'Franc CFA d’Afrique centrale (XAF)', en: 'Central African CFA franc (XAF)' } },
  { code: 'MAD', label: { fr: 'Dirham marocain (MAD)', en: 'Moroccan dirham (MAD)' } },
  { code: 'DZD', label: { fr: 'Dinar algérien (DZD)', en: 'Algerian dinar (DZD)' } },
  { code: 'TND', label: { fr: 'Dinar tunisien (TND)', en: 'Tunisian dinar (TND)' } },
  { code: 'JPY', label: { fr: 'Yen (JPY)', en: 'Yen (JPY)' } },
  { code: 'CNY', label: { fr: 'Yuan (CNY)', en: 'Yuan (CNY)' } },
];

/** Takes any input: a sum, or an amount alone (text or number); returns the sum in canonical form; '' becomes null. */
function normalizeMoney(input: unknown, options: MoneyOptions): unknown {
  const standard = options.currency ?? 'EUR';
  if (typeof input === 'string' || typeof input === 'number') {
    const amount = normalizeDecimal(input);
    return typeof amount === 'string' && isDecimal(amount) ? moneyOf(amount, standard) : amount;
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const given = input as Readonly<Record<string, unknown>>;
  if (Object.keys(given).some((key) => key !== 'amount' && key !== 'currency')) return input;
  const amount = normalizeDecimal(given.amount ?? '');
  if (amount === null) return null;
  const currency =
    typeof given.currency === 'string' ? given.currency.trim().toUpperCase() || standard : (given.currency ?? standard);
  return typeof amount === 'string' && isDecimal(amount) && typeof currency === 'string'
    ? moneyOf(amount, currency)
    : { amount, currency };
}

/** A sum of money, exact, with its currency. */
export const moneyType: FieldType<Money, MoneyOptions> = {
  name: 'money',
  label: { fr: 'Montant', en: 'Amount' },
  columns: [
    { suffix: '', type: 'numeric' },
    { suffix: 'currency', type: 'text' },
  ],
  optionFields: {
    currency: { type: 'list', label: { fr: 'Devise', en: 'Currency' }, options: { values: usualCurrencies } },
    minimum: { type: 'integer', label: { fr: 'Minimum', en: 'Minimum' } },
    maximum: { type: 'integer', label: { fr: 'Maximum', en: 'Maximum' } },
  },
  normalize: normalizeMoney,
  schema: (options) =>
    z.strictObject({
      amount: z.string().check(
        z.regex(decimalPattern),
        z.refine((value) => isDecimalWithin(value, { ...options, scale: deepestScale })),
      ),
      currency: z.string().check(z.refine(isCurrency)),
    }),
  invalidCode: 'invalid-money',
  encode: (value) => [value?.amount ?? null, value?.currency ?? null],
  decode: ([amount, currency], options) =>
    amount === null || amount === undefined
      ? null
      : moneyOf(String(amount), typeof currency === 'string' ? currency : (options.currency ?? 'EUR')),
  format: (value, _options, context) => formatMoney(value, context.language),
  toText: (value, _options, context) => writeMoney(value, context.language),
  fromText: (text, options, context) =>
    readText(
      text,
      'invalid-money',
      (trimmed) =>
        parseMoney(trimmed, options.currency ?? 'EUR', context.decimal ?? decimalMark(context.language)) ?? undefined,
    ),
  comparison: 'number',
  totals: ['sum', 'average'],
  operators: numberOperators,
  sort: 'column',
  choosable: true,
  examples: [
    {
      value: { amount: '1250.50', currency: 'EUR' },
      text: '1250,50 EUR',
      alsoFrom: [
        '1 250,50 €',
        '1\u202f250,50\u00a0€',
        '1.250,50',
        '1,250.50',
        '1250.5',
        '1250,5 euros',
        '€1,250.50',
        'eur 1250,50',
      ],
      refused: ['€', '12 € 50 €', '12 XYZ', 'gratuit', '3,56E+13', '12 %', '0,0000001'],
    },
    { value: { amount: '-3.00', currency: 'CHF' }, text: '-3,00 CHF', alsoFrom: ['−3 CHF', '-CHF 3'] },
    { value: { amount: '0.1234', currency: 'EUR' }, text: '0,1234 EUR' },
    {
      value: { amount: '12000', currency: 'JPY' },
      text: '12000 JPY',
      alsoFrom: ['12 000'],
      options: { currency: 'JPY' },
    },
  ],
};

export const money = fieldBuilder<MoneyOptions>({ name: 'money', optionNames: ['currency', 'minimum', 'maximum'] });
