import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSiren } from './siren.ts';

const communes = '../shared/data/3-companies/communes.csv';

describe.skipIf(!existsSync(communes))('the SIREN of every French commune', () => {
  it('has a right key', () => {
    const numbers = readFileSync(communes, 'utf8').match(/(?<![\d.])\d{9}(?![\d.])/g) ?? [];
    expect(numbers.length).toBeGreaterThan(30_000);
    expect(numbers.filter((number) => !isSiren(number))).toEqual([]);
  });
});
