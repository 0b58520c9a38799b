import { imageType } from '../../../fields/image/image.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';

/** The field that holds a record's picture, undefined where its type has none or it is hidden. */
export function pictureField(record: EffectiveRecord): EffectiveField | undefined {
  return record.fields.find((field) => !field.hidden && field.type.name === imageType.name);
}

/** Takes a title; returns the first letters of its first and last words, for a record without picture. */
export function initials(title: string): string {
  const words = title.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu) ?? [];
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return chosen.map((word) => Array.from(word ?? '')[0]?.toUpperCase() ?? '').join('');
}
