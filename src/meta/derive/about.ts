import type { AboutDeclaration } from '../define-record.ts';
import type { EffectiveRecord, Model } from '../effective-record.ts';

/** Takes a model and what a record is to another; returns the type of such records. Throws where none is declared: a fault of the programme. */
export function aboutType(model: Model, as: AboutDeclaration['as']): EffectiveRecord {
  const found = model.records.find((record) => record.about?.as === as);
  if (!found) throw new Error(`No record type is a ${as}`);
  return found;
}

function targetsOf(record: EffectiveRecord, name: string): readonly string[] {
  const field = record.field(name);
  return (field && field.kind === 'plain' && field.type.targets?.(field.options)) || [];
}

/** Takes a model; returns the names of the types whose records can be followed: what happens to them is told. */
export function subjectNames(model: Model): readonly string[] {
  return targetsOf(aboutType(model, 'follower'), 'about');
}

const heard = new WeakMap<EffectiveRecord, boolean>();

/**
 * Takes a record type and the model it is part of; tells whether somebody may have to hear of what happens to its
 * records: they can be followed, or belong to what can be.
 */
export function isHeardOf(record: EffectiveRecord, model: Model): boolean {
  const known = heard.get(record);
  if (known !== undefined) return known;
  const subjects = subjectNames(model);
  const found =
    record.audited !== false &&
    record.about?.as !== 'version' &&
    (subjects.includes(record.name) ||
      record.fields.some((field) => targetsOf(record, field.name).some((name) => subjects.includes(name))));
  heard.set(record, found);
  return found;
}
