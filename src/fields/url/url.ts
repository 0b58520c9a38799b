import * as z from 'zod/mini';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

const longestUrl = 2048;
/** A scheme; what follows `x.fr:` as figures is a port. */
const scheme = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i;
/** A site on the internet: a name with a point and letters at its end, or an address in figures. Never `user@host`. */
const webAddress =
  /^https?:\/\/(?:(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]\.?|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][^\s<>"\\\p{Cc}\p{Cs}]*)?$/u;

/** Takes any input; returns a web address with its scheme (`https://` where none was written, A14), host in lower case. */
function normalizeUrl(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  const typed = input.trim();
  if (typed === '') return null;
  const whole = scheme.test(typed) ? typed : `https://${typed.replace(/^\/\//, '')}`;
  return whole.replace(/^https?:\/\/[^/?#]*/i, (origin) => origin.toLowerCase());
}

function isUrl(value: string): boolean {
  return value.length <= longestUrl && webAddress.test(value) && URL.canParse(value);
}

/** The address of a page: http or https, nothing else. */
export const urlType: FieldType<string> = {
  name: 'url',
  label: { fr: 'Adresse web', en: 'Web address' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeUrl,
  schema: () => z.string().check(z.maxLength(longestUrl), z.refine(isUrl)),
  invalidCode: 'invalid-url',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value.replace(/^https?:\/\//, '').replace(/^([^/]*)\/$/, '$1'),
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-url', (trimmed) => {
      const url = normalizeUrl(trimmed);
      return typeof url === 'string' && isUrl(url) ? url : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => value.replace(/^https?:\/\/(?:www\.)?/, ''),
  searchText: (value) => value.replace(/^https?:\/\/(?:www\.)?/, ''),
  choosable: true,
  examples: [
    {
      value: 'https://www.exemple.fr',
      text: 'https://www.exemple.fr',
      alsoFrom: ['www.exemple.fr', ' WWW.Exemple.fr ', 'HTTPS://www.exemple.fr', '//www.exemple.fr'],
      refused: [
        'javascript:alert(1)',
        'file:///etc/passwd',
        'ftp://x.fr',
        'mailto:a@x.fr',
        'data:text/html,x',
        'exemple',
        'site en construction',
        'jean@exemple.fr',
        'https://',
        'http://x',
        'https://a b.fr',
        'java\nscript:alert(1)',
        'https://x.fr\\@y.fr',
      ],
    },
    { value: 'http://exemple.fr:8080/Page?q=é#a', text: 'http://exemple.fr:8080/Page?q=é#a' },
    { value: 'https://société-générale.exemple.fr/', text: 'https://société-générale.exemple.fr/' },
    { value: 'https://exemple.fr:8080/a', text: 'https://exemple.fr:8080/a', alsoFrom: ['exemple.fr:8080/a'] },
  ],
};

export const url = fieldBuilder<object>({ name: 'url', optionNames: [] });
