import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { fieldAccess, type RecordPermission } from '../../meta/permissions.ts';

function isWritten(field: EffectiveField, permission: RecordPermission): boolean {
  const kept = field.kind === 'system' || field.kind === 'computed' || field.readOnly || field.hidden;
  return !kept && fieldAccess(permission, field.name) === 'edit';
}

/** Takes a record type and someone's right to it; returns the parts of persons' names that they may write. */
export function nameFields(record: EffectiveRecord, permission: RecordPermission): readonly EffectiveField[] {
  return record.fields.filter((field) => field.personName !== undefined && isWritten(field, permission));
}

/**
 * Takes a record type and someone's right to it; returns the lists that they may write, those of the primary link (the
 * function of a contact) first.
 */
export function listFields(record: EffectiveRecord, permission: RecordPermission): readonly EffectiveField[] {
  const lists = record.fields.filter((field) => field.type.name === 'list' && isWritten(field, permission));
  return lists.toSorted((one, other) => Number(other.kind === 'through') - Number(one.kind === 'through'));
}
