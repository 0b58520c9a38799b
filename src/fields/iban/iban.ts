import * as z from 'zod/mini';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

/** Length of an IBAN by country (SWIFT IBAN registry, release 99). Other countries have none. */
const lengths: ReadonlyMap<string, number> = new Map(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Takes any input; returns an IBAN in capitals without spaces or hyphens; '' becomes null. */
function normalizeIban(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  return (
    input
      .replace(/^\s*IBAN[\s:]*/i, '')
      .replace(/[\s\u00a0\u202f.-]/g, '')
      .toUpperCase() || null
  );
}

/** Tells whether letters and figures, moved and numbered as ISO 13616 says, leave 1 modulo 97. */
function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]+$/.test(value) || lengths.get(value.slice(0, 2)) !== value.length) return false;
  let rest = 0;
  for (const character of value.slice(4) + value.slice(0, 4)) {
    const number = Number.parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}

/** A bank account number: country, key, account. */
export const ibanType: FieldType<string> = {
  name: 'iban',
  label: { fr: 'IBAN', en: 'IBAN' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeIban,
  schema: () => z.string().check(z.maxLength(34), z.refine(isIban)),
  invalidCode: 'invalid-iban',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value.replace(/(.{4})(?=.)/g, '$1\u00a0'),
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-iban', (trimmed) => {
      const iban = normalizeIban(trimmed);
      return typeof iban === 'string' && isIban(iban) ? iban : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => String(normalizeIban(value) ?? ''),
  searchText: (value) => value,
  choosable: true,
  examples: [
    {
      value: 'FR1420041010050500013M02606',
      text: 'FR1420041010050500013M02606',
      alsoFrom: [
        'FR14 2004 1010 0505 0001 3M02 606',
        'fr14 2004 1010 0505 0001 3m02 606',
        'IBAN : FR14 2004 1010 0505 0001 3M02 606',
      ],
      refused: [
        'FR1420041010050500013M02607',
        'FR14',
        'DE89 3704 0044 0532 0130 0',
        'US12345678901234567890',
        '20041010050500013M02606',
      ],
    },
    { value: 'DE89370400440532013000', text: 'DE89370400440532013000', alsoFrom: ['DE89 3704 0044 0532 0130 00'] },
  ],
};

export const iban = fieldBuilder<object>({ name: 'iban', optionNames: [] });
