import type { Localized } from '../lib/localized.ts';
import { fold, words } from '../lib/text.ts';
import { commonWords, emptyWords, shortened, stemOf } from './function-words.ts';

/** What is read of a value of a list. */
export interface VariedValue {
  readonly code: string;
  readonly label: Localized;
  readonly active?: boolean;
  readonly aliases?: readonly string[];
  readonly mergedInto?: string;
}

/** A value of a list that reads as another does. */
export interface ListVariant {
  readonly from: string;
  /** The value proposed, null where none is more like it than another. */
  readonly into: string | null;
  /** Whether nothing else can be meant. What is not is shown and left to who looks at it. */
  readonly certain: boolean;
  /** All that it may stand for, the likeliest first. */
  readonly candidates: readonly string[];
}

/** How much one value reads as another: the very same, the same words, a typing error away, words in common. */
type Likeness = 4 | 3 | 2 | 1 | 0;

interface Reading {
  readonly folded: string;
  readonly key: readonly string[];
  readonly isShort: boolean;
}

function readingOf(text: string): Reading {
  const plain = words(text).filter((word) => !emptyWords.has(word));
  const full = plain.flatMap((word) => shortened[word]?.split(' ') ?? [word]);
  return {
    folded: fold(text),
    key: [...new Set(full.map(stemOf))].sort(),
    isShort: plain.some((word) => shortened[word] !== undefined),
  };
}

/** How many letters are to be typed otherwise to make one word of another; 3 stands for more. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let place = 1; place <= other.length; place++) {
      const same = one[line - 1] === other[place - 1];
      const swapped = line > 1 && place > 1 && one[line - 1] === other[place - 2] && one[line - 2] === other[place - 1];
      next[place] = Math.min(
        (row[place] ?? 0) + 1,
        (next[place - 1] ?? 0) + 1,
        (row[place - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[place - 2] ?? 0) + 1 : 3,
      );
    }
    before = row;
    row = next;
  }
  return Math.min(3, row[other.length] ?? 3);
}

function likeness(one: Reading, other: Reading): Likeness {
  if (one.folded === other.folded) return 4;
  if (one.key.length === 0 || other.key.length === 0) return 0;
  if (one.key.join(' ') === other.key.join(' ')) return 3;
  const apart = one.key.filter((word) => !other.key.includes(word));
  const left = other.key.filter((word) => !one.key.includes(word));
  const [odd = '', meant = ''] = [apart[0], left[0]];
  const isSlip = apart.length === 1 && left.length === 1 && Math.min(odd.length, meant.length) > 4;
  if (isSlip && distance(odd, meant) <= (meant.length > 7 ? 2 : 1)) return 2;
  const shared = one.key.filter((word) => other.key.includes(word) && !commonWords.has(word));
  return shared.length > 0 && (apart.length === 0 || left.length === 0) ? 1 : 0;
}

/** What stands for a value: its labels, and for one that others may be meant for, its other names. */
function readingsOf({ label, aliases }: VariedValue, withAliases: boolean): Reading[] {
  return [...new Set([label.fr, label.en, ...(withAliases ? (aliases ?? []) : [])])].map(readingOf);
}

/** Tells how fit a value is to stand for those like it: one in full words, and one that has other names already. */
function rankOf({ label, aliases }: VariedValue): number {
  return (readingOf(label.fr).isShort ? 0 : 1) + ((aliases ?? []).length > 0 ? 2 : 0);
}

/**
 * Takes the values of a list; returns those that may be spellings of another value that stands (F111, A33): « Dir.
 * commercial » and « Directrice commerciale » of « Direction commerciale », what was retired or merged. Which of two
 * values in use is the right one is certain only where one has other names or is not cut short as the other is; a letter
 * may make another word of one (courrier, courriel), so that a typing error in a value in use is never certain.
 */
export function listVariants(values: readonly VariedValue[]): ListVariant[] {
  // What gives way to another value for certain stands for nothing itself: found until no more is.
  for (let gone: ReadonlySet<string> = new Set(); ; ) {
    const variants = variantsAmong(values, gone);
    const certain = new Set(variants.flatMap((variant) => (variant.certain ? [variant.from] : [])));
    if (certain.size === gone.size) return variants;
    gone = certain;
  }
}

function variantsAmong(values: readonly VariedValue[], gone: ReadonlySet<string>): ListVariant[] {
  const standing = values.filter(({ code, active }) => active !== false && !gone.has(code));
  const known = new Map(standing.map((value) => [value.code, readingsOf(value, true)]));
  return values.flatMap((value): ListVariant[] => {
    const isRetired = value.active === false;
    if (value.mergedInto !== undefined && known.has(value.mergedInto))
      return [{ from: value.code, into: value.mergedInto, certain: true, candidates: [value.mergedInto] }];
    const own = readingsOf(value, false);
    const alike = standing
      .filter(({ code }) => code !== value.code)
      .map((other) => {
        const readings = known.get(other.code) ?? [];
        return { other, like: Math.max(...own.flatMap((one) => readings.map((reading) => likeness(one, reading)))) };
      })
      // Words in common make no variant of a value that is in use.
      .filter(({ other, like }) => (isRetired ? like > 0 : like > 1 && mayGiveWay(value, other, values)))
      .sort((one, two) => two.like - one.like);
    const [best, second] = alike;
    if (!best) return isRetired ? [{ from: value.code, into: null, certain: false, candidates: [] }] : [];
    const isOnly = second === undefined || second.like < best.like;
    const certain = isOnly && (isRetired ? best.like > 1 : best.like > 2 && rankOf(best.other) > rankOf(value));
    return [
      {
        from: value.code,
        into: isOnly ? best.other.code : null,
        certain,
        candidates: alike.map(({ other }) => other.code),
      },
    ];
  });
}

/** Of two values in use, the one less fit gives way; of two as fit, the later one. */
function mayGiveWay(value: VariedValue, other: VariedValue, values: readonly VariedValue[]): boolean {
  const [own, others] = [rankOf(value), rankOf(other)];
  return own < others || (own === others && values.indexOf(value) > values.indexOf(other));
}
