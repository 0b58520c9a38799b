import type { Comparison, FieldPart, FieldType } from '../../../fields/field-type.ts';
import type { OperatorName } from '../../../fields/operators.ts';
import { type Language, type Localized, localize } from '../../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { fieldAccess, type RecordPermission } from '../../../meta/permissions.ts';

/** Something a list can be filtered by: a field, a part of one, or a field reached through a link or a reference. */
export interface FilterField {
  /** As filters name it: `jobTitle`, `address.city`, `account.industry`, `anyAccount.city`. */
  readonly path: string;
  readonly label: string;
  /** What it is listed under. */
  readonly group: string;
  /** The field whose type reads and shows the values; for a part, the field it is part of. */
  readonly field: EffectiveField;
  readonly part?: FieldPart;
  readonly type: FieldType;
  readonly comparison: Comparison;
  readonly operators: readonly OperatorName[];
}

export interface FilterFieldSources {
  readonly model: Model;
  readonly permissionOf: (record: string) => RecordPermission;
  readonly language: Language;
}

interface Place {
  /** Stands before the field's name in the path: '' or `account.`. */
  readonly prefix: string;
  /** Stands before the field's label: '' or « Compte › ». */
  readonly before: string;
  readonly group: string;
}

function fieldsOf(field: EffectiveField, place: Place, language: Language): FilterField[] {
  const { prefix, before, group } = place;
  const label = `${before}${localize(field.label, language)}`;
  const path = `${prefix}${field.name}`;
  const { type } = field;
  const own: FilterField = { path, label, group, field, type, comparison: type.comparison, operators: type.operators };
  const parts = Object.entries(type.parts ?? {}).map(
    ([name, part]): FilterField => ({
      path: `${path}.${name}`,
      label: `${label} › ${localize(part.label, language)}`,
      group,
      field,
      part,
      type,
      comparison: part.comparison,
      operators: part.operators,
    }),
  );
  return [...(type.operators.length > 0 ? [own] : []), ...parts];
}

function readable(record: EffectiveRecord, permission: RecordPermission): readonly EffectiveField[] {
  return record.fields.filter((field) => !field.hidden && fieldAccess(permission, field.name) !== 'none');
}

/** The one record type that a field's values point to, undefined for other fields. */
export function targetOf(field: EffectiveField, model: Model): EffectiveRecord | undefined {
  const targets = field.type.targets?.(field.options) ?? [];
  return targets.length === 1 && targets[0] ? model.find(targets[0]) : undefined;
}

function throughTarget(field: EffectiveField, place: Place, sources: FilterFieldSources): FilterField[] {
  const { model, permissionOf, language } = sources;
  const target = targetOf(field, model);
  if (!target || permissionOf(target.name).read === 'none') return [];
  return readable(target, permissionOf(target.name))
    .filter(({ kind }) => kind !== 'system')
    .flatMap((inner) => fieldsOf(inner, place, language));
}

const linked: Localized = { fr: 'Rattachements', en: 'Links' };

/**
 * Everything a list of `record` can be filtered by for this reader: its fields and their parts, its links (`some`),
 * and the fields of what its references point to, one step away.
 */
export function filterFields(record: EffectiveRecord, sources: FilterFieldSources): readonly FilterField[] {
  const { model, permissionOf, language } = sources;
  const group = localize(record.label.one, language);
  const fields = readable(record, permissionOf(record.name));
  const own = fields.flatMap((field) => fieldsOf(field, { prefix: '', before: '', group }, language));
  const links = Object.entries(record.some ?? {}).flatMap(([name, some]) => {
    const childName = record.children?.[some.children]?.record;
    const child = childName ? model.find(childName) : undefined;
    const field = child?.field(some.field);
    if (!child || !field || fieldAccess(permissionOf(child.name), field.name) === 'none') return [];
    const label = localize(some.label, language);
    const itself: FilterField = {
      path: name,
      label,
      group: localize(linked, language),
      field,
      type: field.type,
      comparison: field.type.comparison,
      operators: field.type.operators,
    };
    const place: Place = { prefix: `${name}.`, before: `${label} › `, group: label };
    return [itself, ...throughTarget(field, place, sources)];
  });
  const references = fields
    .filter(({ kind }) => kind !== 'system')
    .flatMap((field) => {
      const label = localize(field.label, language);
      return throughTarget(field, { prefix: `${field.name}.`, before: `${label} › `, group: label }, sources);
    });
  return [...own, ...links, ...references];
}
