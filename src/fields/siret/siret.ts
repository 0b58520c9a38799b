import * as z from 'zod/mini';
import { luhn } from '../../lib/luhn.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';
import { isSiren, normalizeFigures } from '../siren/siren.ts';

/** La Poste: so many establishments that their numbers could not keep Luhn's key. */
const laPoste = '356000000';

/** Tells whether fourteen figures are a SIRET: a SIREN, then Luhn's key, or for La Poste a digit sum multiple of 5 (INSEE). */
export function isSiret(value: string): boolean {
  if (!/^\d{14}$/.test(value) || !isSiren(value.slice(0, 9))) return false;
  if (luhn(value)) return true;
  return value.startsWith(laPoste) && [...value].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

/** The number of an establishment (« site ») of a French company: fourteen figures with a key. */
export const siretType: FieldType<string> = {
  name: 'siret',
  label: { fr: 'SIRET', en: 'SIRET' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeFigures,
  schema: () => z.string().check(z.regex(/^\d{14}$/), z.refine(isSiret)),
  invalidCode: 'invalid-siret',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4'),
  // In groups: a spreadsheet that takes fourteen figures for a quantity writes 7,32829E+13 and loses them.
  toText: (value) => value.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4'),
  fromText: (text) =>
    readText(text, 'invalid-siret', (trimmed) => {
      const siret = normalizeFigures(trimmed);
      return typeof siret === 'string' && isSiret(siret) ? siret : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => value.replace(/\D/g, ''),
  searchText: (value) => value,
  choosable: true,
  examples: [
    {
      value: '73282932000074',
      text: '732 829 320 00074',
      alsoFrom: ['73282932000074', '732\u202f829\u202f320\u202f00074'],
      refused: ['73282932000075', '732829320', '3,56E+13', '7,32829E+13', '35600000000049'],
    },
    { value: '35600000049837', text: '356 000 000 49837' },
  ],
};

export const siret = fieldBuilder<object>({ name: 'siret', optionNames: [] });
