import { words } from '../lib/text.ts';

/** The value of a field in one of several records that are to become one. */
export interface Candidate {
  /** The record's id. */
  readonly id: string;
  readonly value: unknown;
  /** When the record was last changed, as ISO 8601. */
  readonly updatedAt: string;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** How carefully a text is written: accents, small letters beside capitals. */
function care(text: string): number {
  const accents = [...text.normalize('NFD')].filter((letter) => /\p{M}/u.test(letter)).length;
  const mixed = text !== text.toUpperCase() && text !== text.toLowerCase() ? 1 : 0;
  return 2 * accents + mixed;
}

/** Tells whether one text says all that another says, however both are written. */
function says(text: string, other: string): boolean {
  return words(text).join(' ').includes(words(other).join(' '));
}

/** The more complete of texts of which one says all that the others say; undefined where each says something else. */
function fullest(candidates: readonly (Candidate & { readonly value: string })[]): Candidate | undefined {
  return candidates
    .filter(({ value }) => candidates.every((other) => says(value, other.value)))
    .toSorted((one, other) => care(other.value) - care(one.value) || other.value.length - one.value.length)[0];
}

/**
 * Takes the values of a field in records that are to become one, the kept record first, and whether they are texts that
 * people wrote; returns the id of the one that has the better value: filled over empty, more complete over less (« Jean-Pierre » over « Jean », « Hélène » over
 * « HELENE »), else that of the record changed last, the kept one where both were changed at once.
 */
export function betterValue(candidates: readonly Candidate[], isText: boolean): string {
  const filled = candidates.filter(({ value }) => !isEmpty(value));
  const texts = filled.filter((one): one is Candidate & { value: string } => typeof one.value === 'string');
  const best = isText && texts.length === filled.length ? fullest(texts) : undefined;
  const latest = filled.reduce<Candidate | undefined>(
    (known, one) => (known === undefined || one.updatedAt > known.updatedAt ? one : known),
    undefined,
  );
  return (best ?? latest ?? candidates[0])?.id ?? '';
}
