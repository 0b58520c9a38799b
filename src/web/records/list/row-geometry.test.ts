import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnRows, firstDrawn, offsetToSee, rowGeometry, tallest } from './row-geometry.ts';

const height = 36;
const view = 800;
const counts = fc.integer({ min: 1, max: 2_000_000 });

describe('the window on the rows of a list', () => {
  test('is covered by the rows drawn, wherever a list of any length is scrolled to', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (count, part) => {
        const { physical, factor } = rowGeometry(count, height, view);
        const offset = part * Math.max(0, physical - view) * factor;
        const { first, end } = drawnRows(firstDrawn(offset, height), count, height, view);
        const lastSeen = Math.min(count - 1, Math.floor((offset + view - 1) / height));
        return first * height <= offset && end > lastSeen && end - first <= 60;
      }),
    );
  });

  test('reaches the first and the last row of a list that no browser could draw', () => {
    const count = 1_000_000;
    const { physical, factor } = rowGeometry(count, height, view);
    expect(physical).toBe(tallest);
    const bottom = (physical - view) * factor;
    expect(Math.round(bottom + view)).toBe(count * height);
    expect(drawnRows(firstDrawn(bottom, height), count, height, view).end).toBe(count);
    expect(firstDrawn(0, height)).toBe(0);
  });

  test('changes its rows every few rows only', () => {
    const starts = new Set(Array.from({ length: 400 }, (_, pixel) => firstDrawn(3_600 + pixel, height)));
    expect(starts.size).toBeLessThanOrEqual(4);
  });

  test('draws nothing of an empty list', () => {
    expect(drawnRows(0, 0, height, view)).toEqual({ first: 0, end: 0 });
  });
});

test('a row is scrolled to only as far as it takes to see it whole', () => {
  expect(offsetToSee(10, 360, height, view)).toBe(360);
  expect(offsetToSee(5, 360, height, view)).toBe(180);
  expect(offsetToSee(100, 360, height, view)).toBe(101 * height - view);
  fc.assert(
    fc.property(counts, fc.integer({ min: 0, max: 80_000_000 }), (index, from) => {
      const offset = offsetToSee(index, from, height, view);
      return index * height >= offset && (index + 1) * height <= offset + view;
    }),
  );
});
