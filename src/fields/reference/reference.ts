import * as z from 'zod/mini';
import { isId } from '../../lib/ids.ts';
import { fail, ok } from '../../lib/result.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { referenceOperators } from '../operators.ts';

export interface ReferenceOptions {
  /** Name of the record type it points to. */
  readonly to: string;
  /** What deleting the target does: refuse it, empty this field, or put this record in the trash too. */
  readonly onDelete?: 'refuse' | 'empty' | 'trash';
}

/** One record of one type (« connexion »), stored by id. Its title is shown, found and sorted by. */
export const referenceType: FieldType<string, ReferenceOptions> = {
  name: 'reference',
  label: { fr: 'Connexion', en: 'Connection' },
  columns: [{ suffix: 'id', type: 'uuid' }],
  optionFields: { to: { type: 'text', label: { fr: 'Vers', en: 'To' }, required: true } },
  normalize: (input) => (input === '' ? null : typeof input === 'string' ? input.toLowerCase() : input),
  schema: () => z.string().check(z.refine((value) => isId(value))),
  invalidCode: 'invalid-reference',
  encode: (value) => [value],
  decode: ([value]) => (value as string | null) ?? null,
  format: (value, _options, context) => context.titleOf?.(value) ?? value,
  toText: (value) => value,
  fromText: (text) => {
    const trimmed = text.trim().toLowerCase();
    if (trimmed === '') return ok(null);
    return isId(trimmed) ? ok(trimmed) : fail({ code: 'invalid-reference', parameters: { value: text } });
  },
  comparison: 'reference',
  operators: referenceOperators,
  sort: 'key',
  targets: (options) => [options.to],
  choosable: true,
  examples: [{ value: '0190f5a0-7c5e-7000-8000-0123456789ab', text: '0190f5a0-7c5e-7000-8000-0123456789ab', refused: ['ACME'] }],
};

export const ref = fieldBuilder<ReferenceOptions>({ name: 'reference', optionNames: ['to', 'onDelete'] });
