import { digits, fold, words } from '../../lib/text.ts';
import type { EffectiveField, EffectiveRecord } from '../effective-record.ts';

/**
 * The text a record is found by, and the terms of a query: two sides of one agreement. The stored text is, for each
 * searched field, a space, the field's marker (one private-use character) and its folded words, each behind one
 * space: ` ⟨lastName⟩ durand ⟨account⟩ garage saint st etienne`. Every term of a query is a LIKE pattern, and all
 * must be found. A marker is never part of a word, so a field's section can be left out for who may not see it.
 */

const firstMarker = 0xe000;
const markerCount = 6000;

/** Most characters kept of one field: a long comment is found by its beginning. */
const longestSection = 4000;
/** Most terms of a query; the others are left out. */
const mostTerms = 12;
/** Digits that a run of groups needs to be taken for one number, within a query of words. */
const shortestNumber = 8;
/** Digits from which a number that begins with 00 is one dialled abroad, and not a reference such as 0042. */
const shortestInternational = 10;

/** Both ways to write what French names of places and companies abbreviate (folded: « Sté » and « Ste » are one). */
const otherForms: Readonly<Record<string, readonly string[]>> = {
  st: ['saint'],
  saint: ['st'],
  sts: ['saints'],
  saints: ['sts'],
  ste: ['sainte', 'societe'],
  sainte: ['ste'],
  societe: ['ste'],
  stes: ['saintes', 'societes'],
  saintes: ['stes'],
  societes: ['stes'],
};

/** Takes a field's name; returns the character that opens its section of the search text. */
export function searchMarker(fieldName: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < fieldName.length; index++)
    hash = Math.imul(hash ^ fieldName.charCodeAt(index), 0x01000193) >>> 0;
  return String.fromCharCode(firstMarker + (hash % markerCount));
}

/** Takes a text; returns its folded words, or, of a text that has none, its signs (« ??? »), markers left out. */
function tokens(text: string): string[] {
  const found = words(text);
  if (found.length > 0) return found;
  return fold(text)
    .replace(/[\ue000-\uf8ff\p{Cc}\p{Cs}]/gu, '')
    .split(' ')
    .filter((token) => token !== '');
}

/** Most digits of a group that is joined with its neighbours: longer ones are numbers by themselves. */
const longestGroup = 6;

const isNumber = (token: string): boolean => /^[0-9]+$/.test(token);

/** Takes words; returns them with each run of groups of digits joined as well: `552 100 554` is found as one number. */
function withJoinedDigits(list: readonly string[]): string[] {
  const found: string[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length > 1) found.push(run.join(''));
    run = [];
  };
  for (const token of list) {
    if (isNumber(token) && token.length <= longestGroup) run.push(token);
    else close();
    found.push(token);
  }
  close();
  return found;
}

function searchedText(
  field: EffectiveField,
  value: unknown,
  titles: Readonly<Record<string, string | null | undefined>>,
): string {
  if (field.type.comparison === 'reference') return titles[field.name] ?? '';
  if (value === null || value === undefined) return '';
  return field.type.searchText?.(value, field.options) ?? '';
}

/** Takes a text; returns the words under which it is found: its own, joined numbers, the other forms of abbreviations. */
function wordsFinding(text: string): ReadonlySet<string> {
  const list = withJoinedDigits(tokens(text.slice(0, longestSection)));
  return new Set(
    list.flatMap((token) => [token, ...(Object.hasOwn(otherForms, token) ? (otherForms[token] ?? []) : [])]),
  );
}

/** Texts of late, whose words are kept: a batch asks for those of a company's name once for each of its records. */
const lately = new Map<string, ReadonlySet<string>>();
const mostLately = 1000;
/** Longer texts are not met again. */
const longestLately = 80;

function foundBy(text: string): ReadonlySet<string> {
  const known = lately.get(text);
  if (known) return known;
  const found = wordsFinding(text);
  if (text.length > longestLately) return found;
  if (lately.size >= mostLately) lately.clear();
  lately.set(text, found);
  return found;
}

/** Takes the record type of children and one of its fields; returns the marker of its section in the parent's text. */
export function childSearchMarker(child: string, fieldName: string): string {
  return searchMarker(`${child}.${fieldName}`);
}

/**
 * Takes an effective record, its values (JSON form, by field name, those of the primary link included), the titles
 * of what its references point to (by field name) and the children that it is found by too (the phone at a second
 * company); returns the text it is found by. What children add stands in sections of their own, since it is not for
 * everyone who sees the record.
 */
export function searchText(
  record: EffectiveRecord,
  values: Readonly<Record<string, unknown>>,
  titles: Readonly<Record<string, string | null | undefined>>,
  children: readonly { readonly record: EffectiveRecord; readonly values: Readonly<Record<string, unknown>> }[] = [],
): string {
  let text = '';
  const known = new Set<string>();
  const add = (marker: string, found: readonly string[]) => {
    if (found.length > 0) text += ` ${marker} ${found.join(' ')}`;
    for (const word of found) known.add(word);
  };
  for (const field of record.fields) {
    if (field.search) add(searchMarker(field.name), [...foundBy(searchedText(field, values[field.name], titles))]);
  }
  for (const child of children) {
    for (const field of child.record.fields) {
      if (!field.search) continue;
      const found = foundBy(searchedText(field, child.values[field.name], {}));
      add(
        childSearchMarker(child.record.name, field.name),
        [...found].filter((word) => !known.has(word)),
      );
    }
  }
  return text;
}

/** Takes a query of digits and the signs that group them; returns the digits as a number is stored, +33 (0)6 as 336. */
function numberOf(query: string): string {
  const plain = digits(query);
  const international = /^\D*\+/.test(query) || (plain.startsWith('00') && plain.length >= shortestInternational);
  if (!international) return plain;
  return plain.replace(/^00/, '').replace(/^330/, '33');
}

/** Takes words; returns them with each long run of groups of digits made one: « durand 06 28 23 04 55 ». */
function joinNumbers(list: readonly string[]): string[] {
  const found: string[] = [];
  for (let index = 0; index < list.length; ) {
    let end = index;
    while (end < list.length && isNumber(list[end] ?? '')) end++;
    const joined = list.slice(index, end).join('');
    if (end > index + 1 && joined.length >= shortestNumber) found.push(joined);
    else found.push(...list.slice(index, Math.max(end, index + 1)));
    index = Math.max(end, index + 1);
  }
  return found;
}

/** Takes a text; returns it as LIKE takes it literally. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** A whole web address, pasted or typed with its scheme or its « www. »; the first group is its host. */
const webAddress = /^(?:https?:\/\/(?:www\.)?|www\.)([^\s/?#:@]+\.[^\s/?#:@]+)(?::\d+)?(?:[/?#]\S*)?$/i;
/** How web addresses begin within other words: as they are stored, they have neither. */
const addressBeginning = /(?<!\S)(?:https?:\/\/(?:www\.)?|www\.)(?=\S)/gi;

/**
 * Takes what a person typed; returns what of it is looked for. A web address is looked for as it is stored, without its
 * scheme; one that is all there is, by its host: the page it was copied from is seldom the one that was noted.
 */
function lookedFor(query: string): string {
  return webAddress.exec(query.trim())?.[1] ?? query.replace(addressBeginning, '');
}

/**
 * Takes what a person typed; returns LIKE patterns that the search text must match, every one. Words of one or two
 * characters are found at the beginning of words, longer ones anywhere. A query of digits alone is one number,
 * whatever groups it; a web address is found whatever its scheme. Returns an empty list for a query without anything to find.
 */
export function searchTerms(query: string): string[] {
  const asNumber = /^[\s\d.+\-/()\u00a0\u202f]*$/.test(query) && /\d/.test(query);
  const terms = asNumber ? [numberOf(query)] : joinNumbers(tokens(lookedFor(query.slice(0, longestSection))));
  return [...new Set(terms)]
    .filter((term) => term !== '')
    .slice(0, mostTerms)
    .map((term) => ([...term].length <= 2 ? `% ${literal(term)}%` : `%${literal(term)}%`));
}
