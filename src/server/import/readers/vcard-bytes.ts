import { isUtf8 } from 'node:buffer';
import type { CardBytes } from '../../../rules/vcard-lines.ts';
import { decodeBytes, isKnownEncoding } from './text-encoding.ts';

/**
 * How Node reads the bytes of a card. UTF-8 when they are (whatever the label: no other text looks like it), else as
 * labelled, else as the file. Bytes labelled ISO-8859-1 are Windows-1252: what lies between is control characters that
 * nobody means.
 */
export const cardBytes: CardBytes = {
  fromBase64: (text) => Buffer.from(text, 'base64').toString('latin1'),
  decode: (binary, label, fileEncoding) => {
    const bytes = Buffer.from(binary, 'latin1');
    if (isUtf8(bytes)) return bytes.toString('utf8');
    for (const encoding of [label, fileEncoding]) {
      if (encoding === undefined || /^utf-?8$|ascii/i.test(encoding) || !isKnownEncoding(encoding)) continue;
      return decodeBytes(bytes, /^(iso-?8859-1|latin-?1)$/i.test(encoding) ? 'windows-1252' : encoding);
    }
    return decodeBytes(bytes, 'windows-1252');
  },
};
