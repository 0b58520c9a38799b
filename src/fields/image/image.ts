import * as z from 'zod/mini';
import { isId } from '../../lib/ids.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { onlyColumn, readText } from '../read-text.ts';

/** Takes any input; returns a file id in lower case, null for ''. */
export function normalizeFileId(input: unknown): unknown {
  return typeof input === 'string' ? input.trim().toLowerCase() || null : input;
}

interface ImageOptions {
  /** True for what stands for its record (a face): it is cut square before it is sent. Others are kept as they are. */
  readonly square?: boolean;
}

/** Takes the options of an image field; tells whether its pictures are cut square. */
export function isSquare(options: object): boolean {
  return (options as ImageOptions).square === true;
}

/** A picture (photo, logo): the id of a stored file. */
export const imageType: FieldType<string> = {
  name: 'image',
  label: { fr: 'Image', en: 'Image' },
  columns: [{ suffix: '', type: 'uuid' }],
  optionFields: {},
  normalize: normalizeFileId,
  schema: () => z.guid().check(z.refine((value) => isId(value))),
  invalidCode: 'invalid-file',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (_value, _options, context) => (context.language === 'fr' ? 'Image' : 'Picture'),
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-file', (trimmed) => (isId(trimmed.toLowerCase()) ? trimmed.toLowerCase() : undefined)),
  comparison: 'none',
  operators: ['isEmpty', 'isNotEmpty'],
  sort: false,
  choosable: true,
  examples: [
    {
      value: '0190f5a0-7c5e-7000-8000-0123456789ab',
      text: '0190f5a0-7c5e-7000-8000-0123456789ab',
      alsoFrom: ['0190F5A0-7C5E-7000-8000-0123456789AB'],
      refused: ['photo.jpg', 'https://exemple.fr/photo.jpg'],
    },
    { value: '0190f5a0-7c5e-7000-8000-0123456789ac', text: '0190f5a0-7c5e-7000-8000-0123456789ac' },
  ],
};

export const image = fieldBuilder<ImageOptions>({ name: 'image', optionNames: ['square'] });
