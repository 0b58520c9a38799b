import type { Language } from '../../lib/localized.ts';
import type { ListValue } from '../field-type.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * Takes the values of a list, the codes a record holds and the reader's language; returns what may be chosen: active
 * values in order, then the retired ones that the record still holds, marked with `retired`.
 */
export function listChoices(
  values: readonly ListValue[],
  held: readonly string[],
  language: Language,
  retired: string,
): Choice[] {
  const active = values.filter((value) => value.active !== false);
  const kept = held.filter((code) => !active.some((value) => value.code === code));
  return [
    ...active.map(({ code, label }) => ({ value: code, label: label[language] })),
    ...kept.map((code) => ({
      value: code,
      label: `${values.find((value) => value.code === code)?.label[language] ?? code} (${retired})`,
    })),
  ];
}
