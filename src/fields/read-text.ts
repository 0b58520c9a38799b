import { fail, ok, type Result } from '../lib/result.ts';
import type { ValueProblem } from './field-type.ts';

/** Most characters of a refused text that are repeated to the person who wrote it. */
const longestEcho = 80;

/** Takes a code and the text refused; returns the problem, which repeats the text, shortened. */
export function refusal(code: string, text: string): ValueProblem {
  return { code, parameters: { value: text.length > longestEcho ? `${text.slice(0, longestEcho)}…` : text } };
}

/**
 * Reads a text for `fromText`: blank is null, otherwise what `read` makes of the text less the spaces around it,
 * refused under `code` where that is undefined.
 */
export function readText<Value>(
  text: string,
  code: string,
  read: (trimmed: string) => Value | undefined,
): Result<Value | null, ValueProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return ok(null);
  const value = read(trimmed);
  return value === undefined ? fail(refusal(code, text)) : ok(value);
}

/** For `decode`: the only column of a type, null where it holds nothing. */
export function onlyColumn<Value>([column]: readonly unknown[]): Value | null {
  return (column as Value | null | undefined) ?? null;
}
