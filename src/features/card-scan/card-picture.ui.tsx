import type { Pixels } from './pixels.ts';

/** Longest side of the picture that is looked at, in pixels: a card in half of it still has 500 dots an inch. */
const longestSide = 2400;

/** Why a file cannot be read as the picture of a card. */
export class PictureProblem extends Error {
  readonly reason: 'empty' | 'heic' | 'not-a-picture';
  constructor(reason: PictureProblem['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** Tells whether a file is of the kind that iPhones take (ISO/IEC 23008-12), by its first bytes. */
async function isHeic(file: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(?:hei[cxmsf]|hev[cxms]|mif1|msf1)/.test(head);
}

async function decoded(file: Blob): Promise<ImageBitmap> {
  if (file.size === 0) throw new PictureProblem('empty');
  try {
    const whole = await createImageBitmap(file);
    const scale = longestSide / Math.max(whole.width, whole.height);
    if (scale >= 1) return whole;
    const small = await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(whole.width * scale)),
      resizeHeight: Math.max(1, Math.round(whole.height * scale)),
      resizeQuality: 'medium',
    });
    whole.close();
    return small;
  } catch {
    throw new PictureProblem((await isHeic(file)) ? 'heic' : 'not-a-picture');
  }
}

/** The picture of a card: its pixels, upright and of a bounded size, and an address to show it at. */
export interface CardPicture {
  readonly pixels: Pixels;
  /** The same as a file without metadata. */
  readonly file: Blob;
}

/** Takes a file, or what a camera shows; returns the picture. Throws a `PictureProblem` where it is none. */
export async function cardPicture(source: Blob | HTMLVideoElement): Promise<CardPicture> {
  const bitmap = source instanceof Blob ? await decoded(source) : await createImageBitmap(source);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new PictureProblem('not-a-picture');
  // What is transparent would turn black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!file) throw new PictureProblem('not-a-picture');
  return { pixels: { width, height, data }, file };
}
