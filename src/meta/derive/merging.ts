import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import { type ReferenceTo, referencesTo } from './links.ts';

/** A reference by which what is linked to a merged record goes over to the kept one. */
export interface MergeWay extends ReferenceTo {
  /**
   * For links: the fields that, beside this one, tell a link from another. Where the kept record has the same link
   * already, both become one. Null for records in their own right: each goes over.
   */
  readonly others: readonly EffectiveField[] | null;
}

/** The other end of a link of which there is one for each pair. */
function otherOfPair(model: Model, { from, field }: ReferenceTo): EffectiveField | undefined {
  for (const parent of model.records)
    for (const { record, via, distinct } of Object.values(parent.children ?? {})) {
      if (record !== from.name || !distinct) continue;
      if (via === field.name) return from.field(distinct);
      if (distinct === field.name) return from.field(via);
    }
  return undefined;
}

/** What tells a link that may be there several times from another: all it must have, where that is references and codes. */
function othersOf(model: Model, reference: ReferenceTo): readonly EffectiveField[] | null {
  const { from, field } = reference;
  const pair = otherOfPair(model, reference);
  if (pair) return [pair];
  if (from.navigation || !field.required) return null;
  const others = from.fields.filter((other) => other.kind === 'plain' && other.required && other.name !== field.name);
  const isKey = ({ type }: EffectiveField): boolean => type.comparison === 'reference' || type.comparison === 'code';
  return others.some(({ type }) => type.comparison === 'reference') && others.every(isKey) ? others : null;
}

/** Takes a record type; returns every way by which others are linked to its records. */
export function mergeWays(model: Model, record: EffectiveRecord): readonly MergeWay[] {
  return referencesTo(model, record).map((reference) => ({ ...reference, others: othersOf(model, reference) }));
}

/** Tells whether records of a type can be merged: those one works with, met by themselves. */
export function isMergeable(record: EffectiveRecord): boolean {
  return record.navigation?.area === 'crm';
}

type Values = Readonly<Record<string, unknown>>;

function foldedValue(record: EffectiveRecord, field: EffectiveField, kept: unknown, other: unknown): unknown {
  // What goes on at one of the two goes on.
  if (field.name === record.ends)
    return kept === null || other === null ? null : [String(kept), String(other)].toSorted()[1];
  if (field.type.comparison === 'boolean') return kept === true || other === true ? true : (kept ?? other);
  if (field.type.comparison === 'codes' && Array.isArray(kept) && Array.isArray(other))
    return [...new Set([...kept, ...other])];
  return kept ?? other;
}

/**
 * Takes a type of link, the values of the link that stays and of the one that becomes one with it; returns the values
 * of the first that change. Its own come first, those it lacks are filled in; a box ticked at one stays ticked, lists
 * are put together, and a link that has not ended at one has not ended (A27).
 */
export function foldedValues(record: EffectiveRecord, kept: Values, other: Values, except: readonly string[]): Values {
  const changed: Record<string, unknown> = {};
  for (const field of record.fields) {
    if (field.kind !== 'plain' || except.includes(field.name)) continue;
    const was = kept[field.name] ?? null;
    const is = foldedValue(record, field, was, other[field.name] ?? null);
    if (JSON.stringify(is) !== JSON.stringify(was)) changed[field.name] = is;
  }
  return changed;
}
