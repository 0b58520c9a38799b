import { expect, test } from 'vitest';
import { actionWidth, gestureOf, pushed, sideLeft } from './card-swipe.ts';

const room = { reach: 2, change: 1 };

test.each([
  [3, 4, 'none'],
  [30, 4, 'push'],
  [-30, 4, 'push'],
  [20, 18, 'scroll'],
  [2, 40, 'scroll'],
] as const)('a finger gone %i to the right and %i down does %s', (right, down, gesture) => {
  expect(gestureOf(right, down)).toBe(gesture);
});

test('a card follows the finger as far as its actions, then only a third of the way', () => {
  expect(pushed(0, 100, room)).toBe(100);
  expect(pushed(0, 2 * actionWidth + 30, room)).toBe(2 * actionWidth + 10);
  expect(pushed(0, -actionWidth - 30, room)).toBe(-actionWidth - 10);
  expect(pushed(2 * actionWidth, -2 * actionWidth, room)).toBe(0);
});

test('a card with nothing on a side does not move there', () => {
  expect(pushed(0, 120, { reach: 0, change: 2 })).toBe(0);
  expect(sideLeft(120, { reach: 0, change: 2 })).toBeNull();
});

test('let go halfway it stays open, before that it goes back', () => {
  expect(sideLeft(actionWidth, room)).toBe('reach');
  expect(sideLeft(20, room)).toBeNull();
  expect(sideLeft(-actionWidth * 0.55, room)).toBe('change');
});
