const ligatures: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Text that folding only lowers: ASCII words with one space between. Most text is, and it is met a million times. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Folds a text for comparing: lower case, no accents, ligatures opened, every kind of space made one plain space,
 * curly apostrophes and hyphens made plain. Returns the folded text, trimmed. The same everywhere (never made by the
 * database, whose collations change between versions).
 */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[œæßøđłðþı]/g, (letter) => ligatures[letter] ?? letter)
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[\s\u00a0\u202f\u2007\u200b]+/g, ' ')
    .trim();
}

/** Folded text that has no other letters than a to z: nearly all of it, and the quicker patterns are enough for it. */
const latin = /^[ -~]*$/;

/** Longest sort key kept: an index entry of PostgreSQL must stay below 2 704 bytes. */
const longestKey = 200;

/** Takes a text; returns the key it is sorted by: folded, punctuation made a space, at most 200 characters. */
export function sortKey(text: string): string {
  const folded = fold(text);
  const key = folded.replace(latin.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim();
  // A cut may fall inside a character of two halves: half a character cannot be stored.
  return (key === '' ? folded : key).slice(0, longestKey).replace(/[\ud800-\udbff]$/, '');
}

/** Takes a text; returns its folded words (letters and digits), in order. */
export function words(text: string): string[] {
  const folded = fold(text);
  return folded.match(latin.test(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
}

/** Takes a text; returns its digits alone (any script's decimal digits as 0–9 are left out: only ASCII digits count). */
export function digits(text: string): string {
  return text.replace(/[^0-9]/g, '');
}

/** Takes a camelCase name; returns it in snake_case, as columns are named. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
