import type { CardBytes } from '../../../rules/vcard-lines.ts';

function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Letters of ASCII alone are the same in every charset. */
const plain = /^[\0-\x7f]*$/;

function decoded(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    // An unknown charset, or not that one.
    return null;
  }
}

/**
 * How the browser reads the bytes of a card: UTF-8 when they are, else as labelled (ISO-8859-1 is Windows-1252 to it),
 * else as the file.
 */
export const cardBytes: CardBytes & { readonly latin: (bytes: Uint8Array) => string } = {
  fromBase64: (text) => {
    try {
      return atob(text.replace(/[^A-Za-z0-9+/]/g, ''));
    } catch {
      return '';
    }
  },
  decode: (binary, label, fileEncoding) => {
    if (plain.test(binary)) return binary;
    const bytes = bytesOf(binary);
    return decoded(bytes, 'utf-8') ?? (label && decoded(bytes, label)) ?? decoded(bytes, fileEncoding) ?? binary;
  },
  latin: (bytes) => {
    let text = '';
    for (let from = 0; from < bytes.length; from += 0x8000)
      text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
    return text;
  },
};
