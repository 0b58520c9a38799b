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
export const fullPermission: RecordPermission = {
  read: 'all',
  create: true,
  update: 'all',
  delete: 'all',
  export: true,
  import: true,
};

/** No right on a record type. */
export const noPermission: RecordPermission = {
  read: 'none',
  create: false,
  update: 'none',
  delete: 'none',
  export: false,
  import: false,
};

/** Every right there is. */
export const administratorPermissions: Permissions = {
  records: {},
  others: fullPermission,
  areas: { settings: true, users: true, audit: true, backup: true },
};

const scopes: readonly unknown[] = ['none', 'own', 'team', 'all'] satisfies Scope[];
const accesses: readonly unknown[] = ['none', 'read', 'edit'] satisfies FieldAccess[];

function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells whether every key of a bag is known and its value right; what is absent is no right, and right. */
function holds(value: unknown, rules: Readonly<Record<string, (entry: unknown) => boolean>>): boolean {
  return (
    isBag(value) && Object.entries(value).every(([key, entry]) => Object.hasOwn(rules, key) && rules[key]?.(entry))
  );
}

const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isScope = (value: unknown): boolean => scopes.includes(value);
const isFields = (value: unknown): boolean =>
  isBag(value) && Object.values(value).every((access) => accesses.includes(access));

function isRecordPermission(value: unknown): boolean {
  return holds(value, {
    read: isScope,
    create: isFlag,
    update: isScope,
    delete: isScope,
    export: isFlag,
    import: isFlag,
    fields: isFields,
  });
}

/**
 * Takes any value; tells whether it is a role's rights: nothing unknown in it, every scope and access one there is.
 * What it leaves out is no right.
 */
export function isPermissions(value: unknown): boolean {
  return holds(value, {
    records: (entry) => isBag(entry) && Object.values(entry).every(isRecordPermission),
    others: isRecordPermission,
    areas: (entry) => holds(entry, { settings: isFlag, users: isFlag, audit: isFlag, backup: isFlag }),
  });
}

/** Takes a role's rights and the name of a record type; returns the rights on that type. */
export function permissionOn(permissions: Permissions, record: string): RecordPermission {
  return permissions.records[record] ?? permissions.others;
}

/** Takes a right on a record type and a field's name; returns what may be done with the field. */
export function fieldAccess(permission: RecordPermission, field: string): FieldAccess {
  return permission.fields?.[field] ?? 'edit';
}
