import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { isAccepted } from './accepted.ts';
import type { FieldType, FormatContext, ParseContext } from './field-type.ts';
import { fieldType, fieldTypes } from './registry.ts';
import { schemaOf } from './schema-of.ts';

const french: FormatContext & ParseContext = { language: 'fr', timeZone: 'Europe/Paris' };
const english: FormatContext & ParseContext = { language: 'en', timeZone: 'America/New_York' };

/** What the engine does of a value that comes in: normalise, then check. */
function accepts(type: FieldType, value: unknown, options: object): boolean {
  const normal = type.normalize ? type.normalize(value, options) : value;
  return normal !== null && isAccepted(type, options, normal);
}

describe.each(Object.keys(fieldTypes))('field type %s', (name) => {
  const type = fieldType(name);

  it('is registered under its own name, with as many columns as it encodes, distinct', () => {
    expect(type.name).toBe(name);
    expect(type.encode(null, {}).length).toBe(type.columns.length);
    expect(new Set(type.columns.map((column) => column.suffix)).size).toBe(type.columns.length);
    expect(type.decode(type.encode(null, {}), {})).toBe(null);
  });

  it('shows at least two examples', () => {
    expect(type.examples.length).toBeGreaterThanOrEqual(2);
  });

  it('makes its schema once for the same options', () => {
    const options = { ...(type.examples[0]?.options ?? {}) };
    expect(schemaOf(type, options)).toBe(schemaOf(type, options));
    expect(schemaOf(type, { ...options })).not.toBe(schemaOf(type, options));
  });

  it('describes its values as JSON Schema, for the API', () => {
    for (const options of [{}, type.examples[0]?.options ?? {}]) {
      const description = z.toJSONSchema(type.schema(options) as z.ZodMiniType, { io: 'input' });
      expect(Object.keys(description).length).toBeGreaterThan(1);
      expect(z.toJSONSchema(type.schema(options) as z.ZodMiniType, { io: 'output' })).toEqual(description);
    }
  });

  it('names its options by declared field types', () => {
    for (const option of Object.values(type.optionFields)) expect(Object.keys(fieldTypes)).toContain(option.type);
  });

  it('has a key text when it sorts by key, targets when it points to records', () => {
    const byTitle = type.comparison === 'reference';
    if (type.sort === 'key') expect(type.keyText !== undefined || byTitle).toBe(true);
    expect(type.targets !== undefined).toBe(byTitle);
  });

  it('has a column for each of its parts', () => {
    const suffixes = type.columns.map((column) => column.suffix);
    for (const part of Object.values(type.parts ?? {})) expect(suffixes).toContain(part.suffix);
  });

  it('reads blank text as empty', () => {
    expect(type.fromText('', {}, french)).toEqual({ ok: true, value: null });
    expect(type.fromText(' \u00a0\u202f\t\n', {}, french)).toEqual({ ok: true, value: null });
  });

  describe.each(type.examples.map((example, index) => ({ index, example })))('example $index', ({ example }) => {
    const options = (example.options ?? {}) as object;
    const { value } = example;

    it('is accepted as it stands: normalising leaves it, the schema takes it', () => {
      expect(type.normalize ? type.normalize(value, options) : value).toEqual(value);
      expect(z.safeParse(type.schema(options) as z.ZodMiniType, value)).toEqual({ success: true, data: value });
    });

    it('comes back from its columns, and from what PostgreSQL makes of them', () => {
      const columns = type.encode(value, options);
      expect(columns.length).toBe(type.columns.length);
      expect(type.decode(columns, options)).toEqual(value);
    });

    it('is written as its text and read from it, in French and in English', () => {
      expect(type.toText(value, options, french)).toBe(example.text);
      for (const context of [french, english]) {
        expect(type.fromText(type.toText(value, options, context), options, context)).toEqual({ ok: true, value });
      }
    });

    it('is read from the other ways people write it', () => {
      for (const text of example.alsoFrom ?? []) {
        expect({ text, result: type.fromText(text, options, french) }).toEqual({ text, result: { ok: true, value } });
      }
    });

    it('refuses what is none, with a code, and never lets it through the schema', () => {
      for (const text of example.refused ?? []) {
        const result = type.fromText(text, options, french);
        const refused = !result.ok || (result.value !== null && !accepts(type, result.value, options));
        expect({ text, refused }).toEqual({ text, refused: true });
        if (!result.ok) expect(result.error.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
        // A JSON value is no easier: only text that some type reads in JSON form too could pass.
        if (typeof value === 'string')
          expect({ text, accepted: accepts(type, text, options) }).toEqual({ text, accepted: false });
      }
    });

    it('is shown as text in both languages, sorted and found by text', () => {
      for (const context of [french, english]) expect(type.format(value, options, context).length).toBeGreaterThan(0);
      if (type.keyText) expect(type.keyText(value, options).length).toBeGreaterThan(0);
      if (type.searchText) expect(typeof type.searchText(value, options)).toBe('string');
      for (const part of Object.values(type.parts ?? {})) expect(() => part.of(value as never)).not.toThrow();
      for (const target of type.targets?.(options) ?? []) expect(typeof target).toBe('string');
    });
  });

  it('refuses values of another kind, without throwing', () => {
    const options = (type.examples[0]?.options ?? {}) as object;
    for (const value of [
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      () => 1,
      Symbol('x'),
      10n,
      { toString: 'x' },
      [[]],
      [{}],
      new Date(0),
    ]) {
      const accepted = accepts(type, value, options);
      if (name !== 'structure')
        expect({ value: typeof value, accepted }).toEqual({ value: typeof value, accepted: false });
    }
  });
});

it('finds no type under a name that no type has, not even one that every object has', () => {
  expect(() => fieldType('constructor')).toThrow();
});
