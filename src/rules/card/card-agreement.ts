import { fold } from '../../lib/text.ts';
import type { CardLine, Found } from './card-line.ts';

/** How many letters are to be typed otherwise to make one text of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let at = 1; at <= other.length; at++)
      next[at] = Math.min(
        (row[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (row[at - 1] ?? 0) + (one[line - 1] === other[at - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The words of a card, folded, without those of its addresses. */
function wordsOf(lines: readonly CardLine[]): Set<string> {
  const texts = lines.filter(({ text }) => !/@|www|\.\w{2,3}$/i.test(text)).map(({ text }) => fold(text));
  return new Set(texts.flatMap((text) => text.split(/[^a-z]+/)).filter((word) => word.length > 2));
}

/** Letters that no address on a card has: one of them was misread. */
const foreign = /[^\w.@+-]/;

/**
 * Takes the e-mail addresses read, some of them readings of the same one; returns the likeliest: the one that most
 * readings give, whose parts are words of the card (names, the company), whose domain is that of the site. Where readings
 * differ it is sure only if all its parts stand elsewhere on the card; where several agree, it is.
 */
export function likeliestEmail(
  emails: readonly Found[],
  lines: readonly CardLine[],
  website: string | undefined,
): Found | undefined {
  const [first] = emails;
  if (!first || emails.length === 1) return first;
  const words = wordsOf(lines);
  const site = website?.replace(/^(?:https?:\/\/)?(?:www\.)?/i, '').split('/')[0];
  const alike = emails.filter(({ value }) => distance(value, first.value) < 4);
  const votes = ({ value }: Found): number =>
    alike.filter((other) => other.value.toLowerCase() === value.toLowerCase()).length;
  const knownPart = ({ value }: Found): number => {
    const [local = '', domain = ''] = fold(value).split('@');
    const parts = [...local.split(/[^a-z]+/), ...domain.split(/[^a-z]+/).slice(0, -1)].filter(
      (part) => part.length > 2,
    );
    const known = parts.filter((part) => words.has(part)).length;
    return parts.length === 0 ? 0 : known / parts.length;
  };
  const isOfSite = ({ value }: Found): boolean => fold(value).split('@')[1] === site;
  const score = (email: Found): number =>
    email.certainty * 0.3 +
    knownPart(email) * 0.5 +
    (votes(email) / alike.length) * 0.5 +
    (isOfSite(email) ? 0.4 : 0) -
    // Behind an initial stands a point.
    (/^[a-z][-_,]/i.test(email.value) ? 0.1 : 0) -
    (foreign.test(email.value) ? 0.4 : 0);
  const best = alike.reduce((one, other) => (score(other) > score(one) ? other : one), first);
  const certainty = Math.max(...alike.filter(({ value }) => value === best.value).map((one) => one.certainty));
  if (votes(best) === alike.length)
    return { ...best, certainty: alike.length > 2 ? Math.max(0.9, certainty) : certainty };
  const isBorneOut = knownPart(best) === 1 && votes(best) > 1;
  return { ...best, certainty: isBorneOut ? Math.max(0.8, certainty) : Math.min(0.7, certainty) };
}

/**
 * Takes the e-mail address and the site; returns both with the same domain where they differ by a slip of reading: the
 * one whose parts are words of the card, else that of the site, and neither is sure.
 */
export function agreed(
  email: Found | undefined,
  website: Found | undefined,
  lines: readonly CardLine[],
): { readonly email: Found | undefined; readonly website: Found | undefined } {
  const [local = '', domain = ''] = email?.value.split('@') ?? [];
  const [, lead = '', host = '', path = ''] =
    /^((?:https?:\/\/)?(?:www\.)?)([^/]*)(.*)$/.exec(website?.value ?? '') ?? [];
  const apart = domain === '' || host === '' ? 0 : distance(domain, host);
  if (!email || !website || apart === 0 || apart > 2 || domain.length < 8) return { email, website };
  const words = wordsOf(lines);
  const known = (name: string): number =>
    fold(name)
      .split(/[^a-z]+/)
      .filter((part) => part.length > 2 && words.has(part)).length;
  const right = known(domain) > known(host) ? domain : host;
  return {
    email: { value: `${local}@${right}`, certainty: Math.min(email.certainty, right === domain ? 1 : 0.7) },
    website: { value: lead + right + path, certainty: Math.min(website.certainty, right === host ? 1 : 0.7) },
  };
}

/** Whether two words as long as each other differ by one letter. */
function isSlip(one: string, other: string): boolean {
  return one.length === other.length && distance(one, other) === 1;
}

/**
 * Takes the e-mail address that was read and the lines of the card; returns it with a word before its at sign that
 * is a letter away from one of the card (a name, in larger letters) as that word, and marked; marked too where a point may
 * have been lost between an initial and a name, or read as a dash. An address that was given as a text stays as it is.
 */
export function proofread(email: Found | undefined, lines: readonly CardLine[]): Found | undefined {
  if (!email || email.certainty === 1) return email;
  const words = [...wordsOf(lines)];
  const [local = '', domain = ''] = email.value.split('@');
  const mended = (text: string): string =>
    text.replace(/[a-z]{5,}/gi, (part) => {
      const low = part.toLowerCase();
      const meant = words.includes(low) ? undefined : words.find((word) => isSlip(word, low));
      return meant ?? part;
    });
  // A dash behind an initial is mostly a point that was read as one: « p-dhauteville ».
  const value = `${mended(local).replace(/^([a-z])-(?=[a-z]{3})/i, '$1.')}@${domain}`;
  const low = local.toLowerCase();
  const runTogether = words.some((word) => word.length > 3 && low === `${low[0]}${word}`);
  return value === email.value && !runTogether ? email : { value, certainty: Math.min(0.7, email.certainty) };
}
