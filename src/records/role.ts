import { boolean } from '../fields/boolean/boolean.ts';
import { structure } from '../fields/structure/structure.ts';
import { text } from '../fields/text/text.ts';
import { defineRecord } from '../meta/define-record.ts';
import { isPermissions, noPermission } from '../meta/permissions.ts';

/** A set of rights: per record type and action, how far it reaches; per field; per area. */
export const role = defineRecord({
  name: 'role',
  collection: 'roles',
  label: {
    one: { fr: 'Rôle', en: 'Role' },
    many: { fr: 'Rôles', en: 'Roles' },
    new: { fr: 'Nouveau rôle', en: 'New role' },
    all: { fr: 'Tous les rôles', en: 'All roles' },
  },
  icon: 'shield',
  navigation: { area: 'administration', order: 30 },
  title: ['name'],
  defaultSort: 'name',
  access: [{ kind: 'everyone' }],
  fields: {
    name: text({
      label: { fr: 'Nom', en: 'Name' },
      required: true,
      unique: true,
      maximum: 120,
      sortable: true,
      search: true,
      inList: true,
      section: 'identity',
    }),
    permissions: structure({
      label: { fr: 'Droits', en: 'Permissions' },
      check: isPermissions,
      // A role that is made by its name alone opens nothing yet.
      defaultValue: {
        records: {},
        others: noPermission,
        areas: { settings: false, users: false, audit: false, backup: false },
      },
      required: true,
      section: 'identity',
    }),
    requiresSecondFactor: boolean({
      label: { fr: 'Second facteur exigé', en: 'Second factor required' },
      section: 'identity',
    }),
  },
  sections: [{ name: 'identity', label: { fr: 'Identité', en: 'Identity' } }],
});
