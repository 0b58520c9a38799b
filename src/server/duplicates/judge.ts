import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { ownKey } from '../../rules/duplicates/duplicate-keys.ts';
import type { FormedEvidence } from '../../rules/duplicates/evidence-forms.ts';
import {
  type Comparable,
  type IsCrowded,
  type Likeness,
  likeness,
  type SameTarget,
  suspected,
  worthALook,
} from '../../rules/duplicates/likeness.ts';
import type { Database } from '../company.ts';
import type { Reader } from '../records/query/readable.ts';
import { findByKeys } from './candidates.ts';
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

/** Stands for a record whose facts are not there. */
const nobody: Comparable = { name: { nature: 'person', of: { family: [], first: [] } }, evidence: [] };
/** From how many names on a value is nobody's own. */
const crowd = 4;
/** Records looked at to tell so. */
const mostLookedAt = 12;

function nameOf({ name }: Comparable): string {
  return name.nature === 'person' ? [...name.of.family, ...name.of.first].sort().join(' ') : name.of.core;
}

/** Takes candidates; returns what both of some have, as kind and form, and records of many names have too. */
async function crowdedForms(
  reader: Reader,
  record: EffectiveRecord,
  candidates: readonly Candidate[],
  executor: Database,
): Promise<ReadonlySet<string>> {
  const shared = new Map<string, FormedEvidence>();
  for (const { one, other } of candidates)
    for (const evidence of one.evidence)
      if (
        evidence.isOwn &&
        evidence.kind !== 'number' &&
        evidence.kind !== 'establishment' &&
        other.evidence.some(({ kind, form }) => kind === evidence.kind && form === evidence.form)
      )
        shared.set(`${evidence.kind} ${evidence.form}`, evidence);
  const forms = [...shared];
  const wanted = forms.map(([, evidence], place) => ({ place, key: ownKey(evidence) }));
  const holders = new Map<number, string[]>();
  for (const { place, id } of await findByKeys(reader, record, wanted, mostLookedAt, executor))
    holders.set(place, [...(holders.get(place) ?? []), id]);
  const many = [...holders].filter(([, ids]) => ids.length >= crowd);
  const facts = await readFacts(reader, record, [...new Set(many.flatMap(([, ids]) => ids))], executor);
  const crowded = many.filter(([, ids]) => new Set(ids.map((id) => nameOf(facts.get(id) ?? nobody))).size >= crowd);
  return new Set(crowded.flatMap(([place]) => forms[place]?.[0] ?? []));
}

/**
 * Takes who reads, a record type and candidates; returns how alike each two are, in order, null where that is
 * not worth a look.
 * Two companies of one name are one where they are likely duplicates themselves: « Garage Martin » is in many towns. What
 * records of many names have in common tells little.
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
  const crowded = await crowdedForms(
    reader,
    record,
    candidates.filter((_pair, place) => promising[place]),
    executor,
  );
  const isCrowded: IsCrowded = (kind, form) => crowded.has(`${kind} ${form}`);
  const sameTarget: SameTarget = (first, second) => {
    const [one, other] = [facts.get(first), facts.get(second)];
    return one !== undefined && other !== undefined && likeness(one, other).score >= suspected;
  };
  return candidates.map(({ one, other }, place) =>
    promising[place] ? likeness(one, other, sameTarget, isCrowded) : null,
  );
}
