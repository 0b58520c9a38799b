/** A kind of file that is recognised by its first bytes, never by its name. */
interface Signature {
  readonly mediaType: string;
  readonly bytes: readonly number[];
  readonly at?: number;
}

const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));

const signatures: readonly Signature[] = [
  { mediaType: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', bytes: [0x89, ...text('PNG'), 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/gif', bytes: text('GIF8') },
  { mediaType: 'image/webp', bytes: text('WEBP'), at: 8 },
  { mediaType: 'image/avif', bytes: text('ftypavif'), at: 4 },
  { mediaType: 'application/pdf', bytes: text('%PDF-') },
  { mediaType: 'application/zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
];

/** The images that a browser shows and that a photo may be. */
export const imageTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
]);

/** Tells whether the beginning of a file is text: UTF-8 without the signs that no text holds. */
function isText(start: Uint8Array): boolean {
  if (start.length === 0 || start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    // As a stream: a sign of several bytes may be cut at the end.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The files that a browser may show in place, beside images. */
export const shownTypes: ReadonlySet<string> = new Set(['application/pdf', 'text/plain']);

/** Takes the first bytes of a file (some thousands for texts, 32 are enough for others); returns its media type, `application/octet-stream` where unknown. */
export function mediaTypeOf(start: Uint8Array): string {
  const found = signatures.find(({ bytes, at = 0 }) => bytes.every((byte, index) => start[at + index] === byte));
  return found?.mediaType ?? (isText(start) ? 'text/plain' : 'application/octet-stream');
}
