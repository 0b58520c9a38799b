import type { Localized } from '../../lib/localized.ts';
import type { RecordDeclaration } from '../../meta/define-record.ts';
import { isWordOfOne } from '../../meta/derive/access.ts';
import {
  administratorPermissions,
  fullPermission,
  noPermission,
  type Permissions,
  type RecordPermission,
  type Scope,
} from '../../meta/permissions.ts';
import { records } from '../../records/registry.ts';

/** The record types of the daily work: all that no one administers and that are not a person's own. */
const crmRecords = Object.values(records).filter(
  ({ navigation, name, personal }) => navigation?.area !== 'administration' && name !== 'view' && !personal,
);

const noArea = { settings: false, users: false, audit: false, backup: false } as const;

/** Colleagues, teams and roles are seen by whoever signs in, since records name them; views are each person's own. */
const everyday: Readonly<Record<string, RecordPermission>> = {
  user: { ...noPermission, read: 'all' },
  team: { ...noPermission, read: 'all' },
  role: { ...noPermission, read: 'all' },
  view: { ...noPermission, read: 'own', create: true, update: 'own', delete: 'own' },
};

function atMostOwn(scope: Scope): Scope {
  return scope === 'none' ? 'none' : 'own';
}

/** What somebody wrote in their own name is changed by them alone. */
function rightsOn(record: RecordDeclaration, crm: RecordPermission): RecordPermission {
  return isWordOfOne(record) ? { ...crm, update: atMostOwn(crm.update), delete: atMostOwn(crm.delete) } : crm;
}

function permissions(crm: RecordPermission): Permissions {
  return {
    records: {
      ...Object.fromEntries(crmRecords.map((record) => [record.name, rightsOn(record, crm)])),
      ...everyday,
      // Who of one's contacts comes to the portal: seen with the contact, given by who has the users.
      extranetUser: { ...noPermission, read: crm.read },
      collaborator: { ...noPermission, read: crm.read },
    },
    others: noPermission,
    areas: noArea,
  };
}

function upTo(scope: Scope): RecordPermission {
  return { ...fullPermission, read: scope, update: scope, delete: scope };
}

/** A role made at set-up; afterwards it is a record like any other. */
export interface StandardRole {
  readonly name: Localized;
  readonly permissions: Permissions;
}

export const administratorRole: StandardRole = {
  name: { fr: 'Administrateur', en: 'Administrator' },
  permissions: administratorPermissions,
};

/** Sees what their team and the teams below see. */
export const managerRole: StandardRole = {
  name: { fr: 'Responsable', en: 'Manager' },
  permissions: permissions(upTo('team')),
};

/** Sees their own accounts. */
export const salespersonRole: StandardRole = {
  name: { fr: 'Commercial', en: 'Salesperson' },
  permissions: permissions({ ...upTo('own'), import: false, export: false }),
};

/** The roles of a new company, the administrator's first. */
export const standardRoles: readonly StandardRole[] = [
  administratorRole,
  managerRole,
  salespersonRole,
  {
    name: { fr: 'Assistant(e)', en: 'Assistant' },
    permissions: permissions({ ...fullPermission, delete: 'own' }),
  },
  { name: { fr: 'Lecture seule', en: 'Read only' }, permissions: permissions({ ...noPermission, read: 'all' }) },
];
