import type { Readable } from 'node:stream';
import { openEscapes, walkXml } from './xlsx-xml.ts';

/** A workbook's table of texts: cells name them by number. */
export type SharedStrings = (index: number) => string | undefined;

const blockSize = 1024 * 1024;

/**
 * Reads the table of texts. They are kept packed, outside the heap: a workbook of a million rows may hold millions.
 * Throws as `walkXml` does.
 */
export async function readSharedStrings(stream: Readable): Promise<SharedStrings> {
  const blocks: Buffer[] = [];
  let block = Buffer.alloc(0);
  let used = 0;
  let places = new Uint32Array(3 * 4096);
  let count = 0;
  let text = '';
  let inText = false;
  let inPhonetic = false;

  function keep(value: string): void {
    const length = Buffer.byteLength(value);
    if (used + length > block.length) {
      block = Buffer.allocUnsafe(Math.max(blockSize, length));
      blocks.push(block);
      used = 0;
    }
    block.write(value, used);
    if (count * 3 + 3 > places.length) {
      const larger = new Uint32Array(places.length * 2);
      larger.set(places);
      places = larger;
    }
    places.set([blocks.length - 1, used, length], count * 3);
    used += length;
    count++;
  }

  await walkXml(stream, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 'si') keep(text);
      else if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
    },
  });

  return (index) => {
    if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
    const [which = 0, start = 0, length = 0] = places.subarray(index * 3, index * 3 + 3);
    return openEscapes(blocks[which]?.toString('utf8', start, start + length) ?? '');
  };
}
