import { emptyGrey, type Grey, type Pixels } from './pixels.ts';

/** Takes a picture; returns the shade that parts it best into dark and light (Otsu 1979). */
export function bestThreshold({ data }: Grey): number {
  const counts = new Float64Array(256);
  for (const shade of data) counts[shade] = (counts[shade] ?? 0) + 1;
  let all = 0;
  for (let shade = 0; shade < 256; shade++) all += shade * (counts[shade] ?? 0);
  let [below, sum, best, found] = [0, 0, -1, 127];
  for (let shade = 0; shade < 256; shade++) {
    below += counts[shade] ?? 0;
    sum += shade * (counts[shade] ?? 0);
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const gap = sum / below - (all - sum) / above;
    const value = below * above * gap * gap;
    if (value > best) [best, found] = [value, shade];
  }
  return found;
}

/** Takes a picture in colours; returns how far each pixel's colour is from the nearest of those along the border. */
export function awayFromBorder({ width, height, data }: Pixels): Grey {
  const out = emptyGrey(width, height);
  // The ground is of few colours, but lit unevenly: each pixel is compared with the border at its left, right, top and bottom.
  const depth = Math.max(2, Math.round(Math.min(width, height) * 0.02));
  const mean = (x0: number, y0: number, x1: number, y1: number): [number, number, number] => {
    const sum: [number, number, number] = [0, 0, 0];
    let count = 0;
    for (let y = Math.max(0, y0); y < Math.min(height, y1); y++)
      for (let x = Math.max(0, x0); x < Math.min(width, x1); x++, count++)
        for (let channel = 0; channel < 3; channel++) sum[channel as 0] += data[(y * width + x) * 4 + channel] ?? 0;
    return [sum[0] / count, sum[1] / count, sum[2] / count];
  };
  const reach = Math.round(Math.max(width, height) * 0.04);
  const lefts = Array.from({ length: height }, (_, y) => mean(0, y - reach, depth, y + reach));
  const rights = Array.from({ length: height }, (_, y) => mean(width - depth, y - reach, width, y + reach));
  const tops = Array.from({ length: width }, (_, x) => mean(x - reach, 0, x + reach, depth));
  const bottoms = Array.from({ length: width }, (_, x) => mean(x - reach, height - depth, x + reach, height));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      let least = 255;
      for (const border of [lefts[y], rights[y], tops[x], bottoms[x]]) {
        const away =
          Math.abs((data[from] ?? 0) - (border?.[0] ?? 0)) +
          Math.abs((data[from + 1] ?? 0) - (border?.[1] ?? 0)) +
          Math.abs((data[from + 2] ?? 0) - (border?.[2] ?? 0));
        least = Math.min(least, away / 2);
      }
      out.data[y * width + x] = least;
    }
  return out;
}

/** Takes a picture; returns how steeply its shade changes at each pixel (Sobel). */
export function steepness({ width, height, data }: Grey): Grey {
  const out = emptyGrey(width, height);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const [a = 0, b = 0, c = 0] = [data[at - width - 1], data[at - width], data[at - width + 1]];
      const [d = 0, e = 0] = [data[at - 1], data[at + 1]];
      const [f = 0, g = 0, h = 0] = [data[at + width - 1], data[at + width], data[at + width + 1]];
      const across = c + 2 * e + h - a - 2 * d - f;
      const down = f + 2 * g + h - a - 2 * b - c;
      out.data[at] = Math.sqrt(across * across + down * down) / 3;
    }
  return out;
}

/** Pixels that hang together. */
export interface Region {
  readonly count: number;
  /** First and last column of each row, -1 where the row has none. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Takes a picture's size, which pixels count, and the fewest that make a region; returns the regions, largest first. */
export function regionsOf(width: number, height: number, mask: Uint8Array, fewest: number): Region[] {
  const seen = new Uint8Array(mask.length);
  const stack = new Int32Array(mask.length);
  const regions: Region[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    const left = new Int32Array(height).fill(-1);
    const right = new Int32Array(height).fill(-1);
    let [depth, count] = [1, 0];
    stack[0] = start;
    seen[start] = 1;
    while (depth > 0) {
      const at = stack[--depth] ?? 0;
      const y = Math.floor(at / width);
      const x = at - y * width;
      count++;
      if ((left[y] ?? -1) === -1 || x < (left[y] ?? 0)) left[y] = x;
      if (x > (right[y] ?? -1)) right[y] = x;
      const visit = (next: number) => {
        if (mask[next] === 1 && seen[next] === 0) {
          seen[next] = 1;
          stack[depth++] = next;
        }
      };
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    if (count >= fewest) regions.push({ count, left, right });
  }
  return regions.sort((one, other) => other.count - one.count);
}
