import {
  type AreaPermissions,
  type FieldAccess,
  noPermission,
  type Permissions,
  type RecordPermission,
  type Scope,
} from '../../meta/permissions.ts';

const scopes: readonly Scope[] = ['none', 'own', 'team', 'all'];
const accesses: readonly FieldAccess[] = ['none', 'read', 'edit'];

type Bag = Readonly<Record<string, unknown>>;

function bag(value: unknown): Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {};
}

function scope(value: unknown): Scope {
  return scopes.find((known) => known === value) ?? 'none';
}

function recordPermission(value: unknown): RecordPermission {
  const given = bag(value);
  const fields = Object.entries(bag(given.fields)).map(([name, access]) => {
    return [name, accesses.find((known) => known === access) ?? 'none'] as const;
  });
  return {
    ...noPermission,
    read: scope(given.read),
    create: given.create === true,
    update: scope(given.update),
    delete: scope(given.delete),
    export: given.export === true,
    import: given.import === true,
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
  };
}

/**
 * Takes a role's rights as they are kept (made by an older Carnet, or written through the API); returns them whole.
 * What is missing or not understood is no right at all.
 */
export function completePermissions(kept: unknown): Permissions {
  const given = bag(kept);
  const areas = bag(given.areas);
  const area = (name: keyof AreaPermissions): boolean => areas[name] === true;
  return {
    records: Object.fromEntries(
      Object.entries(bag(given.records)).map(([name, permission]) => [name, recordPermission(permission)]),
    ),
    others: recordPermission(given.others),
    areas: { settings: area('settings'), users: area('users'), audit: area('audit'), backup: area('backup') },
  };
}
