import type { StraightCard } from './card-recogniser.ts';
import { findCorners } from './find-corners.ts';
import { flatten, lineDirection } from './flatten.ts';
import { type Corners, type Grey, greyOf, type Pixels } from './pixels.ts';
import { sidesOf, straighten, turnedCorners, wholeOf } from './straighten.ts';

/** Longest side of the card that is read, in pixels: 500 dots an inch, at which small print has some twenty a letter. */
const readSide = 1700;
/** Longest side of the card on which the direction of its lines is looked for. */
const glanceSide = 800;
/** Longest side of the card on which it is seen whether it stands upright: its larger print is read, in a third of the time. */
export const uprightSide = 1000;

/** A place to be left out of reading: what a code covers, in pixels of the whole picture. */
export type Blank = readonly { readonly x: number; readonly y: number }[];

/** Takes a picture in grey and four-sided places in it; returns it with the places as pale as what is around them. */
function without(grey: Grey, blanks: readonly Blank[]): Grey {
  if (blanks.length === 0) return grey;
  const data = grey.data.slice();
  for (const blank of blanks) {
    const [xs, ys] = [blank.map(({ x }) => x), blank.map(({ y }) => y)];
    const [left, right] = [Math.floor(Math.min(...xs)), Math.ceil(Math.max(...xs))];
    const [top, bottom] = [Math.floor(Math.min(...ys)), Math.ceil(Math.max(...ys))];
    const inside = (x: number, y: number): boolean => {
      let sign = 0;
      for (let at = 0; at < blank.length; at++) {
        const [one, next] = [blank[at], blank[(at + 1) % blank.length]];
        if (!one || !next) continue;
        const side = Math.sign((next.x - one.x) * (y - one.y) - (next.y - one.y) * (x - one.x));
        if (side !== 0 && sign !== 0 && side !== sign) return false;
        if (side !== 0) sign = side;
      }
      return true;
    };
    // The paler half of what the code covers is its ground.
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, top); y < Math.min(grey.height, bottom); y += 3)
      for (let x = Math.max(0, left); x < Math.min(grey.width, right); x += 3) {
        const shade = grey.data[y * grey.width + x] ?? 0;
        if (!inside(x, y) || shade < 128) continue;
        sum += shade;
        count++;
      }
    const ground = count === 0 ? 255 : sum / count;
    for (let y = Math.max(0, top); y < Math.min(grey.height, bottom); y++)
      for (let x = Math.max(0, left); x < Math.min(grey.width, right); x++)
        if (inside(x, y)) data[y * grey.width + x] = ground;
  }
  return { ...grey, data };
}

/** What was found out of a picture before it is read. */
export interface Straightened {
  /** The corners of the card, from its top left as it is read. */
  readonly corners: Corners;
  readonly card: StraightCard;
}

/** Takes a picture; returns the corners of the card in it, those of the whole where none stands out. */
export function cornersOf(pixels: Pixels): { readonly corners: Corners; readonly found: boolean } {
  const corners = findCorners(pixels);
  return { corners: corners ?? wholeOf(pixels), found: corners !== null };
}

/**
 * Takes a picture, the corners of the card in it, places to leave out, quarter turns (clockwise) where it lay otherwise,
 * and the longest side wanted; returns the card upright, its lines level.
 */
export function straightCard(
  pixels: Pixels,
  corners: Corners,
  blanks: readonly Blank[],
  quarters: number,
  side: number = readSide,
): Straightened {
  const grey = without(greyOf(pixels), blanks);
  const { upright, slope } = lineDirection(flatten(straighten(grey, corners, glanceSide)));
  const turned = turnedCorners(corners, upright ? 3 : 0, -slope);
  const right = quarters === 0 ? turned : turnedCorners(turned, quarters);
  const sides = sidesOf(right);
  // What is small is drawn larger, but not beyond what its pixels hold.
  const longest = Math.min(side, Math.max(sides.width, sides.height) * 2.5);
  const plain = straighten(grey, right, longest);
  return { corners: right, card: { plain, flat: flatten(plain) } };
}
