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
