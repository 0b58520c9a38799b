import type { Localized } from '../../lib/localized.ts';
import type { EffectiveField } from '../../meta/effective-record.ts';
import type { CustomField, ModelSettings } from '../../meta/settings.ts';
import { modelWith } from './change-settings.ts';
import { recordWith } from './field-input.ts';

/** A field as the settings show it: what is in force, what the standard says, what is being prepared. */
export interface PresentedField {
  readonly name: string;
  readonly kind: EffectiveField['kind'];
  readonly type: string;
  readonly label: Localized;
  readonly standardLabel: Localized;
  readonly help: Localized | null;
  readonly options: object;
  readonly required: boolean;
  /** Required by Carnet itself, whatever the company says. */
  readonly alwaysRequired: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
  readonly audited: boolean;
  readonly defaultValue: unknown;
  readonly section: string | null;
  readonly inList: boolean;
  readonly sortable: boolean;
  readonly indexed: boolean;
  readonly search: boolean;
  readonly unique: boolean;
  readonly custom: boolean;
  /** Names the columns of a custom field; null for a standard one. */
  readonly id: string | null;
  readonly retired: boolean;
  readonly ready: boolean;
  readonly coming: CustomField['coming'] | null;
}

function bareOptions(options: object): object {
  const { values: _values, check: _check, ...rest } = options as Readonly<Record<string, unknown>>;
  return rest;
}

function present(
  field: EffectiveField,
  standard: EffectiveField | undefined,
  custom: CustomField | undefined,
): PresentedField {
  const said = custom ?? field;
  return {
    name: field.name,
    kind: field.kind,
    type: field.type.name,
    label: field.label,
    standardLabel: standard?.label ?? field.label,
    help: field.help ?? null,
    options: bareOptions(field.options),
    required: field.required ?? false,
    alwaysRequired: standard?.required ?? false,
    readOnly: field.readOnly ?? false,
    hidden: field.hidden ?? false,
    audited: field.audited ?? true,
    defaultValue: field.defaultValue ?? null,
    section: field.section ?? null,
    inList: field.inList ?? false,
    sortable: said.sortable ?? false,
    indexed: said.indexed ?? false,
    search: said.search ?? false,
    unique: said.unique ?? false,
    custom: field.custom,
    id: custom?.id ?? null,
    retired: custom?.retired ?? false,
    ready: custom?.ready !== false,
    coming: custom?.coming ?? null,
  };
}

/** Takes settings and a record type's name; returns its fields in order, retired ones included. Throws 404 unknown-record. */
export function presentFields(settings: ModelSettings, recordName: string): readonly PresentedField[] {
  const { record } = recordWith(settings, recordName);
  const standard = modelWith({ ...settings, records: {} }).record(recordName);
  const custom = new Map(settings.records[recordName]?.customFields?.map((field) => [field.name, field]));
  return record.fields.map((field) => present(field, standard.field(field.name), custom.get(field.name)));
}
