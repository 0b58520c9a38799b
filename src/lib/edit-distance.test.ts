import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';

it.each([
  ['durand', 'durand', 0],
  ['durand', 'durant', 1],
  ['durand', 'druand', 1],
  ['durand', 'durrand', 1],
  ['martin', 'martinez', 2],
  ['garage', 'optique', 3],
])('from %s to %s it is %i steps, 3 standing for all that is more than 2', (one, other, steps) => {
  expect(editDistance(one, other, 2)).toBe(steps);
});

it('is the same both ways, nothing for the same text alone, and never more than the longer text has letters', () => {
  const text = fc.stringMatching(/^[abc]{0,6}$/);
  fc.assert(
    fc.property(text, text, (one, other) => {
      const steps = editDistance(one, other, 9);
      expect(editDistance(other, one, 9)).toBe(steps);
      expect(steps === 0).toBe(one === other);
      expect(steps).toBeLessThanOrEqual(Math.max(one.length, other.length));
      expect(editDistance(one, other, 1)).toBe(Math.min(steps, 2));
    }),
  );
});
