/** A picture in shades of grey, one byte a pixel, rows from the top. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A picture in colours as a canvas gives it: four bytes a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The four corners of a card in its picture: top left, top right, bottom right, bottom left as it is read. */
export type Corners = readonly [Point, Point, Point, Point];

export function emptyGrey(width: number, height: number): Grey {
  return { width, height, data: new Uint8ClampedArray(width * height) };
}

/** Takes a picture in colours; returns it in grey (luma of ITU-R BT.601). */
export function greyOf({ width, height, data }: Pixels): Grey {
  const out = emptyGrey(width, height);
  for (let at = 0, from = 0; at < out.data.length; at++, from += 4)
    out.data[at] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
  return out;
}

/** Takes a picture in colours; returns how far each pixel is from grey: a card is often told from a desk by that. */
export function saturationOf({ width, height, data }: Pixels): Grey {
  const out = emptyGrey(width, height);
  for (let at = 0, from = 0; at < out.data.length; at++, from += 4) {
    const [red = 0, green = 0, blue = 0] = [data[from], data[from + 1], data[from + 2]];
    out.data[at] = Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  return out;
}

/** Takes a picture in colours and its longest side wanted; returns it smaller, each pixel the mean of those it covers. */
export function shrink(pixels: Pixels, longest: number): { readonly pixels: Pixels; readonly scale: number } {
  const scale = Math.min(1, longest / Math.max(pixels.width, pixels.height));
  if (scale === 1) return { pixels, scale };
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const sums = new Uint32Array(width * height * 3);
  const counts = new Uint32Array(width * height);
  // Three pixels in each direction are enough for a mean.
  const step = Math.max(1, Math.floor(1 / scale / 3));
  for (let y = 0; y < pixels.height; y += step) {
    const row = Math.min(height - 1, Math.floor(y * scale)) * width;
    for (let x = 0, from = y * pixels.width * 4; x < pixels.width; x += step, from += step * 4) {
      const at = row + Math.min(width - 1, Math.floor(x * scale));
      sums[at * 3] = (sums[at * 3] ?? 0) + (pixels.data[from] ?? 0);
      sums[at * 3 + 1] = (sums[at * 3 + 1] ?? 0) + (pixels.data[from + 1] ?? 0);
      sums[at * 3 + 2] = (sums[at * 3 + 2] ?? 0) + (pixels.data[from + 2] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] || 1;
    for (let channel = 0; channel < 3; channel++) data[at * 4 + channel] = (sums[at * 3 + channel] ?? 0) / count;
    data[at * 4 + 3] = 255;
  }
  return { pixels: { width, height, data }, scale };
}

/** Takes a picture; returns the file of it that costs least to write (PGM, netpbm(5)). */
export function pgmOf({ width, height, data }: Grey): Uint8Array {
  const head = [...`P5\n${width} ${height}\n255\n`].map((sign) => sign.charCodeAt(0));
  const out = new Uint8Array(head.length + data.length);
  out.set(head);
  out.set(data, head.length);
  return out;
}
