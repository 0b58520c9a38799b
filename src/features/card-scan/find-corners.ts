import { awayFromBorder, bestThreshold, type Region, regionsOf, steepness } from './masks.ts';
import { type Corners, type Grey, greyOf, type Pixels, type Point, saturationOf, shrink } from './pixels.ts';
import { sidesOf } from './straighten.ts';

/** Longest side of the picture that is looked at: enough for the sides of a card, little enough for a telephone. */
const looked = 480;

type Polygon = readonly Point[];

function cross(origin: Point, one: Point, other: Point): number {
  return (one.x - origin.x) * (other.y - origin.y) - (one.y - origin.y) * (other.x - origin.x);
}

function areaOf(polygon: Polygon): number {
  let sum = 0;
  for (let at = 0; at < polygon.length; at++) {
    const [one, next] = [polygon[at] as Point, polygon[(at + 1) % polygon.length] as Point];
    sum += one.x * next.y - next.x * one.y;
  }
  return Math.abs(sum) / 2;
}

/** Takes a region; returns its convex hull, clockwise on the screen (Andrew's monotone chain). */
function hullOf({ left, right }: Region): Polygon {
  const points: Point[] = [];
  for (let y = 0; y < left.length; y++) {
    const [from, to] = [left[y] ?? -1, right[y] ?? -1];
    if (from === -1) continue;
    points.push({ x: from, y }, { x: to + 1, y }, { x: from, y: y + 1 }, { x: to + 1, y: y + 1 });
  }
  points.sort((one, other) => one.x - other.x || one.y - other.y);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && cross(chain.at(-2) as Point, chain.at(-1) as Point, point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(points), ...half(points.reverse())];
}

/** Where two lines meet, each through two points; null where they run alike. */
function meeting(a: Point, b: Point, c: Point, d: Point): Point | null {
  const [x1, y1, x2, y2] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const divisor = x1 * y2 - y1 * x2;
  if (Math.abs(divisor) < 1e-6) return null;
  const along = ((c.x - a.x) * y2 - (c.y - a.y) * x2) / divisor;
  return { x: a.x + x1 * along, y: a.y + y1 * along };
}

/** Takes a convex polygon; returns the four-sided one around it that adds least, null where none closes. */
function quadAround(hull: Polygon): Polygon | null {
  let polygon = [...hull];
  while (polygon.length > 4) {
    let best: { added: number; at: number; corner: Point } | null = null;
    for (let at = 0; at < polygon.length; at++) {
      const point = (offset: number): Point => polygon[(at + offset + polygon.length) % polygon.length] as Point;
      const corner = meeting(point(-1), point(0), point(2), point(1));
      if (!corner) continue;
      // The corner must lie outside, beyond the side that goes.
      if (cross(point(0), point(1), corner) >= 0) continue;
      const added = areaOf([point(0), corner, point(1)]);
      if (!best || added < best.added) best = { added, at, corner };
    }
    if (!best) return null;
    const { at, corner } = best;
    const next = (at + 1) % polygon.length;
    polygon[at] = corner;
    polygon = polygon.filter((_, index) => index !== next);
  }
  return polygon.length === 4 ? polygon : null;
}

/** Takes four corners in any order; returns them from the top left, clockwise. */
export function orderedCorners(points: Polygon): Corners {
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const angle = ({ x, y }: Point): number => Math.atan2(y - middle.y, x - middle.x);
  const around = [...points].sort((one, other) => angle(one) - angle(other));
  const first = around.reduce((best, { x, y }, at) => {
    const known = around[best] as Point;
    return x + y < known.x + known.y ? at : best;
  }, 0);
  return [0, 1, 2, 3].map((offset) => around[(first + offset) % 4]) as unknown as Corners;
}

/** Takes a side's ends and the steepness of the picture; returns the line of the steepest places near it, and how steep. */
function nearestEdge(from: Point, to: Point, steep: Grey, reach: number): { line: [Point, Point]; strength: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const samples: { along: number; off: number; value: number }[] = [];
  for (let share = 0.08; share <= 0.92; share += 0.02) {
    const along = length * share;
    let best = { along, off: 0, value: -1 };
    for (let off = -reach; off <= reach; off += 0.5) {
      const x = Math.round(from.x + ux * along - uy * off - 0.5);
      const y = Math.round(from.y + uy * along + ux * off - 0.5);
      if (x < 0 || y < 0 || x >= steep.width || y >= steep.height) continue;
      // Of two edges as steep the nearer is meant.
      const value = (steep.data[y * steep.width + x] ?? 0) - Math.abs(off) * 0.4;
      if (value > best.value) best = { along, off, value };
    }
    samples.push(best);
  }
  let kept = samples.filter(({ value }) => value > 0);
  let [slope, height] = [0, 0];
  for (let round = 0; round < 4 && kept.length > 4; round++) {
    const count = kept.length;
    const meanAlong = kept.reduce((sum, { along }) => sum + along, 0) / count;
    const meanOff = kept.reduce((sum, { off }) => sum + off, 0) / count;
    const spread = kept.reduce((sum, { along }) => sum + (along - meanAlong) ** 2, 0) || 1;
    slope = kept.reduce((sum, { along, off }) => sum + (along - meanAlong) * (off - meanOff), 0) / spread;
    height = meanOff - slope * meanAlong;
    const away = kept.map(({ along, off }) => Math.abs(off - slope * along - height)).sort((a, b) => a - b);
    const limit = Math.max(1, 2 * (away[Math.floor(count / 2)] ?? 1));
    kept = kept.filter(({ along, off }) => Math.abs(off - slope * along - height) <= limit);
  }
  const at = (along: number): Point => {
    const off = slope * along + height;
    return { x: from.x + ux * along - uy * off, y: from.y + uy * along + ux * off };
  };
  const strength = kept.reduce((sum, { value }) => sum + value, 0) / samples.length;
  return { line: [at(0), at(length)], strength };
}

interface Candidate {
  readonly corners: Corners;
  readonly area: number;
  readonly score: number;
}

/** Takes a four-sided figure found in the picture; returns it with its sides on the nearest edges and how good it is. */
function judged(quad: Polygon, fullness: number, steep: Grey): Candidate | null {
  const rough = orderedCorners(quad);
  const reach = Math.max(3, Math.round(looked * 0.018));
  const edges = rough.map((corner, at) => nearestEdge(corner, rough[(at + 1) % 4] as Point, steep, reach));
  const fine = edges.map(({ line }, at) => {
    const before = edges[(at + 3) % 4]?.line ?? line;
    return meeting(before[0], before[1], line[0], line[1]) ?? (rough[at] as Point);
  });
  const corners = orderedCorners(fine);
  const area = areaOf(corners) / (steep.width * steep.height);
  // A corner may be cut off by the border of the picture, but no side of a card lies along it.
  const [across, down] = [steep.width, steep.height];
  const inside =
    corners.every(({ x, y }) => x > -across * 0.05 && y > -down * 0.05 && x < across * 1.05 && y < down * 1.05) &&
    corners.every((corner, at) => {
      const next = corners[(at + 1) % 4] as Point;
      const both = (test: (point: Point) => boolean): boolean => test(corner) && test(next);
      return !(
        both(({ x }) => x < across * 0.006) ||
        both(({ y }) => y < down * 0.006) ||
        both(({ x }) => x > across * 0.994) ||
        both(({ y }) => y > down * 0.994)
      );
    });
  const { width, height } = sidesOf(corners);
  const shape = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (!inside || area < 0.07 || shape > 2.6) return null;
  const weakest = Math.min(...edges.map(({ strength }) => strength));
  const form = shape > 1.2 && shape < 2.05 ? 1 : 0.75;
  return { corners, area, score: fullness ** 4 * form * Math.min(1, 0.25 + weakest / 40) * Math.sqrt(area) };
}

/** Whether three sides of the smaller lie on those of the larger: a band of the card's own is beside it. */
function isPartOf(small: Candidate, large: Candidate, size: number): boolean {
  if (large.area < small.area * 1.04) return false;
  const near = ({ x, y }: Point): boolean => {
    // On a side of the larger, or within it.
    return large.corners.every((corner, at) => {
      const next = large.corners[(at + 1) % 4] as Point;
      const length = Math.hypot(next.x - corner.x, next.y - corner.y) || 1;
      return cross(corner, next, { x, y }) / length > -size * 0.02;
    });
  };
  return small.corners.every(near);
}

/** What the picture may be parted by, each a shade a pixel. */
function mapsOf(small: Pixels, grey: Grey): readonly Grey[] {
  return [grey, awayFromBorder(small), saturationOf(small)];
}

/**
 * Takes a picture; returns the corners of the card in it (in its pixels), null where none stands out: then the whole
 * picture is the card. The card is looked for as a region of its own shade or colour and within a closed edge; of the
 * four-sided figures found the fullest with the clearest sides is taken.
 */
export function findCorners(pixels: Pixels): Corners | null {
  const { pixels: small, scale } = shrink(pixels, looked);
  const { width, height } = small;
  const grey = greyOf(small);
  const steep = steepness(grey);
  const colour = steepness(saturationOf(small));
  for (let at = 0; at < steep.data.length; at++)
    steep.data[at] = Math.max(steep.data[at] ?? 0, (colour.data[at] ?? 0) * 0.7);
  const candidates: Candidate[] = [];
  const consider = (mask: Uint8Array, hollow: boolean) => {
    for (const region of regionsOf(width, height, mask, hollow ? 200 : width * height * 0.05).slice(0, 3)) {
      const hull = hullOf(region);
      const quad = hull.length < 4 ? null : quadAround(hull);
      if (!quad) continue;
      const hullArea = areaOf(hull);
      const fullness = hullArea / Math.max(1, areaOf(quad));
      if (!hollow && region.count < hullArea * 0.55) continue;
      const candidate = judged(quad, fullness, steep);
      if (candidate) candidates.push(candidate);
    }
  };
  for (const map of mapsOf(small, grey)) {
    const threshold = bestThreshold(map);
    for (const shift of [0, -18, 18]) {
      const above = Uint8Array.from(map.data, (shade) => (shade > threshold + shift ? 1 : 0));
      consider(above, false);
      consider(
        above.map((on) => 1 - on),
        false,
      );
    }
  }
  for (const limit of [18, 34])
    consider(
      Uint8Array.from(steep.data, (shade) => (shade > limit ? 1 : 0)),
      true,
    );
  if (candidates.length === 0) return null;
  let best = candidates.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.score < 0.12) return null;
  for (const other of candidates)
    if (other.score > best.score * 0.6 && isPartOf(best, other, Math.max(width, height))) best = other;
  return best.corners.map(({ x, y }) => ({ x: x / scale, y: y / scale })) as unknown as Corners;
}
