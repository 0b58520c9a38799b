import { type Corners, emptyGrey, type Grey, type Point } from './pixels.ts';

/** The eight numbers of a map from plane to plane: x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1). */
export type Projection = readonly number[];

/** Solves a square system of equations, each row its coefficients then its right side (Gauss, with pivots). */
function solve(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    const pivot = rows[best] ?? [];
    rows[best] = rows[column] ?? [];
    rows[column] = pivot;
    const lead = pivot[column] || 1e-12;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const other = rows[row] ?? [];
      const factor = (other[column] ?? 0) / lead;
      if (factor === 0) continue;
      for (let at = column; at <= size; at++) other[at] = (other[at] ?? 0) - factor * (pivot[at] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] || 1e-12));
}

/** Takes four points and where each goes; returns the projection that takes them there. */
export function projectionOf(from: Corners, to: Corners): Projection {
  return solve(
    from.flatMap(({ x, y }, at) => {
      const { x: u, y: v } = to[at] as Point;
      return [
        [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
        [0, 0, 0, x, y, 1, -v * x, -v * y, v],
      ];
    }),
  );
}

/** Takes a projection and a point; returns where it goes. */
export function projected(
  [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: Projection,
  { x, y }: Point,
): Point {
  const depth = g * x + h * y + 1;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Takes a card's corners; returns its sides' mean lengths. */
export function sidesOf([a, b, c, d]: Corners): { readonly width: number; readonly height: number } {
  return { width: (distance(a, b) + distance(d, c)) / 2, height: (distance(a, d) + distance(b, c)) / 2 };
}

/** The corners of a whole picture. */
export function wholeOf({ width, height }: { readonly width: number; readonly height: number }): Corners {
  return [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
}

/** Takes a picture, the corners of a card in it and the longest side wanted; returns the card as if seen from above. */
export function straighten({ width, height, data }: Grey, corners: Corners, longest: number): Grey {
  const sides = sidesOf(corners);
  const scale = longest / Math.max(sides.width, sides.height);
  const out = emptyGrey(Math.max(1, Math.round(sides.width * scale)), Math.max(1, Math.round(sides.height * scale)));
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = projectionOf(wholeOf(out), corners);
  // Between pixels the shade is that of the four around (bilinear), outside that of the border.
  for (let row = 0, at = 0; row < out.height; row++)
    for (let column = 0; column < out.width; column++, at++) {
      const [u, v] = [column + 0.5, row + 0.5];
      const depth = g * u + h * v + 1;
      const x = Math.min(width - 1, Math.max(0, (a * u + b * v + c) / depth - 0.5));
      const y = Math.min(height - 1, Math.max(0, (d * u + e * v + f) / depth - 0.5));
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const first = top * width + left;
      const right = left < width - 1 ? 1 : 0;
      const below = top < height - 1 ? width : 0;
      const [across, down] = [x - left, y - top];
      const upper = (data[first] ?? 0) * (1 - across) + (data[first + right] ?? 0) * across;
      const lower = (data[first + below] ?? 0) * (1 - across) + (data[first + below + right] ?? 0) * across;
      out.data[at] = upper * (1 - down) + lower * down;
    }
  return out;
}

/**
 * Takes the corners of a card, quarter turns clockwise and an angle (radians, clockwise); returns the corners between
 * which it stands as it is read once turned by both.
 */
export function turnedCorners(corners: Corners, quarters: number, angle = 0): Corners {
  const at = (index: number): Point => corners[(((index - quarters) % 4) + 4) % 4] as Point;
  const turned: Corners = [at(0), at(1), at(2), at(3)];
  if (angle === 0) return turned;
  const { width, height } = sidesOf(turned);
  const out = projectionOf(wholeOf({ width, height }), turned);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [a, b, c, d] = wholeOf({ width, height }).map(({ x, y }) => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    return projected(out, { x: width / 2 + dx * cos + dy * sin, y: height / 2 - dx * sin + dy * cos });
  });
  return [a, b, c, d] as Corners;
}
