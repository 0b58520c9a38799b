import { fold } from '../../lib/text.ts';
import { ordinal } from '../name-particles.ts';
import { companyLikeness, functionLikeness } from './card-words.ts';
import { isFirstName } from './first-names.ts';

/** A person's name as a card gives it. */
export interface CardName {
  readonly civility?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName: string;
  /** How surely first and last name are told apart, 0 to 1. */
  readonly certainty: number;
}

const titles: Readonly<Record<string, string>> = {
  m: 'M.',
  mr: 'M.',
  monsieur: 'M.',
  mme: 'Mme',
  madame: 'Mme',
  mlle: 'Mme',
  mademoiselle: 'Mme',
  mrs: 'Mme',
  ms: 'Mme',
  miss: 'Mme',
  mister: 'M.',
};
const degrees = /^(?:dr|docteur|pr|prof|professeur|me|maitre|ing|mgr|sir|lady|dr-ing)$/;
const behind = /^(?:phd|mba|msc|bsc|esq|jr|sr|cfa|cpa|pe|md)$/;
const particles =
  /^(?:de|du|des|d|le|la|les|von|van|der|den|di|da|del|della|dos|el|al|ben|bin|ait|mac|mc|o|saint|st|ste|te|ter|zu)$/;

/** The words of a name: letters, with hyphens, apostrophes and points of initials. */
const nameWord = /^(?:\p{L}[\p{L}\p{M}'’‘`-]*\.?|&|et)$/u;

function bare(word: string): string {
  return fold(word).replace(/[^a-z]/g, '');
}

function isCapitals(word: string): boolean {
  return (
    /\p{L}.*\p{L}/u.test(word) && !ordinal.test(word) && word === word.toUpperCase() && word !== word.toLowerCase()
  );
}

/** Takes the words before the at sign; returns its parts folded (`j.marchetti` → j, marchetti). */
function mailParts(email: string | undefined): string[] {
  const local = fold(email?.split('@')[0] ?? '');
  return local.split(/[^a-z]+/).filter((part) => part !== '');
}

/** How many of a name's words an e-mail address holds, as words, initials or run together. */
export function mailEvidence(words: readonly string[], email: string | undefined): number {
  const parts = mailParts(email);
  if (parts.length === 0) return 0;
  const names = words
    .flatMap((word) => word.split('-'))
    .map(bare)
    .filter((word) => word.length > 1);
  const whole = parts.join('');
  const long = names.filter((name) => name.length > 2 && whole.includes(name));
  return Math.min(1, long.length === 0 ? 0 : 0.6 + 0.4 * (long.length - 1));
}

function wordsOfName(text: string): string[] {
  return text
    .replace(/[«»"“”*_]/g, ' ')
    .replace(/[,;:]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Whether a word is the rest of the one before it: « Fatou mata »; it begins low, and no name does but for particles. */
function isRest(word: string, at: number, words: readonly string[]): boolean {
  return (
    /^\p{Ll}{2,}$/u.test(word) &&
    !particles.test(bare(word)) &&
    word !== 'et' &&
    /^\p{Lu}\p{Ll}+$/u.test(words[at - 1] ?? '')
  );
}

/** Takes the words of a name; returns them with those that a reading took apart made one again. */
function wholeWords(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const [at, word] of words.entries())
    if (isRest(word, at, words)) whole.push(`${whole.pop() ?? ''}${word}`);
    else whole.push(word);
  return whole;
}

interface Parted {
  readonly civility: string | undefined;
  readonly words: readonly string[];
  readonly titled: boolean;
}

function parted(text: string): Parted {
  // « M. et Mme Roland Tessier », « Valérie Combes & Luc Marty »: the name that stands there whole is taken.
  const alone = text.replace(/^\s*M(?:r|onsieur)?\.?\s+(?:et|&)\s+M(?:me|adame)\.?\s+/i, '');
  const both = /^(\S+(?:\s\S+)+)\s(?:&|et)\s\S+\s\S/u.exec(alone);
  let words = wholeWords(wordsOfName(both?.[1] ?? alone));
  let civility: string | undefined;
  let titled = false;
  while (words.length > 1) {
    const first = bare(words[0] ?? '');
    if (first in titles && (first !== 'm' || (words[0] ?? '').endsWith('.'))) civility ??= titles[first];
    else if (!degrees.test(first)) break;
    titled = true;
    words = words.slice(1);
  }
  while (words.length > 1 && behind.test(bare(words.at(-1) ?? ''))) words = words.slice(0, -1);
  return { civility, words, titled };
}

/** Takes a line and the card's e-mail address; returns how much it looks like a person's name, 0 to 1. */
export function nameLikeness(text: string, email: string | undefined): number {
  const { words, titled } = parted(text);
  if (words.length === 0 || words.length > 6 || /[\d@/]/.test(text)) return 0;
  if (!words.every((word) => nameWord.test(word))) return 0;
  const evidence = mailEvidence(words, email);
  const full = words.filter((word) => bare(word).length > 1 && !particles.test(bare(word)));
  if (full.length === 0) return 0;
  const cased = full.every((word) => /^\p{Lu}/u.test(word) || /^d['’]\p{Lu}/u.test(word));
  const first = words.some((word) => isFirstName(word));
  if (words.length === 1) return titled ? 0.6 : evidence > 0 && first ? 0.45 : evidence * 0.3;
  let score = 0.25 + (cased ? 0.15 : -0.15) + (first ? 0.35 : 0) + evidence * 0.35 + (titled ? 0.4 : 0);
  if (words.length > 4) score -= 0.15;
  // « Le Fournil », « Les Jardins »: no person, unless a first name stands behind (LE GOFF Yannick).
  if (/^(?:le|la|les|l)$/.test(bare(words[0] ?? '')) && !first) score -= 0.3;
  score -= functionLikeness(text) * 0.55;
  score -= companyLikeness(text) * (titled || (first && evidence > 0) ? 0.2 : 0.5);
  return Math.max(0, Math.min(1, score));
}

/** Takes a line that is a person's name and the card's e-mail address; returns its parts. */
export function nameOf(text: string, email: string | undefined): CardName {
  const { civility, words } = parted(text);
  const parts = mailParts(email);
  const join = (list: readonly string[]): string => list.join(' ').replace(/\s+/g, ' ').trim();
  const made = (first: readonly string[], last: readonly string[], certainty: number): CardName => ({
    civility,
    ...(first.length > 0 ? { firstName: join(first) } : {}),
    lastName: join(last),
    certainty,
  });
  if (words.length === 1) return made([], words, isFirstName(words[0] ?? '') ? 0.5 : 0.8);
  // « Thomas & Léa Girard », « Jean et Marie Martin »: the last word is theirs both.
  if (words.some((word) => word === '&' || word === 'et')) return made(words.slice(0, -1), words.slice(-1), 0.6);
  const capitals = words.map(isCapitals);
  const mixed = capitals.some(Boolean) && capitals.some((is, at) => !is && bare(words[at] ?? '').length > 1);
  if (mixed) {
    // The name in capitals is the last name, with the particles before it.
    const start = capitals.indexOf(true);
    const end = capitals.lastIndexOf(true);
    let from = start;
    while (from > 0 && particles.test(bare(words[from - 1] ?? ''))) from--;
    const last = words.slice(from, end + 1);
    const first = [...words.slice(0, from), ...words.slice(end + 1)];
    if (first.length > 0) return made(first, last, 1);
  }
  const known = words.map((word) => isFirstName(word));
  const inMail = (word: string): boolean => bare(word).length > 2 && parts.join('').includes(bare(word));
  const initial = parts.length > 1 && (parts[0] ?? '').length === 1 ? parts[0] : undefined;
  const lastFirst = ((): boolean => {
    const [head = '', tail = ''] = [words[0] ?? '', words.at(-1) ?? ''];
    if (particles.test(bare(head)) && known.at(-1) === true) return true;
    if (known[0] === known.at(-1)) {
      // jmartin@, martinj@: the initial is the first name's.
      const run = parts.length === 1 ? (parts[0] ?? '') : '';
      if (run === `${bare(tail)[0]}${bare(head)}` || run === `${bare(head)}${bare(tail)[0]}`) return true;
      // j.martin@: the initial is the first name's.
      if (initial && bare(head)[0] !== bare(tail)[0] && inMail(head) && !inMail(tail)) return bare(tail)[0] === initial;
      return false;
    }
    return known.at(-1) === true && known[0] !== true;
  })();
  if (lastFirst) return made(words.slice(-1), words.slice(0, -1), 0.8);
  // « Marie Claire Dubois », « Jean-Pierre de La Tour »: first names go on while they are known ones.
  let cut = 1;
  while (cut < words.length - 1 && known[cut] && !particles.test(bare(words[cut] ?? ''))) cut++;
  if (cut < words.length - 1 && /^\p{Lu}\.?$/u.test(words[cut] ?? '')) cut++;
  const evidence = mailEvidence(words, email);
  return made(words.slice(0, cut), words.slice(cut), known[0] || evidence > 0 ? 1 : 0.7);
}

/** Takes an e-mail address; returns the name that it seems to give, null where it gives none (`contact@…`). */
export function nameInMail(email: string): CardName | null {
  const [first = '', last = '', ...more] = (email.split('@')[0] ?? '').split(/[._]/);
  const isWord = (text: string): boolean => /^\p{L}[\p{L}-]{1,}$/u.test(text);
  if (more.length > 0 || !isWord(first) || !isWord(last)) return null;
  const cased = (text: string): string => text.replace(/(?:^|-)\p{L}/gu, (letter) => letter.toUpperCase());
  return isFirstName(first) ? { firstName: cased(first), lastName: cased(last), certainty: 0.4 } : null;
}
