import type { Localized } from '../../lib/localized.ts';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { type Permissions, permissionOn } from '../../meta/permissions.ts';
import { shellMessages } from '../language/shell.ts';

/** A place of the application, as menus and commands name it. */
export interface NavigationEntry {
  /** Its address. */
  readonly path: string;
  /** Its name in the menu « Application » (Compte). */
  readonly label: Localized;
  /** Its name where it stands for what it shows (Comptes). */
  readonly title: Localized;
  readonly icon: string;
  readonly record?: EffectiveRecord;
}

/** A group of places (CRM). */
export interface NavigationArea {
  readonly name: 'crm' | 'tools' | 'administration';
  readonly label: Localized;
  readonly entries: readonly NavigationEntry[];
}

function both(
  key: 'home' | 'areaCrm' | 'areaTools' | 'areaAdministration' | 'import' | 'operations' | 'settings',
): Localized {
  return { fr: shellMessages.fr[key], en: shellMessages.en[key] };
}

function plainEntry(path: string, icon: string, key: 'home' | 'import' | 'operations' | 'settings'): NavigationEntry {
  return { path, icon, label: both(key), title: both(key) };
}

/** The first of all places, in no area. */
export const homeEntry: NavigationEntry = plainEntry('/', 'home', 'home');

function recordEntries(model: Model, permissions: Permissions, area: 'crm' | 'administration'): NavigationEntry[] {
  return model.records
    .filter(({ name, navigation }) => navigation?.area === area && permissionOn(permissions, name).read !== 'none')
    .sort((one, other) => (one.navigation?.order ?? 0) - (other.navigation?.order ?? 0))
    .map((record) => ({
      path: `/crm/${record.collection}`,
      label: record.label.one,
      title: record.label.many,
      icon: record.icon,
      record,
    }));
}

/** Takes the company's model and the user's rights; returns the areas that have something for this user. */
export function navigationOf(model: Model, permissions: Permissions): readonly NavigationArea[] {
  const { areas } = permissions;
  const mayImport = model.records.some(
    ({ name, navigation }) =>
      navigation && permissionOn(permissions, name).import && permissionOn(permissions, name).create,
  );
  const administration = [
    ...(areas.users ? recordEntries(model, permissions, 'administration') : []),
    ...(areas.settings || areas.backup || areas.users || areas.audit
      ? [plainEntry('/settings', 'settings', 'settings')]
      : []),
  ];
  const tools = [
    ...(mayImport ? [plainEntry('/import', 'file-import', 'import')] : []),
    plainEntry('/operations', 'history', 'operations'),
  ];
  const all: NavigationArea[] = [
    {
      name: 'crm',
      label: both('areaCrm'),
      entries: recordEntries(model, permissions, 'crm'),
    },
    { name: 'tools', label: both('areaTools'), entries: tools },
    { name: 'administration', label: both('areaAdministration'), entries: administration },
  ];
  return all.filter(({ entries }) => entries.length > 0);
}

/** Takes the areas and an address; returns the area and the place that the address is in. */
export function placeOf(
  areas: readonly NavigationArea[],
  pathname: string,
): { readonly area: NavigationArea; readonly entry: NavigationEntry } | undefined {
  for (const area of areas) {
    const entry = area.entries.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
    if (entry) return { area, entry };
  }
  return undefined;
}

/** Takes the company's model and the user's rights; returns the record types that the user may create, as menus show them. */
export function creatable(model: Model, permissions: Permissions): readonly EffectiveRecord[] {
  return navigationOf(model, permissions)
    .flatMap(({ entries }) => entries.flatMap(({ record }) => record ?? []))
    .filter(({ name }) => permissionOn(permissions, name).create);
}
