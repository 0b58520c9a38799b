import type { ReminderDeclaration, TimelineDeclaration } from '../define-record.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';

/** One way from a record to those that stand in its timeline. */
export type TimelineWay =
  /** A reference of theirs points to it. */
  | { readonly kind: 'reference'; readonly field: EffectiveField }
  /** A child of theirs does: a person is one of an event's people. */
  | {
      readonly kind: 'child';
      readonly child: EffectiveRecord;
      /** The child's reference to what stands in the timeline. */
      readonly via: EffectiveField;
      /** The child's reference to the record whose timeline it is. */
      readonly field: EffectiveField;
    };

/** Records of one type in the timeline of others, and the ways that lead to them. */
export interface TimelineSource {
  readonly record: EffectiveRecord;
  readonly timeline: TimelineDeclaration;
  readonly ways: readonly TimelineWay[];
}

/**
 * Takes a record type; returns the field of the moment by which one looks for its records, those around today first:
 * that of what is planned (an event). Undefined for other types, and where the company hides it.
 */
export function lookedForAround({ timeline, field }: EffectiveRecord): EffectiveField | undefined {
  const at = timeline?.due === undefined ? undefined : field(timeline.at);
  return at?.hidden ? undefined : at;
}

/**
 * Takes a record type; returns the moments of which the owner of its records is told: those declared, and that by which
 * what stands in a timeline is to be done.
 */
export function remindersOf({ reminders = [], timeline }: EffectiveRecord): readonly ReminderDeclaration[] {
  const due =
    timeline?.due === undefined ? [] : [{ at: timeline.due, ...(timeline.done ? { unless: timeline.done } : {}) }];
  return [...reminders, ...due];
}

function pointsTo(field: EffectiveField, name: string): boolean {
  return field.kind === 'plain' && (field.type.targets?.(field.options) ?? []).includes(name);
}

function waysTo(model: Model, record: EffectiveRecord, here: string): TimelineWay[] {
  const direct = record.fields
    .filter((field) => pointsTo(field, here))
    .map((field) => ({ kind: 'reference' as const, field }));
  const linked = Object.values(record.children ?? {}).flatMap((children) => {
    const child = model.record(children.record);
    const via = child.field(children.via);
    return child.fields
      .filter((field) => via && field !== via && pointsTo(field, here))
      .map((field) => ({ kind: 'child' as const, child, via: via as EffectiveField, field }));
  });
  return [...direct, ...linked];
}

/**
 * Takes the model and the name of a record type; returns what stands in the timeline of its records, in the order of
 * the navigation (F33, F34).
 */
export function timelineSources(model: Model, here: string): TimelineSource[] {
  const place = ({ record }: TimelineSource): number => record.navigation?.order ?? 0;
  return model.records
    .flatMap((record) => {
      const ways = record.timeline ? waysTo(model, record, here) : [];
      return record.timeline && ways.length > 0 ? [{ record, timeline: record.timeline, ways }] : [];
    })
    .sort((one, other) => place(one) - place(other));
}
