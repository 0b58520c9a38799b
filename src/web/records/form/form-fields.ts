import type { Localized } from '../../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { fieldAccess, type RecordPermission } from '../../../meta/permissions.ts';

/** Fields that stand together under a heading. */
export interface FieldSection {
  readonly name: string;
  /** Null for fields that no section claims. */
  readonly label: Localized | null;
  readonly fields: readonly EffectiveField[];
}

/** Takes a record type and the reader's rights; returns the fields they may see, hidden and system ones left out. */
export function visibleFields(record: EffectiveRecord, permission: RecordPermission): readonly EffectiveField[] {
  return record.fields.filter(
    (field) => field.kind !== 'system' && !field.hidden && fieldAccess(permission, field.name) !== 'none',
  );
}

/** Takes a field and the reader's rights; tells whether they may write it. */
export function isWritable(field: EffectiveField, permission: RecordPermission): boolean {
  return (
    !field.readOnly &&
    (field.kind === 'plain' || field.kind === 'through') &&
    // The programme's own data has screens of its own.
    field.type.choosable &&
    fieldAccess(permission, field.name) === 'edit'
  );
}

/** Takes a record type and the reader's rights; returns the fields of its forms. */
export function writableFields(record: EffectiveRecord, permission: RecordPermission): readonly EffectiveField[] {
  return visibleFields(record, permission).filter((field) => isWritable(field, permission));
}

/** Takes a record type and some of its fields; returns them by section, in the order of the declaration, none empty. */
export function sectionsOf(record: EffectiveRecord, fields: readonly EffectiveField[]): readonly FieldSection[] {
  const known = new Set(record.sections.map(({ name }) => name));
  const sections: FieldSection[] = record.sections.map(({ name, label }) => ({
    name,
    label,
    fields: fields.filter((field) => field.section === name),
  }));
  sections.push({
    name: 'other',
    label: null,
    fields: fields.filter((field) => field.section === undefined || !known.has(field.section)),
  });
  return sections.filter((section) => section.fields.length > 0);
}
