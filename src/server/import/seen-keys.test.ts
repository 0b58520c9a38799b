import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SeenKeys } from './seen-keys.ts';

it('knows what it was given and nothing else, however much that is', () => {
  const seen = new SeenKeys();
  for (let index = 0; index < 100_000; index++) seen.add(`clé ${index}`);
  for (let index = 0; index < 100_000; index += 997) expect(seen.has(`clé ${index}`)).toBe(true);
  for (let index = 100_000; index < 200_000; index += 97) expect(seen.has(`clé ${index}`)).toBe(false);
});

it('does as a set does', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (added, asked) => {
      const seen = new SeenKeys();
      for (const text of added) seen.add(text);
      for (const text of [...added, ...asked]) expect(seen.has(text)).toBe(added.includes(text));
    }),
  );
});
