import * as z from 'zod/mini';
import { isId } from '../../lib/ids.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { referenceOperators } from '../operators.ts';
import { readText } from '../read-text.ts';
import { onDeleteOption } from '../reference/reference.ts';

/** A record of one of several types. */
export interface RecordPointer {
  /** Name of the record type. */
  readonly record: string;
  readonly id: string;
}

export interface AnyReferenceOptions {
  /** Names of the record types it may point to. */
  readonly to: readonly string[];
  /**
   * What deleting the target does: refuse it, empty this field, put this record in the trash too, or keep pointing to
   * what is in the trash.
   */
  readonly onDelete?: 'refuse' | 'empty' | 'trash' | 'keep';
}

/** Takes any input; returns a pointer with its id in lower case; '' becomes null. */
function normalizePointer(input: unknown): unknown {
  if (typeof input === 'string') return input.trim() === '' ? null : (readPointer(input.trim()) ?? input);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const { id, ...rest } = input as Readonly<Record<string, unknown>>;
  return { ...rest, id: typeof id === 'string' ? id.trim().toLowerCase() : id };
}

function readPointer(text: string): RecordPointer | undefined {
  const [record = '', id = '', ...more] = text.split('/');
  const pointer = { record: record.trim(), id: id.trim().toLowerCase() };
  return more.length === 0 && /^[a-zA-Z]\w*$/.test(pointer.record) && isId(pointer.id) ? pointer : undefined;
}

/** One record of one of several types (« connexion multiple »), stored by type and id. */
export const anyReferenceType: FieldType<RecordPointer, AnyReferenceOptions> = {
  name: 'anyReference',
  label: { fr: 'Connexion à plusieurs types de fiche', en: 'Connection to several record types' },
  columns: [
    { suffix: 'type', type: 'text' },
    { suffix: 'id', type: 'uuid' },
  ],
  optionFields: {
    to: { type: 'tags', label: { fr: 'Vers', en: 'To' }, required: true, names: 'recordType' },
    onDelete: onDeleteOption,
  },
  normalize: normalizePointer,
  schema: (options) =>
    z.strictObject({
      record: z.string().check(z.refine((record) => (options.to ?? []).includes(record))),
      id: z.guid().check(z.refine((id) => isId(id))),
    }),
  invalidCode: 'invalid-reference',
  encode: (value) => [value?.record ?? null, value?.id ?? null],
  decode: ([record, id]) => (typeof record === 'string' && typeof id === 'string' ? { record, id } : null),
  format: (value, _options, context) => context.titleOf?.(value.id) ?? value.id,
  toText: (value) => `${value.record}/${value.id}`,
  fromText: (text) => readText(text, 'invalid-reference', readPointer),
  comparison: 'reference',
  operators: referenceOperators,
  sort: false,
  targets: (options) => options.to ?? [],
  choosable: true,
  examples: [
    {
      value: { record: 'account', id: '0190f5a0-7c5e-7000-8000-0123456789ab' },
      text: 'account/0190f5a0-7c5e-7000-8000-0123456789ab',
      alsoFrom: ['account / 0190F5A0-7C5E-7000-8000-0123456789AB'],
      refused: [
        'ACME',
        'deal/0190f5a0-7c5e-7000-8000-0123456789ab',
        '0190f5a0-7c5e-7000-8000-0123456789ab',
        'account/1',
      ],
      options: { to: ['account', 'contact'] },
    },
    {
      value: { record: 'contact', id: '0190f5a0-7c5e-7000-8000-0123456789ac' },
      text: 'contact/0190f5a0-7c5e-7000-8000-0123456789ac',
      options: { to: ['contact'] },
    },
  ],
};

export const anyRef = fieldBuilder<AnyReferenceOptions>({ name: 'anyReference', optionNames: ['to', 'onDelete'] });
