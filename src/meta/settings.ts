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
}

/** A field an administrator added. `id` never changes and names its columns; `name` is its key in the API. */
export interface CustomField extends FieldDeclaration {
  readonly id: string;
  readonly name: string;
  /** False until its columns and indexes stand. */
  readonly ready?: boolean;
  /** Retired: its column and its values are kept, nothing shows it. */
  readonly retired?: boolean;
}

/** A company's settings of one record type. */
export interface RecordSettings {
  readonly label?: { readonly one?: Localized; readonly many?: Localized };
  readonly fields?: Readonly<Record<string, FieldOverlay>>;
  readonly customFields?: readonly CustomField[];
}

/** All that a company laid over the declarations; JSON, sent to the browser as it stands. */
export interface ModelSettings {
  readonly records: Readonly<Record<string, RecordSettings>>;
  /** Values of every administered list by the list's name. */
  readonly lists: Readonly<Record<string, readonly ListValue[]>>;
  /** Grows with every change, so that a stale copy is known. */
  readonly version: number;
}

/** The settings of a company that has changed nothing. */
export const emptySettings: ModelSettings = { records: {}, lists: {}, version: 0 };
