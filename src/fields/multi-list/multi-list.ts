import * as z from 'zod/mini';
import { fail, ok } from '../../lib/result.ts';
import { type FieldType, fieldBuilder, type ListValue } from '../field-type.ts';
import { findListValue, type ListOptions, listLabel, listText } from '../list/list.ts';
import { codesOperators } from '../operators.ts';
import { onlyColumn, refusal } from '../read-text.ts';

/** Between values in one cell. A comma separates too, where it is not part of a label. */
const separators = /[;|\n]/;

/** Takes any input; returns a list of codes without duplicates, in the order given; an empty one is null. */
function normalizeCodes(input: unknown): unknown {
  if (input === '') return null;
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input)) return input;
  return input.length === 0 ? null : [...new Set(input)];
}

/** Takes one piece of a cell; returns the values meant, trying commas as separators last; undefined if one is unknown. */
function readPiece(piece: string, values: readonly ListValue[]): readonly ListValue[] | undefined {
  const whole = findListValue(piece, values);
  if (whole) return [whole];
  const parts = piece.split(',').filter((part) => part.trim() !== '');
  const found = parts.map((part) => findListValue(part, values)).filter((value) => value !== undefined);
  return parts.length > 1 && found.length === parts.length ? found : undefined;
}

/** Several values of an administered list, stored by their codes. */
export const multiListType: FieldType<readonly string[], ListOptions> = {
  name: 'multiList',
  label: { fr: 'Liste à choix multiples', en: 'Multiple choice list' },
  columns: [{ suffix: '', type: 'text[]' }],
  optionFields: {
    list: { type: 'text', label: { fr: 'Liste de valeurs', en: 'Value list' }, required: true, names: 'valueList' },
  },
  normalize: normalizeCodes,
  schema: (options) =>
    z.array(z.enum((options.values ?? []).map((value) => value.code) as [string, ...string[]])).check(
      z.minLength(1),
      z.refine((value) => new Set(value).size === value.length),
    ),
  invalidCode: 'not-in-list',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value, options, context) =>
    value.map((code) => listLabel(code, options.values, context.language)).join(', '),
  toText: (value, options, context) =>
    value
      .map((code) => {
        const text = listText(code, options.values, context.language);
        return separators.test(text) ? code : text;
      })
      .join(' ; '),
  fromText: (text, options) => {
    const codes = new Set<string>();
    for (const piece of text.split(separators)) {
      if (piece.trim() === '') continue;
      const found = readPiece(piece, options.values ?? []);
      if (!found) return fail(refusal('not-in-list', piece.trim()));
      for (const value of found) codes.add(value.code);
    }
    return ok(codes.size === 0 ? null : [...codes]);
  },
  comparison: 'codes',
  operators: codesOperators,
  sort: false,
  searchText: (value, options) => value.map((code) => listLabel(code, options.values, 'fr')).join(' '),
  choosable: true,
  examples: [
    {
      value: ['prospect', 'agriculture'],
      text: 'Prospect ; Agriculture, sylviculture et pêche',
      alsoFrom: [
        'prospect;agriculture',
        'PROSPECT | agriculture, sylviculture et peche',
        'Prospect, agriculture',
        'Prospect ; Prospect ; agriculture',
      ],
      refused: ['Prospect ; Inconnu', 'Prospect, Inconnu'],
      options: {
        values: [
          { code: 'prospect', label: { fr: 'Prospect', en: 'Lead' } },
          {
            code: 'agriculture',
            label: { fr: 'Agriculture, sylviculture et pêche', en: 'Agriculture, forestry and fishing' },
          },
        ],
      },
    },
    {
      value: ['b'],
      text: 'b',
      options: {
        values: [
          { code: 'a', label: { fr: 'Neuf', en: 'New' } },
          { code: 'b', label: { fr: 'Neuf ; vieux', en: 'New; old' } },
        ],
      },
    },
  ],
};

export const multiList = fieldBuilder<ListOptions>({ name: 'multiList', optionNames: ['list', 'values'] });
