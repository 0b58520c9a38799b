import type { EffectiveRecord } from '../../meta/effective-record.ts';
import {
  type Comparable,
  type Likeness,
  likeness,
  type SameTarget,
  suspected,
  worthALook,
} from '../../rules/duplicates/likeness.ts';
import type { Database } from '../company.ts';
import type { Reader } from '../records/query/readable.ts';
import { readFacts } from './read-facts.ts';

/** Two records that may be one, by what is known of each. */
export interface Candidate {
  readonly one: Comparable;
  readonly other: Comparable;
}

/** Takes two comparables; returns the ids of what they point to under one name though they are not the same record. */
function namesakes({ one, other }: Candidate): [string, string][] {
  return one.evidence.flatMap((first) =>
    other.evidence.flatMap((second): [string, string][] =>
      first.kind === second.kind &&
      first.target !== undefined &&
      second.target !== undefined &&
      first.target !== second.target &&
      first.form === second.form
        ? [[first.target, second.target]]
        : [],
    ),
  );
}

/** The record type that a record's evidence points to: the company of a person. */
function pointedTo(record: EffectiveRecord, reader: Reader): EffectiveRecord | undefined {
  for (const { field: name } of record.duplicates?.evidence ?? []) {
    const field = record.field(name);
    const [target] = field?.type.targets?.(field.options) ?? [];
    if (target) return reader.company.model().find(target);
  }
  return undefined;
}

/**
 * Takes who reads, a record type and candidates; returns how alike each two are, in order, null where that is
 * not worth a look.
 * Two companies of one name are one where they are likely duplicates themselves: « Garage Martin » is in many towns.
 */
export async function judge(
  reader: Reader,
  record: EffectiveRecord,
  candidates: readonly Candidate[],
  executor: Database = reader.company.database,
): Promise<(Likeness | null)[]> {
  const target = pointedTo(record, reader);
  // Told by names and numbers alone first: most are not alike at all.
  const promising = candidates.map(({ one, other }) => likeness(one, other, () => true).score >= worthALook);
  const doubtful = target ? candidates.flatMap((pair, place) => (promising[place] ? namesakes(pair) : [])) : [];
  const facts = target ? await readFacts(reader, target, [...new Set(doubtful.flat())], executor) : new Map();
  const sameTarget: SameTarget = (first, second) => {
    const [one, other] = [facts.get(first), facts.get(second)];
    return one !== undefined && other !== undefined && likeness(one, other).score >= suspected;
  };
  return candidates.map(({ one, other }, place) => (promising[place] ? likeness(one, other, sameTarget) : null));
}
