import { fieldAccess, type Permissions, permissionOn } from '../../meta/permissions.ts';
import type { ModelSettings, RecordSettings } from '../../meta/settings.ts';

/**
 * Takes a company's settings and someone's rights; returns the settings without the custom fields that their role hides,
 * whose very names may say something, and without those of record types that they may not see.
 */
export function settingsFor(settings: ModelSettings, permissions: Permissions): ModelSettings {
  const records = Object.entries(settings.records).map(([name, own]): [string, RecordSettings] => {
    if (!own.customFields) return [name, own];
    const permission = permissionOn(permissions, name);
    const shown = own.customFields.filter(
      (field) => permission.read !== 'none' && fieldAccess(permission, field.name) !== 'none',
    );
    return [name, { ...own, customFields: shown }];
  });
  return { ...settings, records: Object.fromEntries(records) };
}
