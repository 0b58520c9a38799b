import * as z from 'zod/mini';
import { fail, ok } from '../../lib/result.ts';
import { fold } from '../../lib/text.ts';
import { type FieldType, fieldBuilder, type ListValue } from '../field-type.ts';
import { codeOperators } from '../operators.ts';
import { onlyColumn, refusal } from '../read-text.ts';

export interface ListOptions {
  /** Name of the value list; its values come with the effective record. */
  readonly list?: string;
  /** The values, put there by the effective record (or by the declaration of a fixed list). */
  readonly values?: readonly ListValue[];
}

/** Takes what a person wrote and the values of a list; returns the value meant: by code, label or alias, folded. */
export function findListValue(text: string, values: readonly ListValue[]): ListValue | undefined {
  const wanted = fold(text);
  const standing = values.filter((value) => value.mergedInto === undefined);
  return (
    values.find((value) => value.code === text.trim()) ??
    standing.find((value) => Object.values(value.label).some((label) => fold(label) === wanted)) ??
    standing.find((value) => fold(value.code) === wanted || value.aliases?.some((alias) => fold(alias) === wanted))
  );
}

/** Takes a code and the values of its list; returns the label to show, the code itself when the list lost it. */
export function listLabel(code: string, values: readonly ListValue[] | undefined, language: 'fr' | 'en'): string {
  return values?.find((value) => value.code === code)?.label[language] ?? code;
}

/** Takes a code; returns its label, or the code itself where the label would be read back as another value. */
export function listText(code: string, values: readonly ListValue[] | undefined, language: 'fr' | 'en'): string {
  const label = listLabel(code, values, language);
  return findListValue(label, values ?? [])?.code === code ? label : code;
}

/** One value of an administered list, stored by its code. A retired value stays readable but is no longer chosen. */
export const listType: FieldType<string, ListOptions> = {
  name: 'list',
  label: { fr: 'Liste', en: 'List' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {
    list: { type: 'text', label: { fr: 'Liste de valeurs', en: 'Value list' }, required: true, names: 'valueList' },
  },
  normalize: (input) => (typeof input === 'string' ? input.trim() || null : input),
  schema: (options) => z.enum((options.values ?? []).map((value) => value.code) as [string, ...string[]]),
  invalidCode: 'not-in-list',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value, options, context) => listLabel(value, options.values, context.language),
  toText: (value, options, context) => listText(value, options.values, context.language),
  fromText: (text, options) => {
    if (text.trim() === '') return ok(null);
    const found = findListValue(text, options.values ?? []);
    return found ? ok(found.code) : fail(refusal('not-in-list', text));
  },
  comparison: 'code',
  operators: codeOperators,
  sort: 'column',
  searchText: (value, options) => listLabel(value, options.values, 'fr'),
  choosable: true,
  examples: [
    {
      value: 'client',
      text: 'Client',
      alsoFrom: ['client', ' CLIENT '],
      refused: ['Autre chose'],
      options: {
        values: [
          { code: 'client', label: { fr: 'Client', en: 'Client' } },
          { code: 'supplier', label: { fr: 'Fournisseur', en: 'Supplier' } },
        ],
      },
    },
    {
      value: 'industry',
      text: 'Industrie (sauf agroalimentaire)',
      alsoFrom: ['INDUSTRIE (SAUF AGROALIMENTAIRE)', 'Industry', 'Manufacture', 'industry'],
      refused: ['Industrie (sauf', '0'],
      options: {
        values: [
          {
            code: 'industry',
            label: { fr: 'Industrie (sauf agroalimentaire)', en: 'Industry' },
            active: false,
            aliases: ['Manufacture'],
          },
        ],
      },
    },
  ],
};

export const list = fieldBuilder<ListOptions>({ name: 'list', optionNames: ['list', 'values'] });
