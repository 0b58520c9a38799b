import fc from 'fast-check';
import { expect, test } from 'vitest';
import { administratorPermissions, fullPermission, permissionOn } from '../../meta/permissions.ts';
import { standardRoles } from '../auth/standard-roles.ts';
import { completePermissions } from './role-permissions.ts';

test('a role that may do everything with records but not manage users cannot write users, roles or teams', () => {
  const permissions = completePermissions({ records: { user: fullPermission }, others: fullPermission, areas: {} });
  for (const record of ['user', 'role', 'team'])
    expect(permissionOn(permissions, record)).toMatchObject({
      read: 'all',
      create: false,
      update: 'none',
      delete: 'none',
      import: false,
    });
  expect(permissionOn(permissions, 'account')).toEqual(fullPermission);
});

test('whoever comes in from outside is let in by a right that names it, not by the right to all other types', () => {
  const permissions = completePermissions({
    records: { extranetUser: fullPermission },
    others: fullPermission,
    areas: {},
  });
  expect(permissionOn(permissions, 'extranetUser')).toEqual(fullPermission);
  expect(permissionOn(permissions, 'collaborator')).toMatchObject({ read: 'all', create: false, update: 'none' });
});

test('the standard roles are kept as they are written', () => {
  expect(completePermissions(administratorPermissions)).toEqual(administratorPermissions);
  for (const { permissions } of standardRoles) expect(completePermissions(permissions)).toEqual(permissions);
});

test('whatever is kept, what comes out is whole, and completing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (kept) => {
      const once = completePermissions(kept);
      expect(completePermissions(once)).toEqual(once);
      expect(Object.values(once.areas).every((area) => typeof area === 'boolean')).toBe(true);
    }),
  );
});

test('a field access that is not understood hides the field', () => {
  const permissions = completePermissions({ others: { read: 'all', fields: { siren: 'maybe' } } });
  expect(permissionOn(permissions, 'account').fields).toEqual({ siren: 'none' });
});
