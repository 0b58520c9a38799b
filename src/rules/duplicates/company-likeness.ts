import { editDistance } from '../../lib/edit-distance.ts';
import type { CompanyName } from './evidence-forms.ts';

/** How two names may be those of one company. */
export type CompanyLikeness =
  /** The same but for its legal form, the order of words, accents, capitals. */
  | 'same-company-name'
  /** The same words with two different legal forms: companies change theirs. */
  | 'other-legal-form'
  | 'close-company-name'
  | 'part-company-name';

/** Shortest name of a company in which slips are looked past, and the one from which on two are. */
const shortest = 6;
const long = 12;

/** Takes the names of two companies; returns how they may be one, or null. */
export function companyLikeness(one: CompanyName, other: CompanyName): CompanyLikeness | null {
  const [joined, otherJoined] = [one.core.replaceAll(' ', ''), other.core.replaceAll(' ', '')];
  if (joined === '' || otherJoined === '') return null;
  const apart = one.form !== '' && other.form !== '' && one.form !== other.form;
  if (joined === otherJoined) return apart ? 'other-legal-form' : 'same-company-name';
  const length = Math.min(joined.length, otherJoined.length);
  const most = length >= long ? 2 : 1;
  if (length >= shortest && editDistance(joined, otherJoined, most) <= most) return 'close-company-name';
  const [some, all] = [one.core.split(' '), other.core.split(' ')];
  if (some.every((word) => all.includes(word)) || all.every((word) => some.includes(word))) return 'part-company-name';
  return null;
}
