import { safeParse } from 'zod/v4/core';
import { errorText } from '../../../lib/error-catalogue.ts';
import type { Language } from '../../../lib/localized.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';

/** A value ready to be sent, or the sentence that says why it is refused. */
export interface CheckedValue {
  readonly value: unknown;
  readonly problem: string | null;
}

/** Takes any input; returns a short text of it to repeat to the person. */
function echo(input: unknown): Readonly<Record<string, string>> {
  return typeof input === 'string' || typeof input === 'number' ? { value: String(input).slice(0, 80) } : {};
}

/**
 * Checks one field as the server will: normalises what was typed, then the type's own schema, then « obligatoire ».
 * Takes the field, what the form holds and the language; returns the value to send and what is wrong, null if nothing.
 */
export function checkField(field: EffectiveField, input: unknown, language: Language): CheckedValue {
  const { type, options } = field;
  const given = input === undefined ? null : input;
  const value = given === null || !type.normalize ? given : type.normalize(given, options);
  if (value === null || value === undefined) {
    return {
      value: null,
      problem: field.required ? errorText('required', language, { field: field.label[language] }) : null,
    };
  }
  const parsed = safeParse(type.schema(options), value);
  if (parsed.success) return { value, problem: null };
  const issue = parsed.error.issues[0];
  if (issue?.code === 'too_big' && issue.origin === 'string') {
    return { value, problem: errorText('too-long', language, { maximum: Number(issue.maximum) }) };
  }
  return { value, problem: errorText(type.invalidCode, language, echo(input)) };
}

/**
 * Checks a form before it is sent. Takes its fields, what it holds and the values that are stored (null for a new
 * record); returns the values to send and what is wrong by field. What is stored already is not held against someone
 * who came to change something else: a field may have become required since.
 */
export function checkFields(
  fields: readonly EffectiveField[],
  values: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>> | null,
  language: Language,
): { readonly checked: Readonly<Record<string, unknown>>; readonly found: Readonly<Record<string, string>> } {
  const checked: Record<string, unknown> = {};
  const found: Record<string, string> = {};
  for (const field of fields) {
    const { value, problem } = checkField(field, values[field.name], language);
    checked[field.name] = value;
    const unchanged = stored !== null && JSON.stringify(stored[field.name] ?? null) === JSON.stringify(value ?? null);
    if (problem && !unchanged) found[field.name] = problem;
  }
  return { checked, found };
}
