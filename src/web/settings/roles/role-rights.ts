import { keepsReaders } from '../../../meta/derive/access.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import {
  type FieldAccess,
  fieldAccess,
  type Permissions,
  permissionOn,
  type RecordPermission,
  type Scope,
} from '../../../meta/permissions.ts';

/** Tells whether a role says anything of a record type: what is one's own is nobody's to give, versions go with their document. */
export function isGranted(record: EffectiveRecord): boolean {
  return record.personal === undefined && record.about?.as !== 'version';
}

/**
 * How far a right may reach on a record type: what belongs to nobody is everyone's or closed, what is about a record is
 * read with that record or not at all.
 */
export function scopesOf(
  record: EffectiveRecord | null,
  right: 'read' | 'update' | 'delete' = 'read',
): readonly Scope[] {
  const whole = record && (!keepsReaders(record) || (record.about !== undefined && right === 'read'));
  return whole ? ['none', 'all'] : ['none', 'own', 'team', 'all'];
}

/** Takes rights, a record type (null for all the others) and a change of its rights; returns the rights with it. */
export function withRight(
  permissions: Permissions,
  record: EffectiveRecord | null,
  change: Partial<RecordPermission>,
): Permissions {
  if (!record) return { ...permissions, others: { ...permissions.others, ...change } };
  const right = { ...permissionOn(permissions, record.name), ...change };
  return { ...permissions, records: { ...permissions.records, [record.name]: right } };
}

/** Takes rights and a record type; returns them with that type following the others again. */
export function asOthers(permissions: Permissions, record: EffectiveRecord): Permissions {
  const { [record.name]: _own, ...records } = permissions.records;
  return { ...permissions, records };
}

/** Takes a right, a field's name and what may be done with it; returns the right: only what is no « edit » is kept. */
export function withFieldAccess(permission: RecordPermission, field: string, access: FieldAccess): RecordPermission {
  const { [field]: _was, ...others } = permission.fields ?? {};
  const fields = access === 'edit' ? others : { ...others, [field]: access };
  const { fields: _fields, ...rest } = permission;
  return Object.keys(fields).length > 0 ? { ...rest, fields } : rest;
}

/** Takes a right and a record type; returns how many of its fields are not free to edit. */
export function restrictedFields(permission: RecordPermission, record: EffectiveRecord): number {
  return record.fields.filter((field) => fieldAccess(permission, field.name) !== 'edit').length;
}
