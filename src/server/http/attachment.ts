import { shortenedName } from '../../lib/file-name.ts';

/** Longest name that is saved as it is, in characters: the whole path must find room on people's disks. */
const longestSaved = 180;

/** Takes a file's name; returns the header that has it saved under that name (RFC 6266, RFC 8187), shortened where it is long. */
export function attachmentNamed(given: string): string {
  const name = shortenedName(given, longestSaved);
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .-]/g, '_')
    .slice(0, 100);
  const exact = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
