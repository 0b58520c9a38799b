import type { CompanyName, FormedEvidence } from './evidence-forms.ts';
import type { Comparable } from './likeness.ts';
import { type PersonName, tellingWords } from './person-likeness.ts';

/**
 * Changes whenever the keys of a record would: those that are stored are made anew then.
 */
export const keysVersion = 1;

/**
 * The keys of a record: whole numbers of 32 bits, each the hash of something that another record is found by. The lowest
 * bit says how much a common key tells: 0, that the two are worth comparing over the whole base; 1, that they are while
 * one of them is being typed (people of one name, of one switchboard).
 */
export interface DuplicateKeys {
  readonly telling: readonly number[];
  readonly faint: readonly number[];
}

/** FNV-1a over UTF-16 units; `low` takes the place of the lowest bit. */
function hash(text: string, low: 0 | 1): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  // The last units of a text would hardly reach the upper bits.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value ^= value >>> 12;
  return (value & ~1) | low;
}

/** Takes folded words; returns what stays of them when slips are looked past: doubled letters and vowels go. */
function skeleton(list: readonly string[]): string {
  return [...list]
    .map((word) => word.replace(/ph/g, 'f').replace(/(.)\1+/g, '$1'))
    .map((word) => word.slice(0, 1) + word.slice(1).replace(/[aeiouyh]/g, ''))
    .sort()
    .join(' ');
}

type Add = (telling: boolean, ...parts: readonly string[]) => void;

function personKeys({ family, first }: PersonName, evidence: readonly FormedEvidence[], add: Add): void {
  const words = [...family, ...first];
  const whole = [...words].sort().join(' ');
  for (const { kind, form } of evidence) {
    if (kind !== 'company') continue;
    // Whoever is entered twice at a company has one word of the name at least right.
    for (const word of new Set(tellingWords(words))) add(true, 'word', form, word);
    add(true, 'name', form, whole);
  }
  if (words.length < 2) return;
  add(false, 'name', whole);
  add(false, 'skeleton', skeleton(words));
}

function companyKeys({ core }: CompanyName, evidence: readonly FormedEvidence[], add: Add): void {
  if (core === '') return;
  const words = core.split(' ');
  add(true, 'name', words.join(''));
  add(false, 'skeleton', skeleton(words));
  for (const { kind, form } of evidence)
    if (kind === 'place') for (const word of words) if (word.length > 2) add(true, 'word', form, word);
}

/** Takes evidence that is somebody's own; returns the key under which all who have it are found. */
export function ownKey({ kind, form }: Pick<FormedEvidence, 'kind' | 'form'>): number {
  return hash(`${kind}\u0000${form}`, 0);
}

/** Takes what is known of a record; returns the keys under which it, and what may be the same, is found. */
export function duplicateKeys({ name, evidence }: Comparable): DuplicateKeys {
  const telling = new Set<number>();
  const faint = new Set<number>();
  const add: Add = (isTelling, ...parts) =>
    (isTelling ? telling : faint).add(hash(parts.join('\u0000'), isTelling ? 0 : 1));
  if (name.nature === 'person') personKeys(name.of, evidence, add);
  else companyKeys(name.of, evidence, add);
  for (const { kind, form, isOwn } of evidence)
    if (kind !== 'company' && kind !== 'place' && kind !== 'establishment') add(isOwn, kind, form);
  return { telling: [...telling], faint: [...faint] };
}
