import { editDistance } from '../../lib/edit-distance.ts';
import { words } from '../../lib/text.ts';
import { isGivenName, isShortFor } from './given-names.ts';

/** How two names may be those of one person. */
export type PersonLikeness =
  /** The same letters, whatever the accents, capitals and hyphens. */
  | 'same-name'
  /** First and last name exchanged, or noted in one field. */
  | 'swapped-name'
  /** A short form or an initial of the first name. */
  | 'short-name'
  /** One of the two has more of the name: a double one. */
  | 'part-name'
  /** A slip of the keyboard. */
  | 'close-name'
  /** No first name on one side. */
  | 'missing-first-name'
  /** The first name alone: people marry. */
  | 'same-first-name'
  /** No name yet on one side. */
  | 'missing-name';

/** What stands beside a name: civilities, « épouse », « née ». */
const beside = new Set('mr mme mlle monsieur madame mademoiselle ep epouse nee veuve vve'.split(' '));
/** What families have in common without being one. */
const particles = new Set(
  'd da de del den der des di dos du el al ben ibn bin l la le les o van von mac mc'.split(' '),
);

/** Takes a name; returns its folded words, what only stands beside it left out. */
function nameWords(text: string): string[] {
  const all = words(text);
  const own = all.filter((word) => !beside.has(word));
  return own.length > 0 ? own : all;
}

/** Takes the words of a name; returns those that tell it from others. */
export function tellingWords(list: readonly string[]): readonly string[] {
  const telling = list.filter((word) => !particles.has(word));
  return telling.length > 0 ? telling : list;
}

/** Longest name in which one slip is all that is looked past; two in longer ones. */
const shortName = 8;
/** Shortest family name, and first name, in which a slip is looked past: Roy and Rey are two families. */
const shortestFamily = 4;
const shortestFirstName = 3;

/** Tells whether two joined names differ by a slip of the keyboard. */
function isClose(one: string, other: string, shortest: number): boolean {
  const length = Math.min(one.length, other.length);
  if (length < shortest) return false;
  const most = length > shortName ? 2 : 1;
  return editDistance(one, other, most) <= most;
}

function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  return some.every((word) => all.includes(word));
}

type Parts = 'same' | 'part' | 'short' | 'close' | 'missing' | 'different';

function familyLikeness(one: readonly string[], other: readonly string[]): Parts {
  if (one.length === 0 || other.length === 0) return one.length === other.length ? 'same' : 'missing';
  const [joined, otherJoined] = [one.join(''), other.join('')];
  if (joined === otherJoined || [...one].sort().join() === [...other].sort().join()) return 'same';
  const [telling, otherTelling] = [tellingWords(one), tellingWords(other)];
  if (isPartOf(telling, otherTelling) || isPartOf(otherTelling, telling)) return 'part';
  return isClose(joined, otherJoined, shortestFamily) ? 'close' : 'different';
}

/** Shortest beginning of a first name that stands for it. */
const shortestBeginning = 2;

function isShort(name: readonly string[], joined: string, otherJoined: string, other: readonly string[]): boolean {
  const initials = other.map((word) => word[0]).join('');
  // « J. », « JP », « J.-P. » for Jean-Pierre.
  if (name.every((word) => word.length === 1) && initials.startsWith(joined)) return true;
  if (other.length > 1 && joined === initials) return true;
  if (other.length === 1 && name.length === 1 && isShortFor(joined, otherJoined)) return true;
  // « Alex », « Jean-Mi »: but Jean is not Jeanne.
  return (
    joined.length >= shortestBeginning &&
    otherJoined.length >= joined.length + 2 &&
    otherJoined.startsWith(joined) &&
    !(isGivenName(joined) && isGivenName(otherJoined))
  );
}

function firstNameLikeness(one: readonly string[], other: readonly string[]): Parts {
  if (one.length === 0 || other.length === 0) return 'missing';
  const [joined, otherJoined] = [one.join(''), other.join('')];
  if (joined === otherJoined) return 'same';
  if (isPartOf(one, other) || isPartOf(other, one)) return 'part';
  if (isShort(one, joined, otherJoined, other) || isShort(other, otherJoined, joined, one)) return 'short';
  if (isGivenName(joined) && isGivenName(otherJoined)) return 'different';
  return isClose(joined, otherJoined, shortestFirstName) ? 'close' : 'different';
}

const levels: Readonly<Record<string, PersonLikeness>> = {
  'same same': 'same-name',
  'same short': 'short-name',
  'same part': 'part-name',
  'same close': 'close-name',
  'same missing': 'missing-first-name',
  'part same': 'part-name',
  'close same': 'close-name',
  'different same': 'same-first-name',
  'missing same': 'missing-name',
  'missing missing': 'missing-name',
};

/** A person's name by its words. */
export interface PersonName {
  readonly family: readonly string[];
  readonly first: readonly string[];
}

/** Takes a family name and a first name; returns their words. */
export function personName(name: string, firstName: string): PersonName {
  return { family: nameWords(name), first: nameWords(firstName) };
}

/** Takes the names of two people; returns how they may be one, or null. */
export function personLikeness(one: PersonName, other: PersonName): PersonLikeness | null {
  const parts = `${familyLikeness(one.family, other.family)} ${firstNameLikeness(one.first, other.first)}`;
  const straight = levels[parts] ?? null;
  if (straight === 'same-name') return straight;
  const all = [...one.family, ...one.first];
  const otherAll = [...other.family, ...other.first];
  const exchanged =
    (all.length > 1 && all.length === otherAll.length && all.sort().join() === otherAll.sort().join()) ||
    (one.first.length > 0 &&
      one.family.join('') === other.first.join('') &&
      one.first.join('') === other.family.join(''));
  return exchanged ? 'swapped-name' : straight;
}
