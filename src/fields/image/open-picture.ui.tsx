/** Longest side that a photo is opened at, in pixels: what a camera has beyond that is let go at once. */
const longestSide = 3000;
/** Side of the square that is sent, in pixels: as large as it is ever shown. */
const sentSide = 1024;

/** A photo that this browser cannot open, or that is no photo. */
export class UnreadablePicture extends Error {
  readonly heic: boolean;

  constructor(heic: boolean) {
    super('unreadable picture');
    this.heic = heic;
  }
}

/** What iPhones write: a family of the ISO media file format (ISO/IEC 23008-12), told by the brand at its beginning. */
async function isHeic(file: Blob): Promise<boolean> {
  const beginning = new TextDecoder('latin1').decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)$/.test(beginning);
}

/** Takes a file; returns the picture in it, upright and no larger than needed. Throws an `UnreadablePicture`. */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  try {
    const whole = await createImageBitmap(file);
    const longest = Math.max(whole.width, whole.height);
    if (longest <= longestSide) return whole;
    const shrink = longestSide / longest;
    const small = await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(whole.width * shrink)),
      resizeHeight: Math.max(1, Math.round(whole.height * shrink)),
      resizeQuality: 'high',
    });
    whole.close();
    return small;
  } catch {
    throw new UnreadablePicture(await isHeic(file).catch(() => false));
  }
}

/** Takes a picture and the upper left corner and side of a square of it; returns that square as a JPEG file. */
export async function cutSquare(picture: ImageBitmap, x: number, y: number, side: number): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.min(sentSide, Math.round(side)));
  canvas.height = canvas.width;
  drawSquare(canvas, picture, x, y, side);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!blob) throw new UnreadablePicture(false);
  return new File([blob], 'photo.jpg', { type: 'image/jpeg' });
}

/** Draws a square of a picture over a whole canvas; what is transparent becomes white. */
export function drawSquare(canvas: HTMLCanvasElement, picture: ImageBitmap, x: number, y: number, side: number): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
}
