import { expect, test } from 'vitest';
import { effectiveModel } from '../../../meta/effective-record.ts';
import {
  administratorPermissions,
  fullPermission,
  isPermissions,
  noPermission,
  permissionOn,
} from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import { asOthers, restrictedFields, scopesOf, withFieldAccess, withRight } from './role-rights.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const account = model.record('account');

test('a change on one record type leaves the others as they are, and can be taken back', () => {
  const changed = withRight(administratorPermissions, account, { read: 'own', create: false });
  expect(permissionOn(changed, 'account')).toEqual({ ...fullPermission, read: 'own', create: false });
  expect(permissionOn(changed, 'contact')).toEqual(fullPermission);
  expect(asOthers(changed, account)).toEqual(administratorPermissions);
  expect(withRight(administratorPermissions, null, noPermission).others).toEqual(noPermission);
});

test('what belongs to nobody is open to everyone or closed', () => {
  expect(scopesOf(model.record('team'))).toEqual(['none', 'all']);
  expect(scopesOf(model.record('comment'), 'read')).toEqual(['none', 'all']);
  expect(scopesOf(model.record('comment'), 'update')).toEqual(['none', 'own', 'team', 'all']);
  expect(scopesOf(account)).toEqual(['none', 'own', 'team', 'all']);
});

test('only fields that are not free to edit are kept', () => {
  const hidden = withFieldAccess(fullPermission, 'siren', 'none');
  expect(hidden.fields).toEqual({ siren: 'none' });
  expect(restrictedFields(hidden, account)).toBe(1);
  expect(withFieldAccess(hidden, 'siren', 'edit')).toEqual(fullPermission);
  expect(isPermissions(withRight(administratorPermissions, account, hidden))).toBe(true);
});
