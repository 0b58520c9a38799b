import { describe, expect, test } from 'vitest';
import { administratorPermissions, fullPermission, noPermission, type Permissions } from '../../meta/permissions.ts';
import { emptySettings } from '../../meta/settings.ts';
import { modelOf } from '../api/model.ts';
import { creatable, navigationOf, placeOf } from './navigation.ts';

const model = modelOf(emptySettings);
const noAreas = { settings: false, users: false, audit: false, backup: false };
const reader: Permissions = {
  records: { site: noPermission },
  others: { ...fullPermission, create: false, import: false },
  areas: noAreas,
};

/** The daily work, in the order that the declarations give. */
const crm = ['accounts', 'contacts', 'sites', 'actions', 'events', 'deals', 'projects', 'targets'].map(
  (collection) => `/crm/${collection}`,
);

const paths = (permissions: Permissions) =>
  navigationOf(model, permissions).map(({ name, entries }) => [name, entries.map(({ path }) => path)]);

describe('the navigation', () => {
  test('leads an administrator everywhere, in the order that the declarations give', () => {
    expect(paths(administratorPermissions)).toEqual([
      ['crm', crm],
      ['tools', ['/import', '/operations']],
      [
        'administration',
        ['/crm/users', '/crm/teams', '/crm/roles', '/crm/extranet-users', '/crm/collaborators', '/settings'],
      ],
    ]);
  });

  test('shows nobody a place that their role does not open', () => {
    expect(paths(reader)).toEqual([
      ['crm', crm.filter((path) => path !== '/crm/sites')],
      ['tools', ['/operations']],
    ]);
    expect(creatable(model, reader)).toEqual([]);
  });

  test('knows the place of a record’s page, and not of one whose address only begins alike', () => {
    const areas = navigationOf(model, administratorPermissions);
    expect(placeOf(areas, '/crm/accounts/42')?.entry.path).toBe('/crm/accounts');
    expect(placeOf(areas, '/crm/accounts-of-old')).toBeUndefined();
  });

  test('offers to create what the navigation shows', () => {
    expect(
      creatable(model, administratorPermissions)
        .map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(['account', 'contact', 'site']);
  });
});
