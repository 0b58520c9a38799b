/** How far a right reaches: no record, one's own, one's team's, all. What is shared with a person is always theirs to see. */
export type Scope = 'none' | 'own' | 'team' | 'all';

export type FieldAccess = 'none' | 'read' | 'edit';

/** The rights of a role on one record type. */
export interface RecordPermission {
  readonly read: Scope;
  readonly create: boolean;
  readonly update: Scope;
  readonly delete: Scope;
  readonly export: boolean;
  readonly import: boolean;
  /** Fields that are not `edit`. */
  readonly fields?: Readonly<Record<string, FieldAccess>>;
}

/** Parts of the application beside records. */
export interface AreaPermissions {
  readonly settings: boolean;
  readonly users: boolean;
  readonly audit: boolean;
  readonly backup: boolean;
}

/** A role's rights, as data: what is not listed in `records` follows `others`. */
export interface Permissions {
  readonly records: Readonly<Record<string, RecordPermission>>;
  readonly others: RecordPermission;
  readonly areas: AreaPermissions;
}

/** Every right on a record type. */
export const fullPermission: RecordPermission = { read: 'all', create: true, update: 'all', delete: 'all', export: true, import: true };

/** No right on a record type. */
export const noPermission: RecordPermission = { read: 'none', create: false, update: 'none', delete: 'none', export: false, import: false };

/** Every right there is. */
export const administratorPermissions: Permissions = {
  records: {},
  others: fullPermission,
  areas: { settings: true, users: true, audit: true, backup: true },
};

/** Takes a role's rights and the name of a record type; returns the rights on that type. */
export function permissionOn(permissions: Permissions, record: string): RecordPermission {
  return permissions.records[record] ?? permissions.others;
}

/** Takes a right on a record type and a field's name; returns what may be done with the field. */
export function fieldAccess(permission: RecordPermission, field: string): FieldAccess {
  return permission.fields?.[field] ?? 'edit';
}
