import { digits, fold } from '../../lib/text.ts';
import { type Found, withFigures } from './card-line.ts';

/** What a number on a card is for. */
export type PhoneKind = 'phone' | 'mobile' | 'fax';

/** A number found in a line, with where it stands there. */
export interface CardPhone extends Found {
  readonly kind: PhoneKind;
  readonly extension?: string | undefined;
  /** Whether it is someone's own line (1), the company's (0), or not said (0.5). */
  readonly own: number;
  readonly from: number;
  readonly to: number;
}

interface Label {
  readonly kind: PhoneKind;
  readonly own: number;
}

/** Words before a number, folded, and what they say of it. */
const labels: readonly (readonly [RegExp, Label])[] = [
  [/^(?:tel fax|telephone fax|tel telecopie)$/, { kind: 'phone', own: 0.5 }],
  [/^(?:f|fax|telecopie(?:ur)?|telefax|telec)$/, { kind: 'fax', own: 0.5 }],
  [
    /^(?:m|mob|mobile|p|port|portable|gsm|cell|cellphone|handy|natel|mobil|movil|cellulare|06|07)$/,
    { kind: 'mobile', own: 1 },
  ],
  [/^(?:direct|directe|ligne directe|ld|d|dir|direct line|tel direct|poste direct)$/, { kind: 'phone', own: 1 }],
  [
    /^(?:standard|std|accueil|secretariat|switchboard|reception|siege|agence|atelier|magasin|secr|general|numero vert|n vert)$/,
    { kind: 'phone', own: 0 },
  ],
  [/^(?:t|tel|telephone|tph|phone|ph|fixe|bureau|office|o|work|w|appel|call|b|h|home)$/, { kind: 'phone', own: 0.5 }],
];

function labelOf(text: string): Label | null {
  const words = fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter(Boolean);
  for (const count of [2, 1]) {
    const last = words.slice(-count).join(' ');
    const found = words.length >= count && labels.find(([pattern]) => pattern.test(last));
    if (found) return found[1];
  }
  return null;
}

/** The words before a number that say it is no telephone's. */
const otherNumber =
  /(?:siren|siret|rcs|r\.c\.s|tva|vat|naf|ape|capital|rm|orias|adeli|rpps|iban|bic|n° ?agrement|cnil|carte pro\w*|adherent|cedex|bp|cs|b\.p)[^\d+]{0,24}$/i;

/** Tells what is dialled: the country's number with its prefix, or null where the digits are no telephone's. */
function dialled(text: string): { readonly national: string; readonly country: string } | null {
  const plus = /^\W*\+/.test(text);
  const number = digits(text.replace(/\(\s*0\s*\)/g, ''));
  if (plus || /^\W*00/.test(text)) {
    const whole = plus ? number : number.slice(2);
    if (whole.startsWith('33')) {
      const rest = whole.slice(2).replace(/^0(?=\d{9}$)/, '');
      return /^[1-9]\d{8}$/.test(rest) ? { national: `0${rest}`, country: 'FR' } : null;
    }
    return /^[1-9]\d{7,14}$/.test(whole) ? { national: whole, country: 'other' } : null;
  }
  if (/^0[1-9]\d{8}$/.test(number)) return { national: number, country: 'FR' };
  // The plus of the country is often too thin to be read.
  if (/^33[1-9]\d{8}$/.test(number)) return { national: `0${number.slice(2)}`, country: 'FR' };
  if (/^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(text.trim())) return { national: number, country: 'other' };
  return null;
}

/** Whether a piece between spaces can be part of a number. */
function isNumberPiece(piece: string): boolean {
  const letters = piece.replace(/[^\p{L}\p{N}|!]/gu, '');
  if (/^[+()./–—-]+$/.test(piece)) return true;
  if (letters === '' || !/^[\dOoQDlIi|!ZzSsbGBgq]+$/.test(letters)) return false;
  const real = digits(letters).length;
  return real >= letters.length / 2 || letters.length <= 2;
}

interface Run {
  readonly pieces: readonly { readonly text: string; readonly from: number; readonly to: number }[];
}

function runsOf(line: string): Run[] {
  const runs: Run[] = [];
  let pieces: { text: string; from: number; to: number }[] = [];
  const close = () => {
    if (pieces.some(({ text }) => /\d/.test(text))) runs.push({ pieces });
    pieces = [];
  };
  for (const { 0: text, index } of line.matchAll(/[^\s,;•·/:]+|[,;•·/:]/g)) {
    // A bar between numbers, and the sign of a country, begin another.
    if (/^\|$|^\(?\+/.test(text)) close();
    if (text === '|') continue;
    // « T.04 78… »: the label clings to the number.
    const clung = /^(\p{L}{1,4}[.:)]*)(?=[+(]?[\dO])/u.exec(text);
    const label = clung && labelOf(clung[1] ?? '') && !isNumberPiece(text) ? (clung[1] ?? '') : '';
    if (label !== '') close();
    const rest = text.slice(label.length);
    if (isNumberPiece(rest)) pieces.push({ text: rest, from: index + label.length, to: index + text.length });
    else close();
  }
  close();
  return runs;
}

/** The signs of a number as printed, with what is no part of it taken off its ends. */
function printed(text: string): string {
  return withFigures(text)
    .replace(/^[^\d+(]+|[^\d)]+$/g, '')
    .replace(/^\((?!\d+\))/, '')
    .replace(/\s*[–—]\s*/g, ' ')
    .replace(/\s+/g, ' ');
}

/** How French numbers are grouped; any other way is a slip of reading. */
const usualGroups = /^(?:\d{10}|\d{1,2}(?:[ .-]\d\d){4}|\d{4}(?:[ .-]\d{3}){2}|0(?:[ .-]\d{3}){3}|\d{9})$/;

/** Takes a French number as printed; returns it with its figures two by two where they were read otherwise. */
function regrouped(text: string): string {
  const [head = ''] = /^(?:(?:\+|00)\s?)?\(?(?:33)?\)?[\s.-]*(?:\(\s*0\s*\))?[\s.-]*(?=[1-9])|^/.exec(text) ?? [];
  const rest = text.slice(head.length).trim();
  if (usualGroups.test(rest) || (head === '' && usualGroups.test(text))) return text;
  const between = /[.-]/.exec(rest)?.[0] ?? ' ';
  const all = digits(rest);
  const lead = all.length % 2 === 1 ? `${all[0]}${between}` : '';
  return `${head}${lead}${all.slice(lead === '' ? 0 : 1).replace(/(\d\d)(?=\d)/g, `$1${between}`)}`;
}

interface Cut {
  readonly text: string;
  readonly first: number;
  readonly last: number;
  readonly national: string;
  readonly country: string;
}

/** Takes a run of number-like pieces; returns the telephone numbers in it, the longest first from the left. */
function numbersIn({ pieces }: Run): Cut[] {
  const found: Cut[] = [];
  for (let first = 0; first < pieces.length; first++) {
    let best: Cut | null = null;
    let text = '';
    for (let last = first; last < pieces.length && text.length < 28; last++) {
      text += `${last > first ? ' ' : ''}${pieces[last]?.text ?? ''}`;
      const signs = printed(text);
      const number = dialled(signs);
      // A French number is whole with its ten figures: what follows is another.
      if (number && !(best?.country === 'FR')) best = { text: signs, first, last, ...number };
    }
    if (!best) continue;
    found.push(best);
    first = best.last;
  }
  return found;
}

function kindOf(label: Label | null, { national, country, text }: Cut): { kind: PhoneKind; certainty: number } {
  if (label?.kind === 'fax') return { kind: 'fax', certainty: 1 };
  // Mobile numbers of France begin with 06 or 07 (ARCEP, plan national de numérotation).
  if (country === 'FR') {
    const mobile = /^0[67]/.test(national);
    const agrees = label === null || (label.kind === 'mobile') === mobile;
    return { kind: mobile ? 'mobile' : 'phone', certainty: agrees ? 1 : 0.85 };
  }
  if (label) return { kind: label.kind, certainty: 1 };
  const mobile =
    /^(?:\+|00)(?:447|324|4915|4916|4917|417[5-9]|34[67]|393|3526|3519|316|3538|436|212[67]|213[567])/.test(
      text.replace(/\(\s*0\s*\)|[^\d+]/g, ''),
    );
  return { kind: mobile ? 'mobile' : 'phone', certainty: mobile ? 0.9 : 0.8 };
}

const extensionPattern = /^[\s(,;:–—-]*(?:poste|ext(?:ension)?|p|x|#)\s*\.?\s*:?\s*(\d{1,6})\b(?![\s.-]?\d)\)?/i;

/** Takes a line and how sure it is; returns the telephone numbers in it, in order. */
export function phonesIn(line: string, certainty: number): CardPhone[] {
  const found: CardPhone[] = [];
  let behind = 0;
  for (const run of runsOf(line)) {
    for (const cut of numbersIn(run)) {
      const from = run.pieces[cut.first]?.from ?? 0;
      const to = run.pieces[cut.last]?.to ?? line.length;
      const before = line.slice(behind, from);
      if (otherNumber.test(before)) continue;
      const after = line.slice(to);
      const label = labelOf(before) ?? labelOf(/^\s*\((\p{L}+)\)/u.exec(after)?.[1] ?? '');
      const extension = extensionPattern.exec(after);
      const kind = kindOf(label, cut);
      // A letter read for a figure is a guess, though mostly a right one.
      const repaired = run.pieces
        .slice(cut.first, cut.last + 1)
        .some(({ text }) => /[\p{L}|!]/u.test(text.replace(/^\+/, '')));
      found.push({
        value: cut.country === 'FR' ? regrouped(cut.text) : cut.text,
        certainty: certainty * kind.certainty * (repaired ? 0.85 : 1),
        kind: kind.kind,
        own: label?.own ?? 0.5,
        extension: extension?.[1],
        from: from - (label ? (/\S*[\s:.]*$/.exec(before)?.[0].length ?? 0) : 0),
        to: to + (extension?.[0].length ?? 0),
      });
      behind = to;
    }
  }
  return found;
}
