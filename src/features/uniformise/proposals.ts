import { listValues } from '../../meta/derive/list-values.ts';
import type { EffectiveField } from '../../meta/effective-record.ts';
import { type ListVariant, listVariants } from '../../rules/list-variants.ts';
import { writtenName } from '../../rules/person-names.ts';
import type { UniformiseTools, ValueMap } from './request.ts';

/** A value of a record as it would become. */
export interface Proposal {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly certain: boolean;
}

/** Takes list fields; returns the variants among the values of each. */
export function variantsOf(fields: readonly EffectiveField[]): ReadonlyMap<string, readonly ListVariant[]> {
  return new Map(fields.map((field) => [field.name, listVariants(listValues(field))]));
}

/** Takes the variants of each list; returns what takes the place of what where nothing else can be meant, or may. */
export function valuesProposed(
  variants: ReadonlyMap<string, readonly ListVariant[]>,
  wanted: 'certain' | 'likely',
): ValueMap {
  const isWanted = ({ certain }: ListVariant) => certain === (wanted === 'certain');
  return Object.fromEntries(
    [...variants].map(([field, all]) => [
      field,
      Object.fromEntries(
        all.filter(isWanted).flatMap(({ from, into }) => (into === null ? [] : [[from, into] as const])),
      ),
    ]),
  );
}

/** Takes a record's values and what is to be done; returns each value that would become another, in the order of the fields. */
export function proposalsFor(
  fields: { readonly names: readonly EffectiveField[]; readonly lists: readonly EffectiveField[] },
  tools: UniformiseTools,
  values: Readonly<Record<string, unknown>>,
): Proposal[] {
  const proposals: Proposal[] = [];
  const propose = (field: EffectiveField, after: string | null, certain = true) => {
    const before = (values[field.name] ?? null) as string | null;
    if (after !== before) proposals.push({ field: field.name, before, after, certain });
  };
  if (tools.names)
    for (const field of fields.names) {
      const typed = values[field.name];
      if (typeof typed !== 'string') continue;
      const { text, certain } = writtenName(typed, field.personName ?? 'family', field.capitals);
      // Nothing but spaces is no name: the engine would refuse it.
      if (text !== '') propose(field, text, certain);
    }
  for (const field of fields.lists) {
    const held = values[field.name];
    const same = Object.hasOwn(tools.same, field.name) ? tools.same[field.name] : undefined;
    const into = typeof held === 'string' ? tools.values[field.name]?.[held] : undefined;
    const likely = typeof held === 'string' ? tools.maybe[field.name]?.[held] : undefined;
    if (same !== undefined) propose(field, same);
    else if (into !== undefined) propose(field, into);
    else if (likely !== undefined) propose(field, likely, false);
  }
  return proposals;
}
