import * as z from 'zod/mini';
import { isId } from '../../lib/ids.ts';
import { type FieldType, fieldBuilder, type OptionDeclaration } from '../field-type.ts';
import { referenceOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

export interface ReferenceOptions {
  /** Name of the record type it points to. */
  readonly to: string;
  /**
   * What deleting the target does: refuse it, empty this field, put this record in the trash too, or keep pointing to
   * what is in the trash.
   */
  readonly onDelete?: 'refuse' | 'empty' | 'trash' | 'keep';
}

/** What deleting a target does, as an administrator chooses it (A15). */
export const onDeleteOption: OptionDeclaration = {
  type: 'list',
  label: { fr: 'Si la fiche liée est supprimée', en: 'If the linked record is deleted' },
  options: {
    values: [
      { code: 'empty', label: { fr: 'Vider ce champ', en: 'Empty this field' } },
      { code: 'refuse', label: { fr: 'Refuser la suppression', en: 'Refuse the deletion' } },
    ],
  },
};

/** One record of one type (« connexion »), stored by id. Its title is shown, found and sorted by. */
export const referenceType: FieldType<string, ReferenceOptions> = {
  name: 'reference',
  label: { fr: 'Connexion', en: 'Connection' },
  columns: [{ suffix: 'id', type: 'uuid' }],
  optionFields: {
    to: { type: 'text', label: { fr: 'Vers', en: 'To' }, required: true, names: 'recordType' },
    onDelete: onDeleteOption,
  },
  normalize: (input) => (typeof input === 'string' ? input.trim().toLowerCase() || null : input),
  schema: () => z.guid().check(z.refine((value) => isId(value))),
  invalidCode: 'invalid-reference',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value, _options, context) => context.titleOf?.(value) ?? value,
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-reference', (trimmed) => (isId(trimmed.toLowerCase()) ? trimmed.toLowerCase() : undefined)),
  comparison: 'reference',
  operators: referenceOperators,
  sort: 'key',
  targets: (options) => [options.to],
  choosable: true,
  examples: [
    {
      value: '0190f5a0-7c5e-7000-8000-0123456789ab',
      text: '0190f5a0-7c5e-7000-8000-0123456789ab',
      alsoFrom: ['0190F5A0-7C5E-7000-8000-0123456789AB'],
      refused: ['ACME', '0190f5a0'],
      options: { to: 'account' },
    },
    {
      value: '0190f5a0-7c5e-7000-8000-0123456789ac',
      text: '0190f5a0-7c5e-7000-8000-0123456789ac',
      options: { to: 'contact' },
    },
  ],
};

export const ref = fieldBuilder<ReferenceOptions>({ name: 'reference', optionNames: ['to', 'onDelete'] });
