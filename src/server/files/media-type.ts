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

/** Takes the first bytes of a file (32 are enough); returns its media type, `application/octet-stream` where unknown. */
export function mediaTypeOf(start: Uint8Array): string {
  const found = signatures.find(({ bytes, at = 0 }) => bytes.every((byte, index) => start[at + index] === byte));
  return found?.mediaType ?? 'application/octet-stream';
}
