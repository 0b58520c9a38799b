import { type FieldType, fieldBuilder } from '../field-type.ts';
import { imageType } from '../image/image.ts';

/** A document of any kind: the id of a stored file. */
export const fileType: FieldType<string> = {
  ...imageType,
  name: 'file',
  label: { fr: 'Fichier', en: 'File' },
  format: (_value, _options, context) => (context.language === 'fr' ? 'Fichier' : 'File'),
};

export const file = fieldBuilder<object>({ name: 'file', optionNames: [] });
