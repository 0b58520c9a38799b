import type { FieldDeclaration, ListValue } from '../fields/field-type.ts';
import type { Localized } from '../lib/localized.ts';

/** What an administrator changed of one standard field. Absent keys keep the standard. */
export interface FieldOverlay {
  readonly label?: Localized;
  readonly help?: Localized;
  readonly required?: boolean;
  readonly hidden?: boolean;
  readonly audited?: boolean;
  readonly defaultValue?: unknown;
  readonly section?: string;
  /** Of a part of a person's name: written in capitals. */
  readonly capitals?: boolean;
}

/** What a field may be made fast or single for; each asks for columns or indexes beside the value's own. */
export interface FieldStorageSettings {
  readonly sortable?: boolean;
  readonly indexed?: boolean;
  readonly search?: boolean;
  readonly unique?: boolean;
}

/** A field an administrator added. `id` never changes and names its columns; `name` is its key in the API. */
export interface CustomField extends FieldDeclaration {
  readonly id: string;
  readonly name: string;
  /** False until its columns (and the index that keeps it unique) stand. */
  readonly ready?: boolean;
  /** Retired: its column and its values are kept, nothing shows it. */
  readonly retired?: boolean;
  /**
   * What was turned on for rows that are there already: it holds once they are filled and the indexes stand. From
   * `maintained` on every write keeps the columns, so that none is missed; nobody reads them yet.
   */
  readonly coming?: FieldStorageSettings & { readonly maintained?: boolean };
}

/** A company's settings of one record type. */
export interface RecordSettings {
  readonly label?: { readonly one?: Localized; readonly many?: Localized };
  readonly fields?: Readonly<Record<string, FieldOverlay>>;
  readonly customFields?: readonly CustomField[];
  /** The professional networks that its records are linked to; those that are on by themselves where absent. */
  readonly networks?: readonly string[];
}

/** All that a company laid over the declarations; JSON, sent to the browser as it stands. */
export interface ModelSettings {
  readonly records: Readonly<Record<string, RecordSettings>>;
  /** Values of every administered list by the list's name. */
  readonly lists: Readonly<Record<string, readonly ListValue[]>>;
  /** Names of the lists that the company made itself. */
  readonly listLabels?: Readonly<Record<string, Localized>>;
  /** Grows with every change, so that a stale copy is known. */
  readonly version: number;
}

/** The settings of a company that has changed nothing. */
export const emptySettings: ModelSettings = { records: {}, lists: {}, version: 0 };

/** Takes a custom field; returns it as it will be once what is being prepared holds. */
export function settledField({ coming, ...field }: CustomField): CustomField {
  const { maintained: _maintained, ...flags } = coming ?? {};
  return { ...field, ...flags };
}

/** Takes settings and a change of their custom fields; returns the settings with it. */
function withCustomFields(settings: ModelSettings, change: (field: CustomField) => CustomField): ModelSettings {
  const records = Object.entries(settings.records).map(([name, own]): [string, RecordSettings] => [
    name,
    own.customFields ? { ...own, customFields: own.customFields.map(change) } : own,
  ]);
  return { ...settings, records: Object.fromEntries(records) };
}

/**
 * Takes settings; returns them as tables must be able to hold them: every custom field, the retired ones and those
 * that are being prepared as well. The tables of this are what a database with these settings has.
 */
export function storageSettings(settings: ModelSettings): ModelSettings {
  return withCustomFields(settings, (field) => {
    const { retired: _retired, ...rest } = settledField(field);
    return { ...rest, ready: true };
  });
}
