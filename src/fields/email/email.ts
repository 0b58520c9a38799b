import * as z from 'zod/mini';
import { type FieldType, fieldBuilder } from '../field-type.ts';
import { textOperators } from '../operators.ts';
import { onlyColumn, readText } from '../read-text.ts';

/** One address, letters of any script (RFC 6531); the domain has a point. Quoted local parts are not taken. */
const emailPattern =
  /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]$/u;

/** Longest local part and longest address (RFC 5321 §4.5.3.1). */
const longestLocal = 64;
const longestAddress = 254;

/** Takes any input; returns an address trimmed, `mailto:` and angle brackets taken off, its domain in lower case. */
function normalizeEmail(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  const bare = input
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
    .trim();
  const at = bare.lastIndexOf('@');
  return bare === '' ? null : at < 0 ? bare : bare.slice(0, at) + bare.slice(at).toLowerCase();
}

function isEmail(value: string): boolean {
  return value.length <= longestAddress && value.indexOf('@') <= longestLocal && emailPattern.test(value);
}

/** Exactly one e-mail address. */
export const emailType: FieldType<string> = {
  name: 'email',
  label: { fr: 'E-mail', en: 'E-mail' },
  columns: [{ suffix: '', type: 'text' }],
  optionFields: {},
  normalize: normalizeEmail,
  schema: () => z.string().check(z.maxLength(longestAddress), z.refine(isEmail)),
  invalidCode: 'invalid-email',
  encode: (value) => [value],
  decode: onlyColumn,
  format: (value) => value,
  toText: (value) => value,
  fromText: (text) =>
    readText(text, 'invalid-email', (trimmed) => {
      const email = normalizeEmail(trimmed);
      return typeof email === 'string' && isEmail(email) ? email : undefined;
    }),
  comparison: 'text',
  operators: textOperators,
  sort: 'key',
  keyText: (value) => value,
  searchText: (value) => value,
  choosable: true,
  examples: [
    {
      value: 'Jean.Dupont+crm@exemple.fr',
      text: 'Jean.Dupont+crm@exemple.fr',
      alsoFrom: [' Jean.Dupont+crm@EXEMPLE.FR ', 'mailto:Jean.Dupont+crm@exemple.fr', '<Jean.Dupont+crm@exemple.fr>'],
      refused: [
        'a@x.fr, b@x.fr',
        'a@x.fr;b@x.fr',
        'a@x.fr b@x.fr',
        'jean',
        'jean@',
        '@x.fr',
        'jean@x',
        'jean@@x.fr',
        'jean..d@x.fr',
        'jean@x..fr',
        'jean@-x.fr',
        'jean dupont@x.fr',
        'Jean <jean@x.fr>',
      ],
    },
    { value: 'hélène@société.fr', text: 'hélène@société.fr' },
    { value: "o'brien@sub.example.co.uk", text: "o'brien@sub.example.co.uk" },
  ],
};

export const email = fieldBuilder<object>({ name: 'email', optionNames: [] });
