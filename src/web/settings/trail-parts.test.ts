import { expect, test } from 'vitest';
import { trailParts, trailText } from './trail-parts.ts';

const yesNo = ['oui', 'non'] as const;

test('a change tells the parts that differ, and those alone', () => {
  expect(
    trailParts(
      { label: { fr: 'A', en: 'A' }, required: true },
      { label: { fr: 'B', en: 'A' }, required: true, hidden: true },
    ),
  ).toEqual([
    { name: 'label', was: { fr: 'A', en: 'A' }, is: { fr: 'B', en: 'A' } },
    { name: 'hidden', was: null, is: true },
  ]);
});

test('a change of a list tells the values that differ, not their order', () => {
  const one = { code: 'one', label: { fr: 'Un', en: 'One' } };
  const two = { code: 'two', label: { fr: 'Deux', en: 'Two' } };
  expect(trailParts([one, two], [{ ...two, active: false }, one])).toEqual([
    { name: 'two', was: two, is: { ...two, active: false } },
  ]);
});

test('values are read as people write them', () => {
  expect(trailText({ fr: 'Un', en: 'One' }, 'en', yesNo)).toBe('One');
  expect(trailText({ code: 'two', label: { fr: 'Deux', en: 'Two' }, active: false }, 'fr', yesNo)).toBe('(Deux)');
  expect(trailText(true, 'fr', yesNo)).toBe('oui');
  expect(trailText(null, 'fr', yesNo)).toBe('–');
  expect(trailText({ minimum: 3 }, 'fr', yesNo)).toBe('{"minimum":3}');
});
