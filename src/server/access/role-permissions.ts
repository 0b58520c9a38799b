import type { AboutDeclaration } from '../../meta/define-record.ts';
import {
  type AreaPermissions,
  type FieldAccess,
  noPermission,
  type Permissions,
  permissionOn,
  type RecordPermission,
  type Scope,
} from '../../meta/permissions.ts';
import { records } from '../../records/registry.ts';

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

/** The record types that decide who may do what: without the right to the area of users they can be read at most. */
const decisive = ['user', 'role', 'team'] as const;

/** Who comes in from outside is let in by the area of users, or by a right that names the type: « the other types » is no such. */
const fromOutside = ['extranetUser', 'collaborator'] as const;

function readAtMost({ read, fields }: RecordPermission): RecordPermission {
  return { ...noPermission, read, ...(fields ? { fields } : {}) };
}

/**
 * Takes a role's rights as they are kept (made by an older Carnet, or written through the API); returns them whole.
 * What is missing or not understood is no right at all, and nobody gives themselves rights: users, roles and teams are
 * written by those who have the area of users.
 */
export function completePermissions(kept: unknown): Permissions {
  const given = bag(kept);
  const areas = bag(given.areas);
  const area = (name: keyof AreaPermissions): boolean => areas[name] === true;
  const others = recordPermission(given.others);
  const granted = Object.fromEntries(
    Object.entries(bag(given.records)).map(([name, permission]) => [name, recordPermission(permission)]),
  );
  if (!area('users')) {
    for (const name of decisive) granted[name] = readAtMost(granted[name] ?? others);
    for (const name of fromOutside) granted[name] ??= readAtMost(others);
  }
  return {
    records: granted,
    others,
    areas: { settings: area('settings'), users: area('users'), audit: area('audit'), backup: area('backup') },
  };
}

const theirOwn: RecordPermission = { ...noPermission, read: 'own', create: true, update: 'own', delete: 'own' };
const personalRights: Permissions['records'] = Object.fromEntries(
  Object.values(records).flatMap((record) => (record.personal ? [[record.name, theirOwn]] : [])),
);

const nameOf = (as: AboutDeclaration['as']): string =>
  Object.values(records).find(({ about }) => about?.as === as)?.name ?? '';

/**
 * Takes a role's rights as they are kept; returns those of a person who has it: what is theirs alone is so by no role's
 * leave, and versions go with their document.
 */
export function personPermissions(kept: unknown): Permissions {
  const permissions = completePermissions(kept);
  const versions = { [nameOf('version')]: permissionOn(permissions, nameOf('document')) };
  return { ...permissions, records: { ...permissions.records, ...versions, ...personalRights } };
}
