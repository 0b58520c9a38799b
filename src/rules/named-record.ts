import { sortKey } from '../lib/text.ts';
import { splitLegalForm } from './legal-forms.ts';

/** A record as it is named. */
export interface NamedOne {
  readonly id: string;
  readonly title: string;
}

/** What a search by name came to: the one record that has it, or those that may be meant. */
export interface Named {
  readonly only: NamedOne | null;
  /** Whether the only one is written otherwise (« SARL » left out): worth a look. */
  readonly loose: boolean;
  readonly alike: readonly NamedOne[];
}

/** Records that a person is shown to choose from. */
const mostAlike = 3;

/** Takes a name; returns the words to search it by: what may be left out of it is. */
export function searchedName(name: string): string {
  return splitLegalForm(sortKey(name)).name;
}

/** Takes the name of a company and records whose titles hold its words; returns which of them it names. */
export function named(name: string, found: readonly NamedOne[]): Named {
  const wanted = splitLegalForm(sortKey(name));
  const same = found.filter(({ title }) => sortKey(title) === sortKey(name));
  // Without its legal form it is the same company, unless both say one and they differ.
  const close = found.filter(({ title }) => {
    const other = splitLegalForm(sortKey(title));
    return other.name === wanted.name && (other.form === '' || wanted.form === '' || other.form === wanted.form);
  });
  const [exact, almost] = [same.length === 1 ? same[0] : undefined, close.length === 1 ? close[0] : undefined];
  const only = exact ?? (same.length === 0 ? almost : undefined) ?? null;
  return { only, loose: only !== null && !exact, alike: (close.length > 0 ? close : found).slice(0, mostAlike) };
}
