import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAccepted } from './accepted.ts';
import type { FieldType, FormatContext, ParseContext } from './field-type.ts';
import { fieldType, fieldTypes } from './registry.ts';

const contexts: readonly (FormatContext & ParseContext)[] = [
  { language: 'fr', timeZone: 'Europe/Paris' },
  { language: 'en', timeZone: 'America/New_York', dateOrder: 'mdy' },
  { language: 'fr', timeZone: 'Australia/Lord_Howe', dateOrder: 'ymd', decimal: '.' },
];
/** Where nothing is said of the source's marks, it writes as its language does: what is exported is read back. */
const writing = contexts.slice(0, 2);

/** Whatever was written, what is read of it behaves as a value of the type, or is refused with a code. */
function check(type: FieldType, text: string, options: object): void {
  for (const context of contexts) {
    const result = type.fromText(text, options, context);
    if (!result.ok) {
      expect(result.error.code).toMatch(/^[a-z-]+$/);
      continue;
    }
    const { value } = result;
    if (value === null) continue;
    const normal = type.normalize ? type.normalize(value, options) : value;
    expect(normal).toEqual(value);
    if (!isAccepted(type, options, value)) continue;
    expect(type.decode(type.encode(value, options), options)).toEqual(value);
    expect(typeof type.format(value, options, context)).toBe('string');
    if (type.keyText) expect(typeof type.keyText(value, options)).toBe('string');
    if (type.searchText) expect(typeof type.searchText(value, options)).toBe('string');
    for (const reader of writing) {
      expect(type.fromText(type.toText(value, options, reader), options, reader)).toEqual({ ok: true, value });
    }
  }
}

const typed = fc.string({ unit: fc.constantFrom(...'0123456789  .,-/:;|\\hH€%+@()xà\u00a0\u202f\n'), maxLength: 30 });

describe.each(Object.keys(fieldTypes))('field type %s', (name) => {
  const type = fieldType(name);
  const written = type.examples.flatMap((example) => [
    example.text,
    ...(example.alsoFrom ?? []),
    ...(example.refused ?? []),
  ]);
  const options = (type.examples[0]?.options ?? {}) as object;
  /** A text of the type with something put in, taken out or said twice: nearly right is the hardest. */
  const nearly = fc
    .tuple(fc.constantFrom(...written), fc.nat(40), fc.nat(3), fc.oneof(typed, fc.string({ maxLength: 3 })))
    .map(([text, at, cut, put]) => text.slice(0, at) + put.slice(0, 3) + text.slice(at + cut));

  it('reads any text without throwing, and writes what it read so that it is read again', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), typed, nearly, nearly);
    fc.assert(
      fc.property(any, (text) => check(type, text, options)),
      { numRuns: 400 },
    );
  });

  it('normalises any JSON without throwing, once and for all, and its schema only says yes or no', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (input) => {
        const normal = type.normalize ? type.normalize(input, options) : input;
        expect(type.normalize ? type.normalize(normal, options) : normal).toEqual(normal);
        expect(typeof isAccepted(type, options, normal)).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });

  it('answers a very long text as quickly as it refuses it', () => {
    for (const text of ['1', ' ', 'a', 'a.', '1 ', '1,', '|', '\\', 'a@', '1/', '€', '-', ';', 'é', 'FREQ=']) {
      const long = `1${text.repeat(20_000)}!`;
      expect(() => check(type, long, options)).not.toThrow();
      expect(() => check(type, `x@${'a'.repeat(20_000)}.${text.repeat(200)}!`, options)).not.toThrow();
    }
  });
});

const naughtyFile = '../shared/data/10-naughty/blns.json';

describe.skipIf(!existsSync(naughtyFile))('the list of naughty strings', () => {
  // The body runs even when the suite is skipped.
  const naughty = JSON.parse(existsSync(naughtyFile) ? readFileSync(naughtyFile, 'utf8') : '[]') as readonly string[];

  it.each(Object.keys(fieldTypes))('is read or refused by %s without a fault', (name) => {
    const type = fieldType(name);
    const options = (type.examples[0]?.options ?? {}) as object;
    for (const text of naughty) check(type, text, options);
  });

  it('is kept by texts as written, less the spaces around', () => {
    for (const name of ['text', 'longText']) {
      const type = fieldType(name);
      for (const text of naughty) {
        const lines = name === 'longText' ? text.replace(/\r\n?/g, '\n') : text;
        const result = type.fromText(text, {}, { language: 'fr', timeZone: 'Europe/Paris' });
        expect(result).toEqual({ ok: true, value: lines.trim() || null });
        if (result.ok && result.value !== null) expect(isAccepted(type, { maximum: 20_000 }, result.value)).toBe(true);
      }
    }
  });
});
