import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, unseal } from './sealed.ts';

const company = { key: (purpose: string) => createHash('sha256').update(purpose).digest() };

test('a sealed secret is read again for its purpose alone, and not once a bit of it has changed', () => {
  const sealed = seal(company, 'mail', 'clé d’été');
  expect(unseal(company, 'mail', sealed)).toBe('clé d’été');
  expect(sealed.includes('clé')).toBe(false);
  expect(seal(company, 'mail', 'clé d’été').equals(sealed)).toBe(false);
  expect(unseal(company, 'other', sealed)).toBeUndefined();
  for (const index of [0, 12, 28, sealed.length - 1]) {
    const damaged = Buffer.from(sealed);
    damaged[index] = (damaged[index] ?? 0) ^ 1;
    expect(unseal(company, 'mail', damaged)).toBeUndefined();
  }
  expect(unseal(company, 'mail', Buffer.alloc(3))).toBeUndefined();
});
