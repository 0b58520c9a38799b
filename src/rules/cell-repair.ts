import type { Localized } from '../lib/localized.ts';
import { luhn } from '../lib/luhn.ts';

/** What was mended in a cell, and what the person is told. */
export const repairs = {
  'zero-restored': { fr: 'Zéro du début rétabli', en: 'Leading zero restored' },
  'digits-restored': {
    fr: 'Nombre écrit en entier (il était en notation scientifique)',
    en: 'Number written in full (it was in scientific notation)',
  },
  'decimals-removed': { fr: 'Décimales « ,0 » enlevées', en: 'Trailing “.0” removed' },
  'plus-restored': {
    fr: 'Signe « + » du numéro international rétabli',
    en: 'Plus sign of the international number restored',
  },
  'spaces-mended': { fr: 'Espaces spéciales remplacées', en: 'Special spaces replaced' },
  'prefix-removed': { fr: 'Préfixe enlevé', en: 'Prefix removed' },
  'first-kept': { fr: 'Plusieurs valeurs : la première a été gardée', en: 'Several values: the first was kept' },
  'siren-taken': { fr: 'SIREN tiré du SIRET', en: 'SIREN taken from the SIRET' },
  'date-read': { fr: 'Date lue dans un numéro de jour d’Excel', en: 'Date read from an Excel day number' },
  'hour-removed': { fr: 'Heure enlevée de la date', en: 'Hour removed from the date' },
} as const satisfies Record<string, Localized>;

export type Repair = keyof typeof repairs;

/** Why a cell cannot be stored. */
const problems = {
  'digits-lost': {
    fr: 'Excel a remplacé ce numéro par « {text} » : ses derniers chiffres sont perdus. Mettez la colonne au format Texte et ressaisissez-le.',
    en: 'Excel replaced this number by “{text}”: its last digits are lost. Set the column to Text and enter it again.',
  },
  'formula-error': {
    fr: 'La cellule contient une erreur de calcul ({text}).',
    en: 'The cell holds a formula error ({text}).',
  },
} as const satisfies Record<string, Localized>;

/** What became of a cell. */
export interface RepairedCell {
  /** The text to store; with a problem, the text as it was. */
  readonly value: string;
  readonly repaired?: Repair;
  readonly problem?: { readonly code: keyof typeof problems; readonly message: Localized };
}

/** What the rest of the row says. */
export interface RepairContext {
  /** Two letters; no French postcode or phone is guessed elsewhere. Absent: France. */
  readonly country?: string | undefined;
}

/** Spaces that are not the plain one (U+202F is the narrow space of French typography), and signs without width. */
const specialSpaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g;
const formulaError =
  /^#(N\/A|NA|REF!|VALUE!|VALEUR!|NAME\?|NOM\s?\?|DIV\/0!|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|PROPAGATION!|CALC!)$/i;
const scientific = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i;

/**
 * Mends what spreadsheets do to a value that they take for a number: lost zeros, scientific notation, odd spaces.
 *
 * Takes what the cell stands for (a field type's name, `postcode` for that part of an address, anything else is
 * text), its text, and what the row says. Returns the text to store and what was mended; or a problem when the value
 * is lost, in which case nothing may be stored. Text comes back exactly as it is. Whether the value is valid is the
 * field's business.
 */
export function repairCell(meaning: string, text: string, context: RepairContext = {}): RepairedCell {
  if (formulaError.test(text.trim())) return refused('formula-error', text);
  const french = context.country === undefined || context.country === '' || /^fr$/i.test(context.country);
  switch (meaning) {
    case 'postcode':
      return mended(text, (plain) => repairPostcode(plain, french));
    case 'siren':
      return mended(text, (plain) => repairNumber(plain, 9));
    case 'siret':
      return mended(text, (plain) => repairNumber(plain, 14));
    case 'vat':
    case 'vatNumber':
      return mended(text, (plain) => ({ value: plain }));
    case 'phone':
      return mended(text, (plain) => repairPhone(plain, french));
    case 'email':
      return mended(text, repairEmail);
    case 'url':
      return mended(text, firstOf);
    case 'date':
      return mended(text, repairDate);
    default:
      return { value: text };
  }
}

function refused(code: keyof typeof problems, text: string): RepairedCell {
  const shown = text.trim();
  const { fr, en } = problems[code];
  return {
    value: text,
    problem: { code, message: { fr: fr.replace('{text}', () => shown), en: en.replace('{text}', () => shown) } },
  };
}

/** Makes spaces plain, then lets `repair` look; says `spaces-mended` when nothing else was. */
function mended(text: string, repair: (plain: string) => RepairedCell): RepairedCell {
  const plain = text.replace(specialSpaces, (space) => (/[\u200b\u2060\ufeff]/.test(space) ? '' : ' ')).trim();
  const found = repair(plain);
  if (found.problem !== undefined) return { ...found, value: text };
  return found.repaired === undefined && found.value !== text.trim() ? { ...found, repaired: 'spaces-mended' } : found;
}

/** Takes a number in scientific notation; returns all of its digits when it still has them, null when some are lost. */
function allDigits(text: string): string | null | undefined {
  const parts = scientific.exec(text);
  if (parts === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  // Excel shows two decimals of thirteen: what it does not write, it may have lost.
  return fraction.length >= Number(exponent) ? whole + fraction.slice(0, Number(exponent)) : null;
}

function repairPostcode(text: string, french: boolean): RepairedCell {
  if (!french) return { value: text };
  // A town of several postcodes, as the lists of communes give it: « 13001;13002 ».
  const several = text.split(/[;,/|\s]+/);
  if (several.length > 1 && several.every((code) => /^\d{4,5}$/.test(code)))
    return { value: repairPostcode(several[0] ?? '', french).value, repaired: 'first-kept' };
  const whole = text.replace(/[.,]0+$/, '');
  const unprefixed = whole.replace(/^F(R)?[ -]*(?=\d)/i, '');
  const joined = /^\d{2} \d{3}$/.test(unprefixed) ? unprefixed.replace(' ', '') : unprefixed;
  if (/^[1-9]\d{3}$/.test(joined)) return { value: `0${joined}`, repaired: 'zero-restored' };
  if (!/^\d{5}$/.test(joined) || joined === text) return { value: text };
  if (whole !== text) return { value: joined, repaired: 'decimals-removed' };
  return { value: joined, repaired: unprefixed === whole ? 'spaces-mended' : 'prefix-removed' };
}

/** Luhn's key, or for La Poste (SIREN 356000000) a sum of digits that is a multiple of 5 (INSEE). */
function hasKey(digits: string): boolean {
  if (luhn(digits)) return true;
  return (
    digits.length === 14 &&
    digits.startsWith('356000000') &&
    [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
  );
}

/** A SIREN (9) or SIRET (14). */
function repairNumber(text: string, length: 9 | 14): RepairedCell {
  const full = allDigits(text);
  if (full === null) return refused('digits-lost', text);
  if (full !== undefined) return { value: full.padStart(length, '0'), repaired: 'digits-restored' };
  const whole = text.replace(/(?:\s*[.,]0)+$/, '');
  const digits = whole.replace(/[ .-]/g, '');
  if (!/^\d+$/.test(digits)) return { value: text };
  if (length === 9 && digits.length === 14 && hasKey(digits))
    return { value: digits.slice(0, 9), repaired: 'siren-taken' };
  if (digits.length < length && digits.length >= length - 3) {
    const filled = digits.padStart(length, '0');
    if (hasKey(filled) && (length === 9 || luhn(filled.slice(0, 9))))
      return { value: filled, repaired: 'zero-restored' };
  }
  return whole === text ? { value: text } : { value: whole, repaired: 'decimals-removed' };
}

function repairPhone(text: string, french: boolean): RepairedCell {
  const full = allDigits(text);
  if (full === null) return refused('digits-lost', text);
  const first = firstOf(full ?? text);
  const whole = first.value.replace(/^(\d{9,11})[.,]0$/, '$1');
  const digits = whole.replace(/[ .-]/g, '');
  if (/^33[1-9]\d{8}$/.test(digits)) return { value: `+${whole}`, repaired: 'plus-restored' };
  if (french && /^[1-9]\d{8}$/.test(digits)) return { value: `0${whole}`, repaired: 'zero-restored' };
  if (full !== undefined) return { value: full, repaired: 'digits-restored' };
  return whole === first.value ? first : { value: whole, repaired: 'decimals-removed' };
}

/** Google joins several values by ` ::: `. */
function firstOf(text: string): RepairedCell {
  const [first, ...rest] = text.split(' ::: ');
  return rest.length === 0 || first === undefined ? { value: text } : { value: first.trim(), repaired: 'first-kept' };
}

function repairEmail(text: string): RepairedCell {
  const first = firstOf(text);
  const named =
    /^[^<>]*<\s*(?:mailto:)?([^\s<>]+@[^\s<>]+)\s*>$/i.exec(first.value)?.[1] ??
    /^mailto:(\S+)$/i.exec(first.value)?.[1];
  return named === undefined ? first : { value: named, repaired: first.repaired ?? 'prefix-removed' };
}

/** Day numbers of 1980 to 2099: below, a year or a quantity is likelier. */
const dayNumbers = { first: 29_221, last: 73_050 };

function repairDate(text: string): RepairedCell {
  if (/^\d{5}([.,]\d+)?$/.test(text)) {
    const day = Math.floor(Number(text.replace(',', '.')));
    if (day >= dayNumbers.first && day <= dayNumbers.last) {
      return { value: new Date((day - 25_569) * 86_400_000).toISOString().slice(0, 10), repaired: 'date-read' };
    }
  }
  // HubSpot and others write a moment where a day is asked for.
  const day =
    /^(\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{2,4})[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    )?.[1];
  return day === undefined ? { value: text } : { value: day, repaired: 'hour-removed' };
}
