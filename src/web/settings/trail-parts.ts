import type { Language } from '../../lib/localized.ts';

/** One thing that a change of the settings altered. */
export interface TrailPart {
  /** Key of the setting, or code of a list's value. */
  readonly name: string;
  readonly was: unknown;
  readonly is: unknown;
}

type Bag = Readonly<Record<string, unknown>>;

function bag(value: unknown): Bag {
  if (Array.isArray(value))
    return Object.fromEntries(value.map((entry: { code?: unknown }) => [String(entry.code), entry]));
  return typeof value === 'object' && value !== null ? (value as Bag) : {};
}

/** Takes a setting before and after (of lists: their values); returns what differs, each part once. */
export function trailParts(before: unknown, after: unknown): readonly TrailPart[] {
  const [one, other] = [bag(before), bag(after)];
  const differs = (name: string) => JSON.stringify(one[name]) !== JSON.stringify(other[name]);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter(differs)
    .map((name) => ({ name, was: one[name] ?? null, is: other[name] ?? null }));
}

/** Takes a part's value, the reader's language and words for yes and no; returns it as read: labels by their words. */
export function trailText(value: unknown, language: Language, yesNo: readonly [yes: string, no: string]): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return yesNo[value ? 0 : 1];
  if (typeof value !== 'object') return String(value);
  const { label, active, [language]: words } = value as Bag;
  if (typeof words === 'string') return words;
  // A value of a list: its words, struck out in words where it is no longer offered.
  if (label) return active === false ? `(${trailText(label, language, yesNo)})` : trailText(label, language, yesNo);
  return JSON.stringify(value);
}
