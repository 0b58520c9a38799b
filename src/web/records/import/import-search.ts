import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { type Permissions, permissionOn } from '../../../meta/permissions.ts';

/** What the address of the import says: the file and the operation are the server's, so one can leave and come back. */
export interface ImportSearch {
  /** Name of the record type. */
  readonly record?: string;
  /** Id of the file that was sent. */
  readonly file?: string;
  /** Id of the check or of the import shown. */
  readonly operation?: string;
  /** `vcard`: one came to pick people of an address book. */
  readonly from?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Takes what stands in the address; returns what of it the import understands. */
export function readImportSearch(search: Readonly<Record<string, unknown>>): ImportSearch {
  const entries = ['record', 'file', 'operation', 'from'].flatMap((name) => {
    const value = text(search[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Takes the model and the reader's rights; returns the record types they may bring in, as the menus order them. */
export function importable(model: Model, permissions: Permissions): readonly EffectiveRecord[] {
  return model.records
    .filter(({ name, navigation }) => {
      const permission = permissionOn(permissions, name);
      return navigation?.area === 'crm' && permission.import && permission.create;
    })
    .sort((one, other) => (one.navigation?.order ?? 0) - (other.navigation?.order ?? 0));
}

/** Takes the types that may be brought in and what the address names (a type or a collection); returns that one, or the first. */
export function recordChosen(
  records: readonly EffectiveRecord[],
  named: string | undefined,
): EffectiveRecord | undefined {
  return records.find(({ name, collection }) => name === named || collection === named) ?? records[0];
}
