import { digits } from '../../lib/text.ts';

/**
 * Takes a number as typed and the extension of the line, if any; returns the address that dials it (RFC 3966), the
 * extension after a pause as telephones take it. Null where there is nothing to dial.
 */
export function dialAddress(value: string, extension?: string | null): string | null {
  const typed = value.replace(/\(0\)/, '').split(/\p{L}|[#;,]/u)[0] ?? '';
  const number = (/^\D*\+/.test(typed) ? '+' : '') + digits(typed).replace(/^330(?=\d{9}$)/, '33');
  const inside = digits(extension ?? '');
  if (digits(number) === '') return null;
  return `tel:${number}${inside === '' ? '' : `,${inside}`}`;
}

/**
 * Takes the name of a field, its number as typed and the values beside it; returns the address that dials it. The
 * extension belongs to the landline beside it (F98): a mobile is dialled alone.
 */
export function dialAddressBeside(
  name: string,
  value: string,
  values: Readonly<Record<string, unknown>>,
): string | null {
  const extension = name === 'phone' ? values.extension : null;
  return dialAddress(value, typeof extension === 'string' ? extension : null);
}
