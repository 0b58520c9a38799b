import type { Pixels } from './pixels.ts';
import { readerFiles } from './reader-files.ts';
import { readerAddress } from './reader-loader.ui.tsx';
import type { Blank } from './straighten-card.ts';

/** A code on a card: what it says, and what it covers. */
export interface CardCode {
  readonly text: string;
  readonly place: Blank;
}

/** Takes a picture; returns the QR codes in it. None where what reads them cannot be had: the letters are read anyway. */
export async function codesIn({ width, height, data }: Pixels): Promise<readonly CardCode[]> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  prepareZXingModule({ overrides: { locateFile: () => readerAddress(readerFiles.codes) } });
  const image = new ImageData(new Uint8ClampedArray(data), width, height);
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 3 });
  return found
    .filter(({ isValid, text }) => isValid && text.trim() !== '')
    .map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
      text,
      place: [topLeft, topRight, bottomRight, bottomLeft],
    }));
}
