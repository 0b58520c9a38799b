import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findCorners } from './find-corners.ts';
import { flatten, lineDirection } from './flatten.ts';
import { type Corners, emptyGrey, type Grey, type Pixels, type Point } from './pixels.ts';
import { projected, projectionOf, straighten, turnedCorners, wholeOf } from './straighten.ts';
import { straightCard } from './straighten-card.ts';

type Colour = readonly [number, number, number];

const card = { width: 850, height: 550 };

/** Whether there is ink at a place of the card: lines of words, and a bar at its top left corner. */
function isInk({ x, y }: Point): boolean {
  if (x > 40 && x < 120 && y > 40 && y < 56) return true;
  const line = Math.floor((y - 200) / 60);
  return line >= 0 && line < 5 && (y - 200) % 60 < 18 && x > 60 && x < 560 - line * 50 && x % 24 < 15;
}

/** A picture of a desk with a card on it between these corners. */
function photo(size: { width: number; height: number }, corners: Corners, desk: Colour, paper: Colour): Pixels {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  const toCard = projectionOf(corners, wholeOf(card));
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const place = projected(toCard, { x: x + 0.5, y: y + 0.5 });
      const on = place.x >= 0 && place.y >= 0 && place.x < card.width && place.y < card.height;
      const light = paper[0] > 128;
      const colour = !on ? desk : isInk(place) ? (light ? [30, 30, 40] : [235, 235, 240]) : paper;
      const grain = ((x * 7 + y * 13) % 5) - 2;
      for (let channel = 0; channel < 3; channel++)
        data[(y * size.width + x) * 4 + channel] = (colour[channel] ?? 0) + grain;
      data[(y * size.width + x) * 4 + 3] = 255;
    }
  return { ...size, data };
}

function turnedCard(angle: number, lean: number): Corners {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return wholeOf({ width: 520, height: 336 }).map(({ x, y }) => {
    const [dx, dy] = [x - 260, y - 168];
    const depth = 1 + (dy / 336) * lean;
    return { x: 400 + (dx * cos - dy * sin) / depth, y: 300 + (dx * sin + dy * cos) / depth };
  }) as unknown as Corners;
}

function farthest(found: Corners, meant: Corners): number {
  return Math.max(...meant.map(({ x, y }) => Math.min(...found.map((one) => Math.hypot(one.x - x, one.y - y)))));
}

/** Where the bar of the card's top left corner is: its middle, in parts of the picture. */
function inkNear({ width, height, data }: Grey, x: number, y: number): number {
  return data[Math.round(y * height) * width + Math.round(x * width)] ?? 255;
}

const size = { width: 800, height: 600 };
const wood: Colour = [120, 80, 50];
const white: Colour = [250, 250, 246];

describe('a card on a desk', () => {
  it('is found by its corners, however it is turned up to 20° and leaned', { timeout: 60_000 }, () => {
    const angle = fc.double({ min: -0.35, max: 0.35, noNaN: true });
    const lean = fc.double({ min: -0.25, max: 0.25, noNaN: true });
    fc.assert(
      fc.property(angle, lean, (turn, far) => {
        const meant = turnedCard(turn, far);
        const found = findCorners(photo(size, meant, wood, white));
        expect(found).not.toBeNull();
        expect(farthest(found as Corners, meant)).toBeLessThan(4);
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    ['dark on a dark desk', [70, 60, 55], [28, 38, 50]],
    ['pale on a pale desk', [215, 212, 205], [250, 250, 248]],
    ['dark on a pale desk', [215, 212, 205], [28, 38, 50]],
  ] as const)('is found %s', (_, desk, paper) => {
    const meant = turnedCard(0.12, 0.1);
    const found = findCorners(photo(size, meant, desk, paper));
    expect(found).not.toBeNull();
    expect(farthest(found as Corners, meant)).toBeLessThan(5);
  });

  it('is not looked for where it fills the whole picture, a band of another colour at its top', () => {
    const pixels = photo(size, wholeOf(size), wood, white);
    for (let at = 0; at < size.width * 90 * 4; at += 4) pixels.data.set([20, 110, 140], at);
    expect(findCorners(pixels)).toBeNull();
  });

  it('is none where there is only a desk', () => {
    const far = { x: -500, y: -500 };
    expect(
      findCorners(photo(size, [far, { x: -400, y: -500 }, { x: -400, y: -420 }, { x: -500, y: -420 }], wood, white)),
    ).toBeNull();
  });

  it.each([0, 0.2, -0.3, Math.PI / 2, -Math.PI / 2])('turned by %f rad, stands with its lines level', (angle) => {
    const meant = turnedCard(angle, 0.08);
    const pixels = photo({ width: 800, height: 700 }, meant, wood, white);
    const corners = findCorners(pixels) as Corners;
    const half = straightCard(pixels, corners, [], 2).card.plain;
    const whole = straightCard(pixels, corners, [], 0).card.plain;
    for (const picture of [whole, half]) {
      expect(picture.width).toBeGreaterThan(picture.height);
      expect(Math.abs(lineDirection(flatten(picture)).slope)).toBeLessThan(0.02);
    }
    // Upright in one of the two: which, only what reads its letters can tell.
    const bars = [whole, half].map((picture) => inkNear(picture, 80 / card.width, 48 / card.height));
    expect(Math.min(...bars)).toBeLessThan(90);
    expect(Math.max(...bars)).toBeGreaterThan(180);
  });
});

test('what a projection took away its inverse brings back', () => {
  const part = fc.double({ min: 0, max: 60, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 8, maxLength: 8 }),
      ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]) => {
        const corners: Corners = [
          { x: a, y: b },
          { x: 300 - c, y: d },
          { x: 300 - e, y: 200 - f },
          { x: g, y: 200 - h },
        ];
        const there = projectionOf(wholeOf(card), corners);
        const back = projectionOf(corners, wholeOf(card));
        const place = { x: 123, y: 321 };
        const returned = projected(back, projected(there, place));
        expect(Math.hypot(returned.x - place.x, returned.y - place.y)).toBeLessThan(0.01);
      },
    ),
  );
});

test('four quarter turns are none', () => {
  const corners = turnedCard(0.1, 0.1);
  expect(turnedCorners(turnedCorners(corners, 1), 3)).toEqual(corners);
  expect(turnedCorners(corners, 4)).toEqual(corners);
});

test('any corners, even folded over each other, give a picture', () => {
  const grey = emptyGrey(60, 40);
  const place = fc.record({ x: fc.integer({ min: -20, max: 80 }), y: fc.integer({ min: -20, max: 60 }) });
  fc.assert(
    fc.property(fc.tuple(place, place, place, place), (corners) => {
      const out = straighten(grey, corners, 50);
      expect(out.data.length).toBe(out.width * out.height);
    }),
  );
});

test('a dark card and a pale one are the same once flattened: dark letters on white', () => {
  const whole = wholeOf(card);
  const shades = [photo(card, whole, wood, white), photo(card, whole, wood, [28, 38, 50])].map(
    (pixels) => straightCard(pixels, whole, [], 0).card.flat,
  );
  for (const flat of shades) {
    expect(inkNear(flat, 80 / card.width, 48 / card.height)).toBeLessThan(150);
    expect(inkNear(flat, 0.85, 0.3)).toBeGreaterThan(180);
  }
});
