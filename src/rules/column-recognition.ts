import type { Localized } from '../lib/localized.ts';
import { fold } from '../lib/text.ts';
import { contentEvidence, contentFit } from './column-content.ts';
import { columnSynonyms } from './column-synonyms.ts';

/** A field that a column can be brought into. */
export interface RecognitionTarget {
  /** The field's key; `address.city` for the part of an address. */
  readonly key: string;
  /** What the company calls it, in every language. */
  readonly labels: readonly string[];
  /** What its values are: the field type's name, `postcode` for that part of an address. */
  readonly meaning: string;
}

/** A column and the field it is taken for. */
export interface ColumnMatch {
  /** Index of the column. */
  readonly column: number;
  /** Key of the target. */
  readonly target: string;
  /** 0 to 1: above 0.9 the header says it, below 0.7 it deserves a look. */
  readonly confidence: number;
  readonly reason: 'label' | 'synonym' | 'content';
}

interface Column {
  readonly index: number;
  readonly header: string;
}

interface Row {
  readonly cells: readonly (string | null)[];
}

/** Accents read in the wrong code page (« PrÃ©nom »), as the letter they stood for. */
const brokenAccents: readonly (readonly [RegExp, string])[] = [
  [/Ã[©¨ª«]/g, 'e'],
  [/Ã[\u00a0¢ ]/g, 'a'],
  [/Ã§/g, 'c'],
  [/Ã[´¶]/g, 'o'],
  [/Ã[®¯]/g, 'i'],
  [/Ã[¹»¼]/g, 'u'],
  [/Ã[‰ˆŠ‹]/g, 'e'],
  [/Ã€/g, 'a'],
  [/â€™/g, "'"],
  [/Â°/g, '°'],
  [/Å“/g, 'oe'],
];

/** Takes a header or label; returns its words: folded, `camelCase` and `snake_case` opened, punctuation left out. */
function normalise(header: string): string {
  let text = header.replace(/ \(\d+\)$/, '');
  if (/[ÃÂÅâ]/.test(text)) for (const [broken, letter] of brokenAccents) text = text.replace(broken, letter);
  return fold(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/\bn\s?[°º]\s?|\bn[o°]\.? (?=\p{L})/gu, 'n ')
    .replace(/[^\p{L}\p{N}\ufffd?]+/gu, ' ')
    .replace(/\b[ld] (?=\p{L})/gu, '')
    .replace(/\be mail/g, 'email')
    .trim();
}

const synonyms: ReadonlyMap<string, readonly string[]> = new Map(
  [...columnSynonyms].map(([key, names]) => [key, names.map(normalise)]),
);

/** Words of headers whose cells are never the professional detail looked for, whatever they look like. */
const elsewhere =
  /\b(assistante?|domicile|home|perso|personnelle?|prive[er]?|private|autre|other|conjoint|spouse|type|label|[2-9]|pager|rappel|callback)\b/;

/**
 * Tells which column is which field: by the field's labels, by what other programs call it, by what the cells hold.
 * Takes the columns as written, some rows, and the fields that may be brought in. Returns at most one column for each
 * field and one field for each column, in the order of the columns; columns that nothing recognises are left out.
 */
export function recogniseColumns(
  columns: readonly Column[],
  sampleRows: readonly Row[],
  targets: readonly RecognitionTarget[],
): ColumnMatch[] {
  const candidates: ColumnMatch[] = [];
  for (const column of columns) {
    const name = normalise(column.header);
    const cells = sampleRows.flatMap((row) => {
      const cell = row.cells[column.index];
      return cell === null || cell === undefined || cell.trim() === '' ? [] : [cell.trim()];
    });
    for (const target of targets) {
      const match = matchColumn(name, cells, target);
      if (match !== undefined) candidates.push({ column: column.index, target: target.key, ...match });
    }
  }
  candidates.sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  const byColumn = new Map<number, ColumnMatch>();
  const taken = new Set<string>();
  for (const candidate of candidates) {
    if (byColumn.has(candidate.column) || taken.has(candidate.target)) continue;
    byColumn.set(candidate.column, candidate);
    taken.add(candidate.target);
  }
  keepAddressTogether(byColumn, candidates);
  return [...byColumn.values()].sort((a, b) => a.column - b.column);
}

/** A place that a column may be brought to, as `importTargets` tells it. */
interface Recognisable {
  readonly key: string;
  readonly label: Localized;
  readonly meaning: string;
  readonly recognition: string;
}

/** Takes columns, some rows and what they may be brought into; returns which column is which, by the keys of the targets. */
export function recogniseTargets(
  columns: readonly Column[],
  sampleRows: readonly Row[],
  targets: readonly Recognisable[],
): ColumnMatch[] {
  const keys = new Map<string, string>();
  const recognised = targets.map(({ key, label, meaning, recognition }) => {
    const known = recognition === '' ? key : recognition;
    keys.set(known, key);
    return { key: known, labels: [label.fr, label.en], meaning };
  });
  return recogniseColumns(columns, sampleRows, recognised).map((match) => ({
    ...match,
    target: keys.get(match.target) ?? match.target,
  }));
}

type Match = Pick<ColumnMatch, 'confidence' | 'reason'>;

function matchColumn(name: string, cells: readonly string[], target: RecognitionTarget): Match | undefined {
  const named = matchName(name, target);
  if (named !== undefined) {
    const fit = contentFit(target.meaning, target.key, cells);
    if (fit === undefined || cells.length < 2) return named;
    // Cells that cannot be what the header says: another column may well have a better claim.
    if (fit < 0.2) return { ...named, confidence: round(named.confidence * 0.5) };
    return {
      ...named,
      confidence: round(Math.min(1, named.confidence + (fit > 0.8 && named.reason !== 'label' ? 0.02 : 0))),
    };
  }
  const untitled = /^colonne \d+$/.test(name);
  if (!isMain(target) || (elsewhere.test(name) && !untitled) || cells.length < 2) return undefined;
  const evidence = contentEvidence(target.meaning, target.key, cells) ?? 0;
  // A mobile is a phone too: the narrower field comes first.
  const narrow = target.key === 'mobile' || target.key === 'linkedin' ? 0.01 : 0;
  return evidence >= 0.8 ? { confidence: round(0.45 + evidence * 0.2 + narrow), reason: 'content' } : undefined;
}

/** An e-mail address is the e-mail, not the billing e-mail: content alone says no more. */
function isMain(target: RecognitionTarget): boolean {
  return [
    'email',
    'phone',
    'mobile',
    'website',
    'linkedin',
    'siren',
    'siret',
    'vatNumber',
    'civility',
    'address.postcode',
  ].includes(target.key);
}

function matchName(name: string, target: RecognitionTarget): Match | undefined {
  if (name === '') return undefined;
  const labels = [...target.labels, target.key].map(normalise);
  if (labels.includes(name)) return { confidence: 1, reason: 'label' };
  const known = synonyms.get(target.key) ?? [];
  const rank = known.indexOf(name);
  if (rank !== -1) return { confidence: round(Math.max(0.75, 0.96 - rank * 0.005)), reason: 'synonym' };
  if (/[?\ufffd]/.test(name) && [...labels, ...known].some((other) => fitsDamaged(name, other)))
    return { confidence: 0.72, reason: 'synonym' };
  if (name.length >= 6 && [...labels, ...known].some((other) => other.length >= 6 && oneSlip(name, other)))
    return { confidence: 0.7, reason: 'synonym' };
  if (labels.some((label) => holdsAllWords(name, label))) return { confidence: 0.6, reason: 'label' };
  return undefined;
}

/** `T?l?phone`: each mark stands for one lost letter. */
function fitsDamaged(damaged: string, whole: string): boolean {
  return (
    damaged.length === whole.length &&
    [...damaged].every((letter, index) => letter === '?' || letter === '\ufffd' || letter === whole[index])
  );
}

/** One letter missing, added or changed (« Telephonne »). */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = Math.max(a.length, b.length) - start - end;
  // A figure is no slip: « adresse 2 » is not « adresse 1 ».
  return left <= 1 && !/\d/.test(a.slice(start, a.length - end) + b.slice(start, b.length - end));
}

function holdsAllWords(name: string, label: string): boolean {
  const wanted = label.split(' ').filter((word) => word.length > 2);
  const had = new Set(name.split(' '));
  return wanted.length >= 2 && wanted.every((word) => had.has(word)) && !elsewhere.test(name);
}

/** Files with two addresses repeat « Ville » and « Code postal »: those that follow the chosen street are meant. */
function keepAddressTogether(matches: Map<number, ColumnMatch>, candidates: readonly ColumnMatch[]): void {
  const street = [...matches.values()].find((match) => match.target === 'address.street');
  if (street === undefined) return;
  for (const match of [...matches.values()]) {
    if (!match.target.startsWith('address.') || match === street) continue;
    const better = candidates
      .filter(
        (other) =>
          other.target === match.target &&
          !matches.has(other.column) &&
          Math.abs(other.confidence - match.confidence) <= 0.02,
      )
      .find((other) => other.column > street.column && (match.column < street.column || other.column < match.column));
    if (better === undefined) continue;
    matches.delete(match.column);
    matches.set(better.column, better);
  }
}

function round(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
