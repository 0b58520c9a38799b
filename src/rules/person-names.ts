import { fold } from '../lib/text.ts';
import {
  accented,
  afterMac,
  beforeApostrophe,
  betweenHyphens,
  betweenWords,
  givenParticles,
  ordinal,
  orInitial,
  particles,
  twoLetters,
  vietnamese,
  vietnameseMiddle,
  withoutVowel,
} from './name-particles.ts';

/** Which part of a person's name a text is. */
export type PersonNamePart = 'family' | 'given';

/** A name as it is to be written; not `certain` where only its bearer knows. */
export interface WrittenName {
  readonly text: string;
  readonly certain: boolean;
}

/** Letters without anything between them, and how they are joined to their neighbours. */
interface Run {
  readonly text: string;
  readonly folded: string;
  readonly start: number;
  readonly before: Join;
  readonly after: Join;
  /** A full stop follows: the word is cut short. */
  readonly cut: boolean;
}

/** `stop` is a space behind something else: a full stop, a comma. */
type Join = 'edge' | 'space' | 'stop' | 'hyphen' | 'apostrophe' | 'other';

const apostrophe = /^['\u2018\u2019\u02bc`\u00b4]$/;

/** Takes what stands between two runs of letters; returns how it joins them. */
function joinOf(between: string): Join {
  // « van ’t Hoff »: the apostrophe belongs to the word behind it.
  if (/\s/.test(between)) return /^\s+['\u2018\u2019\u02bc]?$/.test(between) ? 'space' : 'stop';
  if (apostrophe.test(between)) return 'apostrophe';
  return /^\.?[-\u2010\u2011\u2012\u2013]\.?$/.test(between) ? 'hyphen' : 'other';
}

function runsOf(text: string): Run[] {
  const found = [...text.matchAll(/[\p{L}\p{M}]+/gu)];
  const joins = found.map((match, place) => {
    const last = found[place - 1];
    return last ? joinOf(text.slice(last.index + last[0].length, match.index)) : 'edge';
  });
  return found.map((match, place) => ({
    text: match[0],
    folded: fold(match[0]),
    start: match.index,
    before: joins[place] ?? 'edge',
    after: joins[place + 1] ?? 'edge',
    cut: text[match.index + match[0].length] === '.',
  }));
}

function isUpper(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

function isLower(text: string): boolean {
  return text === text.toLowerCase() && text !== text.toUpperCase();
}

/** Takes a letter; returns its capital, or the letter itself where that would be two letters, as for ß. */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : letter;
}

function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return capital(first) + rest.join('').toLowerCase();
}

/** Takes a run that is a name, and its place; returns it written as one. */
function nameOf(runs: readonly Run[], place: number, part: PersonNamePart): WrittenName {
  const { text, folded, before, after, cut } = runs[place] as Run;
  const sure = (written: string): WrittenName => ({ text: written, certain: true });
  if ([...text].length === 1) return sure(capital(text));
  const isFirst = place === 0;
  if (!isFirst && after === 'edge' && before === 'space' && ordinal.test(text.toUpperCase()))
    return sure(text.toUpperCase());
  // « JJ », « JP »: initials, but « Ph. » and « Ch. » are words cut short.
  const mayBeInitials = isFirst && !cut && (part === 'given' || after === 'space');
  if (mayBeInitials && /^[bcdfghjklmnpqrstvwxz]{2,3}$/.test(folded) && !withoutVowel.has(folded))
    return sure(text.toUpperCase());
  const mc = /^mc(?=\p{L}{2})/iu.test(text);
  if (mc) return sure(`Mc${capitalised(text.slice(2))}`);
  if (/^mac/.test(folded) && afterMac.has(folded.slice(3)))
    return { text: `Mac${capitalised(text.slice(3))}`, certain: false };
  const short = !cut && part === 'given' && runs.length === 1 && folded.length === 2 && isUpper(text);
  return { text: capitalised(text), certain: !short || twoLetters.has(folded) };
}

/** Tells whether a word between two others only joins them. */
function joins({ text, folded }: Run): boolean {
  return betweenWords.has(folded) || text.toLowerCase() === 'né';
}

/** Whether a run is a word of its own that is written low. */
function isLowWord(runs: readonly Run[], place: number, part: PersonNamePart): boolean {
  const run = runs[place] as Run;
  const { folded, after } = run;
  if (after !== 'space') return false;
  const first = runs[0]?.folded ?? '';
  const next = runs[place + 1]?.folded ?? '';
  if (place > 0 && joins(run)) return true;
  if (part === 'given') return place > 0 && givenParticles.has(folded);
  if (folded === 'van' && place > 0 && vietnamese.has(first)) return false;
  if (folded === 'do' && (place > 0 ? vietnamese.has(first) : vietnameseMiddle.has(next))) return false;
  return particles.has(folded);
}

/** Whether a run inside words joined by hyphens is written low. */
function isLowInCompound(runs: readonly Run[], place: number, part: PersonNamePart): boolean {
  const { folded, before, after } = runs[place] as Run;
  if (before !== 'hyphen') return part === 'family' && folded === 'al';
  if (after === 'space') return particles.has(folded);
  if (after !== 'hyphen') return false;
  return betweenHyphens.has(folded) || (folded === 'la' && runs[place - 1]?.folded === 'de');
}

function writtenRun(text: string, runs: readonly Run[], place: number, part: PersonNamePart): WrittenName {
  const { text: letters, folded, start, before, after } = runs[place] as Run;
  const low = { text: accented[folded] ?? letters.toLowerCase(), certain: !orInitial.has(folded) };
  if (after === 'apostrophe' && folded === 'd')
    return part === 'given' && place === 0 ? nameOf(runs, place, part) : low;
  if (before === 'apostrophe') {
    const prefix = runs[place - 1]?.folded ?? '';
    return prefix.length === 1 || beforeApostrophe.has(prefix) ? nameOf(runs, place, part) : low;
  }
  // « van 't Hoff », « 's Jacob ».
  if (apostrophe.test(text[start - 1] ?? '') && /^[tsn]$/.test(folded)) return low;
  if (before === 'hyphen' || after === 'hyphen')
    return isLowInCompound(runs, place, part) ? low : nameOf(runs, place, part);
  return isLowWord(runs, place, part) ? low : nameOf(runs, place, part);
}

function rewritten(text: string, runs: readonly Run[], part: PersonNamePart): WrittenName {
  let written = '';
  let reached = 0;
  let certain = true;
  for (const [place, run] of runs.entries()) {
    const name = writtenRun(text, runs, place, part);
    written += text.slice(reached, run.start) + name.text;
    reached = run.start + run.text.length;
    certain &&= name.certain;
  }
  return { text: written + text.slice(reached), certain };
}

/** How sure it is that the letters of a name were not meant to be as they are: null where nothing says so. */
function miscasing(runs: readonly Run[]): 'plain' | 'likely' | null {
  const cased = runs.filter(({ text }) => text.toLowerCase() !== text.toUpperCase());
  if (cased.length === 0) return null;
  if (cased.every(({ text }) => isLower(text))) return 'plain';
  const names = cased.filter(
    (run) => !(isLower(run.text) && (particles.has(run.folded) || run.folded === 'd' || joins(run))),
  );
  const inCapitals = ({ text }: Run) => isUpper(text.replace(/^(?:Mc|Mac)(?=\p{Lu}{2})/u, ''));
  const letters = names.reduce((sum, { text }) => sum + [...text].length, 0);
  if (names.length > 0 && letters > 1 && names.every(inCapitals)) return 'plain';
  // The Shift key held while capitals were locked: « dUPONT ».
  if (names.length > 0 && names.every(({ text }) => /^\p{Ll}\p{Lu}{2,}$/u.test(text))) return 'plain';
  const isOdd = (run: Run, place: number) =>
    (isUpper(run.text) && [...run.text].length > 3 && !ordinal.test(run.text)) ||
    (isLower(run.text) && [...run.text].length > 2 && place > 0 && run.before !== 'apostrophe');
  return names.some(isOdd) ? 'likely' : null;
}

/** Takes a text; returns it with one plain space between words and none around them, its accents on their letters. */
function spaced(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
}

/**
 * Takes a person's last or first name as it was typed; returns it as the French write it (F111, A33): capital initials,
 * particles low, the article behind them capital, whatever the hyphens and apostrophes; accents are kept, and no more is
 * invented. Letters change only where all are capitals or all are low, or plainly wrong: a name written with care stays
 * as it is, but for its spaces. With `capitals` the whole name is in capitals instead, as some companies have it.
 */
export function writtenName(text: string, part: PersonNamePart, capitals = false): WrittenName {
  const tidy = spaced(text);
  if (capitals) return { text: spaced(tidy.toUpperCase()), certain: true };
  const runs = runsOf(tidy);
  const wrong = miscasing(runs);
  if (wrong === null) return { text: tidy, certain: true };
  const { text: written, certain } = rewritten(tidy, runs, part);
  const known = spaced(written);
  return { text: known, certain: known === tidy || (certain && wrong === 'plain') };
}
