import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import chardet from 'chardet';
import iconv from 'iconv-lite';

/** Bytes read at once. */
const chunkSize = 256 * 1024;
/** Bytes looked at to guess a code page: enough for a few thousand accents. */
const guessSize = 4 * 1024 * 1024;

/** How a text file is encoded. */
export interface DetectedEncoding {
  readonly encoding: string;
  /** True when nothing in the file says so: a byte order mark or valid UTF-8 are certain, a code page is a guess. */
  readonly guessed: boolean;
  /** UTF-8 only: how many bytes are not UTF-8 (files glued together). */
  readonly badBytes: number;
}

/** Characters that French text is made of outside ASCII: how often they appear tells which code page is right. */
const frenchLetters = new Set('éèêëàâäçîïôöùûüœæÉÈÊËÀÂÇÎÏÔÖÙÛÜŒÆ’«»€°–—…²³ñ\u00a0');

/** Old code pages met in French offices, most common first. */
const codePages = ['windows-1252', 'macintosh', 'cp850'] as const;

/** Tells whether text can be decoded from `encoding` (any name iconv-lite knows). */
export function isKnownEncoding(encoding: string): boolean {
  return iconv.encodingExists(encoding);
}

/** Takes the first bytes of a file; returns the encoding its byte order mark names, if any. */
function byteOrderMark(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Takes the first bytes of a file; returns UTF-16 without a mark, told by zeros in every other byte. */
function utf16ByZeros(head: Buffer): string | undefined {
  if (head.length < 4) return undefined;
  const zeros = [0, 0];
  for (let index = 0; index < head.length; index++)
    if (head[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const half = head.length / 2;
  const [even = 0, odd = 0] = zeros;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be';
  return undefined;
}

/** How many bytes at the end of `bytes` begin a UTF-8 sequence that the next chunk may finish (0 to 3). */
function unfinishedLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? back : 0;
  }
  return 0;
}

/** Counts the well-formed sequences of several bytes and the bytes that are not UTF-8. */
function countUtf8(bytes: Buffer): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) {
      index++;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (
      byte >= 0xc2 &&
      byte <= 0xf4 &&
      index + length <= bytes.length &&
      isUtf8(bytes.subarray(index, index + length))
    ) {
      good++;
      index += length;
    } else {
      bad++;
      index++;
    }
  }
  return { good, bad };
}

/** Takes bytes that are not UTF-8; returns the code page under which most of them are French letters. */
function guessCodePage(bytes: Buffer): string {
  const high = bytes.filter((byte) => byte >= 0x80);
  const shares = codePages.map((encoding) => {
    const letters = [...iconv.decode(Buffer.from(high), encoding)];
    return {
      encoding,
      share: letters.filter((letter) => frenchLetters.has(letter)).length / Math.max(1, letters.length),
    };
  });
  const best = shares.reduce((a, b) => (b.share > a.share + 0.05 ? b : a));
  if (best.share >= 0.7) return best.encoding;
  const named = chardet.detect(bytes);
  if (named === null || !iconv.encodingExists(named) || /^(utf|ascii|iso-8859-1$)/i.test(named)) return 'windows-1252';
  return named.toLowerCase();
}

/**
 * Takes the path of a text file; returns how it is encoded: by its byte order mark, else UTF-8 when all of it is,
 * else by a guess. Reads the whole file once, in constant memory. Throws when the file cannot be read.
 */
export async function detectEncoding(path: string): Promise<DetectedEncoding> {
  let carried: Buffer = Buffer.alloc(0);
  let first = true;
  const kept: Buffer[] = [];
  let keptSize = 0;
  let valid = true;
  for await (const piece of createReadStream(path, { highWaterMark: chunkSize })) {
    const chunk: Buffer = piece;
    if (first) {
      first = false;
      const sure = byteOrderMark(chunk) ?? utf16ByZeros(chunk.subarray(0, chunkSize));
      if (sure !== undefined && sure !== 'utf-8') return { encoding: sure, guessed: false, badBytes: 0 };
    }
    if (keptSize < guessSize && (!valid || hasHighByte(chunk))) {
      kept.push(chunk);
      keptSize += chunk.length;
    }
    if (!valid) {
      if (keptSize >= guessSize) break;
      continue;
    }
    const bytes: Buffer = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk;
    const whole = bytes.length - unfinishedLength(bytes);
    valid = isUtf8(bytes.subarray(0, whole));
    carried = bytes.subarray(whole);
    if (!valid && keptSize < guessSize && kept.at(-1) !== chunk) kept.push(chunk);
  }
  if (valid && carried.length === 0) return { encoding: 'utf-8', guessed: false, badBytes: 0 };
  const sample = Buffer.concat(kept);
  const { good, bad } = countUtf8(sample);
  // A few broken bytes among many well-formed sequences: UTF-8 into which another file was pasted.
  if (good >= 10 && bad <= good / 10) return { encoding: 'utf-8', guessed: false, badBytes: Math.max(1, bad) };
  return { encoding: guessCodePage(sample), guessed: true, badBytes: 0 };
}

function hasHighByte(bytes: Buffer): boolean {
  return bytes.some((byte) => byte >= 0x80);
}

/** Takes bytes and an encoding known to iconv-lite; returns their text. */
export function decodeBytes(bytes: Buffer, encoding: string): string {
  return iconv.decode(bytes, encoding);
}

/**
 * Reads a text file piece by piece, decoded, without its byte order mark: characters are never cut. Ending the
 * iteration closes the file. Throws when the file cannot be read.
 */
export async function* readText(
  path: string,
  encoding: string,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkSize })) {
    const text = decoder.write(chunk);
    if (text !== '') yield text;
    size += text.length;
    if (size >= limit) return;
  }
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield rest;
}
