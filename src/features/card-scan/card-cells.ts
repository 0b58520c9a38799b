import type { CardReading } from '../../rules/card/card-reading.ts';
import { listVariants, type VariedValue } from '../../rules/list-variants.ts';
import type { CardCells, CardColumn } from '../../rules/vcard-card.ts';

/** Below this, a value is shown as one to look at. */
const surely = 0.75;

/** What a card says, by the columns of an address book, and which of it is to be looked at. */
export interface FoundCells {
  readonly cells: CardCells;
  readonly unsure: ReadonlySet<CardColumn>;
}

/** Takes what was read on a card; returns it as an address book says it. */
export function cellsOf({ others: _, address, ...fields }: CardReading): FoundCells {
  const cells: CardCells = {};
  const unsure = new Set<CardColumn>();
  const put = (column: CardColumn, value: string | undefined, certainty: number) => {
    if (value === undefined || value === '') return;
    cells[column] = value;
    if (certainty < surely) unsure.add(column);
  };
  const { civility, company, ...same } = fields;
  put('prefix', civility?.value, civility?.certainty ?? 0);
  put('organisation', company?.value, company?.certainty ?? 0);
  for (const [name, found] of Object.entries(same)) put(name as CardColumn, found?.value, found?.certainty ?? 0);
  for (const [part, text] of Object.entries(address?.value ?? {}))
    put(part as CardColumn, text, address?.certainty ?? 0);
  return { cells, unsure };
}

/** Takes what the letters and what a code of the card say; returns both, the code before the letters. */
export function withCode(read: FoundCells, code: CardCells): FoundCells {
  const address: readonly CardColumn[] = ['street', 'street2', 'postcode', 'city', 'region', 'country'];
  const cells: CardCells = { ...read.cells };
  // An address is taken whole, from the one or from the other.
  if (address.some((part) => code[part] !== undefined)) for (const part of address) delete cells[part];
  const unsure = new Set([...read.unsure].filter((column) => code[column] === undefined));
  return { cells: { ...cells, ...code }, unsure };
}

/** Takes the words of a function and the values of its list; returns the value that they surely mean, as it is or by likeness. */
export function functionMeant(
  text: string,
  values: readonly VariedValue[],
): { readonly value: VariedValue; readonly exact: boolean } | null {
  const code = '\u0000read';
  const fold = (word: string): string => word.trim().toLowerCase();
  const standing = values.filter(({ active, mergedInto }) => active !== false && mergedInto === undefined);
  const exact = standing.find(({ label }) => fold(label.fr) === fold(text) || fold(label.en) === fold(text));
  if (exact) return { value: exact, exact: true };
  // A value that is retired is one that others stand for: what was read is looked at as such.
  const read: VariedValue = { code, label: { fr: text, en: text }, active: false };
  const variant = listVariants([...standing, read]).find(({ from }) => from === code);
  const value = variant?.certain ? standing.find((one) => one.code === variant.into) : undefined;
  return value ? { value, exact: false } : null;
}
