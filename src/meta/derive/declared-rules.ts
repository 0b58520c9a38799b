import type { Outcome } from '../../fields/field-type.ts';
import type { Localized } from '../../lib/localized.ts';
import type { EffectiveRecord } from '../effective-record.ts';
import { listValues } from './list-values.ts';

type Values = Readonly<Record<string, unknown>>;

/** A rule between fields that values break. */
export interface BrokenRule {
  /** The field that is marked. */
  readonly field: string;
  readonly code: 'one-of-required' | 'out-of-order' | 'still-ahead';
  /** Every field the rule is about. */
  readonly labels: readonly Localized[];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Now, as rules see it. */
export interface Moment {
  /** Milliseconds. */
  readonly now: number;
  /** The day in the zone of whoever writes, as `2026-11-22`. */
  readonly today: string;
}

/** Clocks differ: what a browser took for now is not ahead of the server's. Milliseconds. */
const clockTolerance = 5 * 60_000;

function isAhead(value: unknown, { now, today }: Moment): boolean {
  if (typeof value !== 'string') return false;
  return value.length === today.length ? value > today : Date.parse(value) > now + clockTolerance;
}

/** Takes two days or two moments; tells whether the second is before the first. */
function isBefore(first: unknown, second: unknown): boolean {
  return typeof first === 'string' && typeof second === 'string' && Date.parse(second) < Date.parse(first);
}

/**
 * Takes a record type, the values a record is to have, and which of its fields are asked about (those a write changes);
 * returns the rules that would be broken: none of a set filled in, an end before its start, a day still ahead.
 */
export function brokenRules(
  record: EffectiveRecord,
  values: Values,
  isAsked: (field: string) => boolean,
  now: Moment,
): BrokenRule[] {
  const labels = (names: readonly string[]) => names.flatMap((name) => record.field(name)?.label ?? []);
  const missing = (record.requiredOneOf ?? [])
    .filter((names) => names.some(isAsked) && names.every((name) => isEmpty(values[name])))
    .map((names) => ({ field: names[0] ?? '', code: 'one-of-required' as const, labels: labels(names) }));
  const turned = (record.inOrder ?? [])
    .filter(([first, last]) => (isAsked(first) || isAsked(last)) && isBefore(values[first], values[last]))
    .map(([first, last]) => ({ field: last, code: 'out-of-order' as const, labels: labels([first, last]) }));
  const ahead = record.fields
    .filter((field) => field.past && isAsked(field.name) && isAhead(values[field.name], now))
    .map((field) => ({ field: field.name, code: 'still-ahead' as const, labels: [field.label] }));
  return [...missing, ...turned, ...ahead];
}

/** Takes a record type, a list field of it and a code; returns what the value means for the record, undefined for nothing. */
export function outcomeOf(record: EffectiveRecord, field: string, code: unknown): Outcome | undefined {
  const values = listValues(record.field(field));
  return values.find((value) => value.code === code)?.outcome;
}

/**
 * Takes a record type, the values before and after a write (those given by hand among them named by `given`) and the
 * day; returns the dates that the engine writes: the day an outcome was reached, none once it is left.
 */
export function stampedDates(
  record: EffectiveRecord,
  before: Values,
  after: Values,
  given: (field: string) => boolean,
  today: string,
): Record<string, string | null> {
  const found: Record<string, string | null> = {};
  for (const { field, when } of record.stamps ?? []) {
    const [was, is] = [before, after].map((values) => {
      const outcome = outcomeOf(record, when.field, values[when.field]);
      return outcome !== undefined && when.outcome.includes(outcome);
    });
    if (was === is || given(field)) continue;
    found[field] = is ? today : null;
  }
  return found;
}
