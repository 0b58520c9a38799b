import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedLetters } from './changed-letters.ts';

it('tells which letters of a name change', () => {
  expect(changedLetters('DE  LA TOUR', 'de La Tour')).toEqual({
    before: [
      { text: 'DE ', changed: true },
      { text: ' L', changed: false },
      { text: 'A', changed: true },
      { text: ' T', changed: false },
      { text: 'OUR', changed: true },
    ],
    after: [
      { text: 'de', changed: true },
      { text: ' L', changed: false },
      { text: 'a', changed: true },
      { text: ' T', changed: false },
      { text: 'our', changed: true },
    ],
  });
});

it('answers each letter by the one in its place where only capitals change', () => {
  expect(changedLetters('MACDONALD', 'MacDonald').after).toEqual([
    { text: 'M', changed: false },
    { text: 'ac', changed: true },
    { text: 'D', changed: false },
    { text: 'onald', changed: true },
  ]);
});

it('keeps every letter, and the same ones on both sides', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
      const runs = changedLetters(before, after);
      const text = (part: typeof runs.before) => part.map((run) => run.text).join('');
      const kept = (part: typeof runs.before) => text(part.filter(({ changed }) => !changed));
      expect([text(runs.before), text(runs.after)]).toEqual([before, after]);
      expect(kept(runs.before)).toBe(kept(runs.after));
    }),
  );
});
