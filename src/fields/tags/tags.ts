import * as z from 'zod/mini';
import { fail, ok } from '../../lib/result.ts';
import { fold } from '../../lib/text.ts';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { codesOperators } from '../operators.ts';
import { onlyColumn, refusal } from '../read-text.ts';
import { storableText } from '../text/text.ts';

const longestTag = 50;
const mostTags = 100;
/** What parts two tags in one cell, so that no tag holds it. */
const separators = /[;,|\r\n\t]/;

/** Takes words; returns them trimmed, without blanks, each once whatever its case and accents; null where none is left. */
function uniqueTags(words: readonly string[]): readonly string[] | null {
  const tags = new Map<string, string>();
  for (const word of words) {
    const tag = word.trim();
    const key = fold(tag) || tag;
    if (tag !== '' && !tags.has(key)) tags.set(key, tag);
  }
  return tags.size === 0 ? null : [...tags.values()];
}

/** Takes any input; returns a list of tags each once; an empty one is null. */
function normalizeTags(input: unknown): unknown {
  if (typeof input === 'string') return uniqueTags(input.split(separators));
  if (!Array.isArray(input) || !input.every((word): word is string => typeof word === 'string')) return input;
  return uniqueTags(input);
}

function isTags(value: readonly string[]): boolean {
  return value.every((tag) => !separators.test(tag)) && uniqueTags(value)?.length === value.length;
}

/** Words that people put freely on a record. */
export const tagsType: FieldType<readonly string[]> = {
  name: 'tags',
  label: { fr: 'Étiquettes', en: 'Tags' },
  columns: [{ suffix: '', type: 'text[]' }],
  optionFields: {},
  normalize: normalizeTags,
  schema: () => z.array(storableText(longestTag)).check(z.minLength(1), z.maxLength(mostTags), z.refine(isTags)),
  invalidCode: 'invalid-tags',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value.join(', '),
  toText: (value) => value.join(' ; '),
  fromText: (text) => {
    const tags = uniqueTags(text.split(separators));
    return tags?.some((tag) => tag.length > longestTag) ? fail(refusal('invalid-tags', text)) : ok(tags);
  },
  comparison: 'codes',
  operators: codesOperators,
  sort: false,
  searchText: (value) => value.join(' '),
  choosable: true,
  examples: [
    {
      value: ['Salon 2026', 'à rappeler'],
      text: 'Salon 2026 ; à rappeler',
      alsoFrom: [
        'Salon 2026;à rappeler',
        'Salon 2026, à rappeler',
        'Salon 2026\nà rappeler',
        'Salon 2026 ; salon 2026 ; à rappeler ; A RAPPELER',
      ],
      refused: ['x'.repeat(51)],
    },
    { value: ['VIP'], text: 'VIP', alsoFrom: [' VIP ; '] },
  ],
};

export const tags = fieldBuilder<object>({ name: 'tags', optionNames: [] });
