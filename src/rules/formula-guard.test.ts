import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, unguardFormula } from './formula-guard.ts';

describe('formula guard', () => {
  it('puts an apostrophe before what a spreadsheet would run, and before an apostrophe', () => {
    expect(['=1+1', '+33 6', '-5', '@SUM', "'t Hart", 'Dupont', ''].map(guardFormula)).toEqual([
      "'=1+1",
      "'+33 6",
      "'-5",
      "'@SUM",
      "''t Hart",
      'Dupont',
      '',
    ]);
  });

  it('leaves an apostrophe that is part of a name', () => {
    expect(unguardFormula("'t Hart")).toBe("'t Hart");
  });

  it('gives any text back', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', ' '), maxLength: 5 });
    fc.assert(
      fc.property(text, (value) => {
        expect(unguardFormula(guardFormula(value))).toBe(value);
        expect(guardFormula(value)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
