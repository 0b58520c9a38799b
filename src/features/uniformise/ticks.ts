import { type HeldVariant, type Place, placeKey, type UniformiseItem } from './request.ts';

/** The places whose tick is not as it stood at first: what is certain begins ticked, what is not does not. */
export type Flips = ReadonlySet<string>;

/** Tells whether a value is to be changed. */
export function isTicked(item: UniformiseItem, flips: Flips): boolean {
  return item.certain !== flips.has(placeKey(item));
}

/** Takes some items and whether they are to be changed; returns the ticks with that. */
export function withTicks(flips: Flips, items: readonly UniformiseItem[], ticked: boolean): Flips {
  const next = new Set(flips);
  for (const item of items)
    if (item.certain === ticked) next.delete(placeKey(item));
    else next.add(placeKey(item));
  return next;
}

/** Takes the items and their ticks; returns the values that are left all the same, and those changed all the same. */
export function placesToSend(
  items: readonly UniformiseItem[],
  flips: Flips,
): { readonly except: readonly Place[]; readonly also: readonly Place[] } {
  const flipped = items.filter((item) => flips.has(placeKey(item)));
  const placesOf = (certain: boolean) =>
    flipped
      .filter((item) => item.certain === certain)
      .map(({ id, field, link }) => (link === undefined ? { id, field } : { id, field, link }));
  return { except: placesOf(true), also: placesOf(false) };
}

/** What someone chose for a variant: the value that takes its place, and whether it does. */
export interface VariantChoice {
  readonly into: string | null;
  readonly ticked: boolean;
}

export type VariantChoices = Readonly<Record<string, VariantChoice>>;

export const variantKey = ({ field, from }: Pick<HeldVariant, 'field' | 'from'>): string => `${field} ${from}`;

/** Takes a variant and what was chosen so far; returns what is to become of it: at first, what is certain alone. */
export function choiceOf(variant: HeldVariant, choices: VariantChoices): VariantChoice {
  return choices[variantKey(variant)] ?? { into: variant.into, ticked: variant.certain };
}

/** Takes the variants and what was chosen; returns by field which value takes the place of which. */
export function valuesToSend(
  variants: readonly HeldVariant[],
  choices: VariantChoices,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const values: Record<string, Record<string, string>> = {};
  for (const variant of variants) {
    const { into, ticked } = choiceOf(variant, choices);
    if (ticked && into !== null) values[variant.field] = { ...values[variant.field], [variant.from]: into };
  }
  return values;
}
