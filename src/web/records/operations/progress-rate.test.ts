import { describe, expect, test } from 'vitest';
import { addPoint, type ProgressPoint, rateOf, secondsLeft } from './progress-rate.ts';

const seen = (...points: [number, number][]) =>
  points.reduce<readonly ProgressPoint[]>((known, [at, done]) => addPoint(known, { at, done }), []);

describe('the rate of a batch', () => {
  test('is told from what was seen of late, not from its beginning', () => {
    const points = seen([0, 0], [1_000, 10], [30_000, 20], [32_000, 2_020], [34_000, 4_020]);
    expect(rateOf(points)).toBe(1_000);
  });

  test('is unknown until something was seen for a while', () => {
    expect(rateOf(seen([0, 0]))).toBeNull();
    expect(rateOf(seen([0, 0], [200, 5_000]))).toBeNull();
  });

  test('is seen anew when a batch begins again', () => {
    expect(seen([0, 5_000], [2_000, 9_000], [4_000, 0])).toEqual([{ at: 4_000, done: 0 }]);
  });

  test('tells the time left where the end is known', () => {
    expect(secondsLeft(100, 500, 1_500)).toBe(10);
    expect(secondsLeft(100, 500, null)).toBeNull();
    expect(secondsLeft(0, 500, 1_500)).toBeNull();
  });
});
