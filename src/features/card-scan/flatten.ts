import { emptyGrey, type Grey } from './pixels.ts';

/** Side of the squares in which shades are summed: what is known of a place is known of all its square. */
const square = 4;

/** What is known around each square: mean, spread and skewness of the shades. */
interface Around {
  readonly across: number;
  readonly mean: Float32Array;
  readonly spread: Float32Array;
  readonly skew: Float32Array;
}

/** Sums over all squares above and left of each, of shades to the powers 1 to 3: a rectangle's sum is four of them. */
function integrals({ width, height, data }: Grey, across: number, down: number): Float64Array[] {
  const sums = [1, 2, 3].map(() => new Float64Array((across + 1) * (down + 1)));
  const [one, two, three] = sums as [Float64Array, Float64Array, Float64Array];
  const stride = across + 1;
  for (let y = 0; y < height; y++) {
    const row = (Math.floor(y / square) + 1) * stride + 1;
    for (let x = 0; x < width; x++) {
      const shade = (data[y * width + x] ?? 0) / 255;
      const at = row + Math.floor(x / square);
      one[at] = (one[at] ?? 0) + shade;
      two[at] = (two[at] ?? 0) + shade * shade;
      three[at] = (three[at] ?? 0) + shade * shade * shade;
    }
  }
  for (const sum of sums)
    for (let y = 1; y <= down; y++)
      for (let x = 1; x <= across; x++) {
        const at = y * stride + x;
        sum[at] = (sum[at] ?? 0) + (sum[at - 1] ?? 0) + (sum[at - stride] ?? 0) - (sum[at - stride - 1] ?? 0);
      }
  return sums;
}

/** Least spread that counts as something written: below, it is paper. */
const paper = 0.035;

/** Takes the spreads around pixels; returns that of the paper with its grain: most of a card is not written on. */
function grainOf(spreads: Float32Array): number {
  const some = Float32Array.from({ length: 2000 }, (_, at) => spreads[Math.floor((at * spreads.length) / 2000)] ?? 0);
  return some.sort()[900] ?? 0;
}

/** Takes a picture; returns it with each pixel the weighted mean of the nine around it, so that grain is no ink. */
function softened({ width, height, data }: Grey): Grey {
  const out = emptyGrey(width, height);
  out.data.set(data);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const row = (from: number): number => (data[from - 1] ?? 0) + 2 * (data[from] ?? 0) + (data[from + 1] ?? 0);
      out.data[at] = (row(at - width) + 2 * row(at) + row(at + width)) / 16;
    }
  return out;
}

function around(grey: Grey): Around {
  const { width, height } = grey;
  const across = Math.ceil(width / square);
  const down = Math.ceil(height / square);
  const reach = Math.max(3, Math.round(Math.max(across, down) / 36));
  const [one, two, three] = integrals(grey, across, down) as [Float64Array, Float64Array, Float64Array];
  const [mean, spread, skew] = [1, 2, 3].map(() => new Float32Array(across * down)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const stride = across + 1;
  for (let y = 0, at = 0; y < down; y++) {
    const [upper, lower] = [Math.max(0, y - reach), Math.min(down, y + reach + 1)];
    const tall = Math.min(height, lower * square) - upper * square;
    for (let x = 0; x < across; x++, at++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(across, x + reach + 1)];
      const count = tall * (Math.min(width, right * square) - left * square);
      const corners = [upper * stride + left, upper * stride + right, lower * stride + left, lower * stride + right];
      const [a = 0, b = 0, c = 0, d = 0] = corners;
      const over = (sums: Float64Array): number =>
        ((sums[d] ?? 0) - (sums[b] ?? 0) - (sums[c] ?? 0) + (sums[a] ?? 0)) / count;
      const [first, second] = [over(one), over(two)];
      mean[at] = first;
      spread[at] = Math.sqrt(Math.max(0, second - first * first));
      skew[at] = over(three) - 3 * first * second + 2 * first * first * first;
    }
  }
  return { across, mean, spread, skew };
}

/** Most times a picture is softened against grain: letters of small print are still parted then. */
const softest = 6;

/**
 * Takes a picture; returns it with the same light everywhere, what is written dark on white: each pixel by how far it
 * is from the mean around it, in standard deviations. Where few pixels are lighter than most (positive skewness), the
 * ground is dark and is turned over.
 */
export function flatten(grey: Grey): Grey {
  let source = grey;
  let known = around(source);
  let grain = grainOf(known.spread);
  for (let round = 0; round < softest && grain > 0.018; round++) {
    source = softened(source);
    known = around(source);
    grain = grainOf(known.spread);
  }
  const { across, mean, spread, skew } = known;
  const least = Math.min(0.3, Math.max(paper, grain * 3));
  const { width, height } = grey;
  const out = emptyGrey(width, height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / square) * across;
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor(x / square);
      const away = ((source.data[y * width + x] ?? 0) / 255 - (mean[at] ?? 0)) / Math.max(spread[at] ?? 0, least);
      out.data[y * width + x] = 225 + ((skew[at] ?? 0) > 0 ? -away : away) * 75;
    }
  }
  return out;
}

/** Takes a flattened picture; returns where ink is, at most so many pixels to a side: enough for telling how lines run. */
function inkOf({ width, height, data }: Grey, longest: number): { readonly xs: number[]; readonly ys: number[] } {
  const step = Math.max(1, Math.max(width, height) / longest);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step)
      if ((data[Math.floor(y) * width + Math.floor(x)] ?? 255) < 110) {
        xs.push(x / step);
        ys.push(y / step);
      }
  return { xs, ys };
}

/** How much ink stands in rows when the picture is turned by an angle: most when lines lie level. */
function levelness(xs: readonly number[], ys: readonly number[], angle: number): number {
  const rows = new Map<number, number>();
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let at = 0; at < xs.length; at++) {
    const row = Math.round((ys[at] ?? 0) * cos - (xs[at] ?? 0) * sin);
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  let sum = 0;
  for (const count of rows.values()) sum += count * count;
  return sum;
}

/**
 * Takes a flattened picture; returns how its lines of text run: whether down its side rather than across, and by what
 * angle (radians, clockwise, at most 20°) they slope.
 */
export function lineDirection(flat: Grey): { readonly upright: boolean; readonly slope: number } {
  const { xs, ys } = inkOf(flat, 640);
  const best = (along: readonly number[], across: readonly number[]): { value: number; angle: number } => {
    let found = { value: -1, angle: 0 };
    const attempt = (angle: number) => {
      const value = levelness(along, across, angle);
      if (value > found.value) found = { value, angle };
    };
    for (let degrees = -20; degrees <= 20; degrees += 1) attempt((degrees * Math.PI) / 180);
    const around = found.angle;
    for (let tenths = -9; tenths <= 9; tenths += 2) attempt(around + (tenths * Math.PI) / 1800);
    return found;
  };
  const across = best(xs, ys);
  // Down the side: the same once turned by a quarter, x for y.
  const down = best(
    ys,
    xs.map((x) => -x),
  );
  const upright = down.value > across.value * 1.15;
  return { upright, slope: upright ? down.angle : across.angle };
}
