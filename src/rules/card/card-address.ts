import { fold } from '../../lib/text.ts';
import { type Found, withFigures } from './card-line.ts';

/** A postal address as a card gives it (the parts of the field type `address`). */
export interface CardAddress {
  readonly street?: string | undefined;
  readonly street2?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  /** ISO 3166-1, two letters; home where absent. */
  readonly country?: string | undefined;
}

const ways =
  'rue|avenue|av|ave|boulevard|bd|bld|blvd|place|pl|chemin|che|allee|allees|route|rte|impasse|imp|quai|cours|square|sq|passage|faubourg|fg|promenade|esplanade|sentier|ruelle|rond-point|mail|voie|traverse|montee|cite|hameau|lieu-dit|lieudit|villa|residence|showroom|calle|via|strada|street|st|road|rd|lane|drive|way|court|suite|floor|strasse';
const places =
  'z\\.?a\\.?c?|z\\.?i|zac|zone|parc|technopole|technoparc|bp|b\\.p|cs|batiment|bat|immeuble|tour|centre|domaine|espace|le|pole|campus|entree|escalier|etage|chez|tsa';

const wayPattern = new RegExp(`(?:^|[\\s,])(?:${ways})(?:\\.|\\b)`);
const placePattern = new RegExp(`^(?:${places})(?:[\\s.]|$)`);

/** A number that clings to the way it is in. */
const glued = new RegExp(`^(\\d{1,4})(?=(?:${ways})\\s)`, 'i');

/** Tells whether a line is of an address: it begins with a number, or names a way or a place. */
export function isStreet(line: string): boolean {
  const text = fold(line);
  if (/@|www\./.test(text)) return false;
  if (/^(?:n° ?)?\d{1,4}(?:\s?(?:bis|ter|quater|[a-d]))?[\s,]+\p{L}/u.test(text) && text.length > 6) return true;
  if (/^(?:rn|rd|rte nationale) ?\d{1,4}$|(?:stra(?:ss|ß)e|straat|laan|weg|gasse|platz|plein) \d/.test(text))
    return true;
  if (/^\d{1,4} ?[-/] ?\d{1,4}[\s,]+\p{L}/u.test(text)) return true;
  return wayPattern.test(text) || (placePattern.test(text) && !/^le /.test(text) && /[\p{L}\d]{2}/u.test(text));
}

/** « 69005 Lyon », « F-75008 PARIS », « 34060 Montpellier Cedex 2 »; four figures where the country is said (CH-1201, B-1000). */
const french =
  /(?:^|[\s,;–—-])(?:F\s?-\s?)?([\dOoQIlSBZ]{2}\s?[\dOoQIlSBZ]{3})\s+(\p{L}[\p{L}'’ .-]*?(?:\s+ce(?:dex|clex|dax)(?:\s?\d{1,2})?)?)(?=\s*(?:$|[,;(|•·]|\s[-–—]\s))/iu;
const abroad = /(?:^|[\s,])(CH|B|L|BE|LU|D|DE|A|AT|NL|E|ES|I|IT|P|PT)\s?-\s?(\d{4,5})\s+(\p{L}[\p{L}'’ .-]+)/u;
const british = /^(.*?)[,\s]*\b([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b/;
const american = /^(.*?),?\s+([A-Z]{2})\.?\s+(\d{5}(?:-\d{4})?)$/;

interface Town {
  readonly postcode: string;
  readonly city: string;
  readonly country?: string | undefined;
  /** What stands before it on the line. */
  readonly before: string;
  readonly certainty: number;
}

const countries: Readonly<Record<string, string>> = {
  CH: 'CH',
  B: 'BE',
  BE: 'BE',
  L: 'LU',
  LU: 'LU',
  D: 'DE',
  DE: 'DE',
  A: 'AT',
  AT: 'AT',
  NL: 'NL',
  E: 'ES',
  ES: 'ES',
  I: 'IT',
  IT: 'IT',
  P: 'PT',
  PT: 'PT',
};

function trimmed(text: string): string {
  return text
    .replace(/^[^\p{L}\p{N}«(]+|[\s,;•·|–—-]+$/gu, '')
    .replace(/^(?:adresse|address|showroom|si[èe]ge(?: social)?|bureaux?|agence|atelier)\s*:\s*/i, '');
}

function townIn(line: string): Town | null {
  const match = french.exec(line);
  const postcode = match ? withFigures(match[1] ?? '').replace(/\s/g, '') : '';
  // The departments are 01 to 95 and 971 to 988 (La Poste).
  // « 12 000 collaborateurs »: a town has a capital.
  const isTown = !/\s/.test(match?.[1] ?? '') || /^\p{Lu}/u.test(match?.[2] ?? '');
  if (match && isTown && /^(?:0[1-9]|[1-8]\d|9[0-578])\d{3}$/.test(postcode) && /\d{3}/.test(match[1] ?? '')) {
    const before = trimmed(line.slice(0, match.index + (/^[\s,;–—-]/.test(match[0]) ? 1 : 0)));
    return { postcode, city: trimmed(match[2] ?? ''), before, certainty: /\D/.test(match[1] ?? '') ? 0.85 : 1 };
  }
  const next = abroad.exec(line);
  if (next)
    return {
      postcode: next[2] ?? '',
      city: trimmed(next[3] ?? ''),
      country: countries[next[1] ?? ''],
      before: trimmed(line.slice(0, next.index)),
      certainty: 0.9,
    };
  const states = american.exec(line);
  if (states)
    return { postcode: states[3] ?? '', city: trimmed(states[1] ?? ''), country: 'US', before: '', certainty: 0.8 };
  const kingdom = british.exec(line);
  if (kingdom)
    return { postcode: kingdom[2] ?? '', city: trimmed(kingdom[1] ?? ''), country: 'GB', before: '', certainty: 0.8 };
  return null;
}

/**
 * Takes the lines that nothing else claims, in reading order; returns the address in them and which lines it took. The
 * line of postcode and town is found first (NF Z10-011), the street is on it or above it.
 */
export function addressIn(
  given: readonly { readonly text: string; readonly certainty: number }[],
): { readonly address: Found<CardAddress>; readonly taken: readonly number[] } | null {
  // « 1rue des Dahlias »: the space behind a thin figure was not seen.
  const lines = given.map((line) => ({ ...line, text: line.text.replace(glued, '$1 ') }));
  for (const [at, line] of lines.entries()) {
    const town = townIn(line.text);
    if (!town || town.city === '') continue;
    const taken = [at];
    const above: string[] = [];
    let certainty = line.certainty * town.certainty;
    const inLine = town.before
      .split(/\s[-–—•|]\s|(?<!^\d{1,4}(?: ?(?:bis|ter))?),\s(?=\D)/i)
      .map(trimmed)
      .filter(Boolean);
    // « 9, rue de Miromesnil »: the number belongs to what follows.
    const before = town.before !== '' && isStreet(town.before) && inLine.length < 3 ? inLine : inLine.filter(isStreet);
    if (before.length > 0) above.push(...before);
    for (let up = at - 1; up >= 0 && up >= at - 3; up--) {
      const { text, certainty: sure } = lines[up] ?? { text: '', certainty: 0 };
      // « Kouter 12 »: abroad, a line that ends in a number.
      const isAbroad =
        up === at - 1 && town.country !== undefined && /^\p{L}[\p{L} .'’-]+,? \d{1,4} ?[a-z]?$/u.test(text);
      if (!(isStreet(text) || isAbroad) || townIn(text)) break;
      above.unshift(trimmed(text));
      taken.push(up);
      certainty = Math.min(certainty, sure);
    }
    if (above.length === 0) {
      // Below, where a designer put it there, or anywhere else on the card.
      const other = lines.findIndex(({ text }, index) => index !== at && isStreet(text) && !townIn(text));
      if (other !== -1 && /^\d/.test(lines[other]?.text ?? '')) {
        above.push(trimmed(lines[other]?.text ?? ''));
        taken.push(other);
      }
    }
    above.splice(0, above.length, ...above.flatMap((text) => text.split(/\s[-–—•]\s(?=\d|bp|cs)/i).map(trimmed)));
    const main = above.findIndex((text) => /^\d/.test(text));
    const streets = above.filter((_, index) => main === -1 || index === main);
    const more = above.filter((text) => text !== streets[0]);
    return {
      address: {
        value: {
          ...(streets[0] ? { street: streets[0] } : {}),
          ...(more.length > 0 ? { street2: more.join(', ') } : {}),
          postcode: town.postcode,
          city: town.city,
          ...(town.country ? { country: town.country } : {}),
        },
        certainty,
      },
      taken,
    };
  }
  return null;
}
