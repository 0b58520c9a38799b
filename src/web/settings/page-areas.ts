import type { AreaPermissions } from '../../meta/permissions.ts';

/** Pages of the settings that are open without the area `settings`: to who has another, or to everyone (null). */
const areas: Readonly<Record<string, keyof AreaPermissions | null>> = {
  account: null,
  'api-keys': null,
  backup: 'backup',
  users: 'users',
  teams: 'users',
  'access-log': 'audit',
};

/** Takes someone's areas and the address of a page of the settings; tells whether it is open to them. */
export function mayOpen(permissions: AreaPermissions, path: string): boolean {
  const area = Object.hasOwn(areas, path) ? areas[path] : 'settings';
  return area === null || permissions[area ?? 'settings'];
}
