import type { ColumnType, FieldDeclaration, FieldType, ListValue } from '../fields/field-type.ts';
import { fieldType } from '../fields/registry.ts';
import { snakeCase } from '../lib/text.ts';
import type { RecordDeclaration, TabDeclaration } from './define-record.ts';
import {
  type CustomField,
  type FieldOverlay,
  type ModelSettings,
  type RecordSettings,
  settledField,
} from './settings.ts';
import { systemFields } from './system-fields.ts';

export type FieldKind = 'plain' | 'through' | 'computed' | 'system';

export interface EffectiveColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A field as this company has it: the declaration, its type, the settings laid over it, and where it is stored. */
export interface EffectiveField extends Omit<FieldDeclaration, 'type' | 'options'> {
  readonly name: string;
  readonly kind: FieldKind;
  readonly type: FieldType;
  readonly options: object;
  /** True for a field that an administrator added. */
  readonly custom: boolean;
  readonly columns: readonly EffectiveColumn[];
  /** Column of the folded key that sorts and compares the value; null for types that sort by their own column or not at all. */
  readonly keyColumn: string | null;
  /** Column of the folded key of each keyed part (an address's city), by the part's name. */
  readonly partKeys: Readonly<Record<string, string>>;
  /** For a field of the primary child: the name of the children. */
  readonly children?: string;
}

/** A record type as this company has it. Every derivation takes this, never the declaration. */
export interface EffectiveRecord extends Omit<RecordDeclaration, 'fields' | 'label'> {
  readonly label: RecordDeclaration['label'];
  /** The professional networks that the company chose for its records, null where it chose none. */
  readonly activeNetworks: readonly string[] | null;
  readonly table: string;
  /** Every field in order: declared, through, computed, custom, system. Hidden ones are here, marked. */
  readonly fields: readonly EffectiveField[];
  /** Takes a field's name; returns the field or undefined. */
  readonly field: (name: string) => EffectiveField | undefined;
  /**
   * The record type as writes must keep it, where that is more than what reads may rely on: a field that is becoming
   * sortable or searched has its columns kept already, while older rows are still being filled.
   */
  readonly maintained?: EffectiveRecord;
}

/** All record types of a company. */
export interface Model {
  readonly version: number;
  readonly records: readonly EffectiveRecord[];
  readonly lists: Readonly<Record<string, readonly ListValue[]>>;
  /** Takes a record type's name; returns it. Throws for an unknown name: a fault of the programme. */
  readonly record: (name: string) => EffectiveRecord;
  /** Takes a name; returns the record type or undefined. */
  readonly find: (name: string) => EffectiveRecord | undefined;
  /** Takes a collection's name from an address; returns the record type or undefined. */
  readonly collection: (name: string) => EffectiveRecord | undefined;
}

function columnsOf(base: string, type: FieldType): EffectiveColumn[] {
  return type.columns.map(({ suffix, type: columnType }) => ({
    name: suffix === '' ? base : `${base}_${suffix}`,
    type: columnType,
  }));
}

function withListValues(
  options: Readonly<Record<string, unknown>>,
  settings: ModelSettings,
  lists: ModelSettings['lists'],
): object {
  const listName = options.list;
  if (typeof listName !== 'string') return options;
  return { ...options, values: settings.lists[listName] ?? lists[listName] ?? options.values ?? [] };
}

interface FieldSource {
  readonly name: string;
  readonly declaration: FieldDeclaration;
  readonly kind: FieldKind;
  readonly overlay?: FieldOverlay;
  readonly custom?: CustomField;
  readonly children?: string;
}

function effectiveField(source: FieldSource, settings: ModelSettings, lists: ModelSettings['lists']): EffectiveField {
  const { name, declaration, kind, overlay, custom, children } = source;
  const type = fieldType(declaration.type);
  const base = custom ? `c_${custom.id.replaceAll('-', '')}` : snakeCase(name);
  // The system's own columns have plain names, references among them: created_by.
  const columns =
    kind === 'system' ? type.columns.map((column) => ({ name: base, type: column.type })) : columnsOf(base, type);
  const keyed = type.sort === 'key' && (declaration.sortable || declaration.indexed || declaration.unique);
  const { type: _type, options, ...rest } = declaration;
  const keyedParts = declaration.indexed ? Object.entries(type.parts ?? {}).filter(([, part]) => part.keyed) : [];
  return {
    ...rest,
    ...overlay,
    required: overlay?.required || declaration.required || false,
    name,
    kind,
    type,
    options: withListValues(options, settings, lists),
    custom: custom !== undefined,
    columns,
    keyColumn: keyed ? `${columns[0]?.name}_key` : null,
    partKeys: Object.fromEntries(keyedParts.map(([part, { suffix }]) => [part, `${base}_${suffix}_key`])),
    ...(kind === 'computed' || kind === 'system' ? { readOnly: true } : {}),
    ...(children ? { children } : {}),
  };
}

function throughSources(
  declaration: RecordDeclaration,
  all: Readonly<Record<string, RecordDeclaration>>,
  overlays: RecordSettings['fields'],
): FieldSource[] {
  const { through } = declaration;
  if (!through) return [];
  const childrenOf = declaration.children?.[through.children];
  const child = childrenOf && all[childrenOf.record];
  if (!child) throw new Error(`${declaration.name}: through names no children ${through.children}`);
  return Object.entries(through.fields).map(([name, own]) => {
    const field = child.fields[name];
    if (!field) throw new Error(`${declaration.name}: ${child.name} has no field ${name}`);
    return {
      name,
      declaration: { ...field, unique: false, ...own },
      kind: 'through' as const,
      overlay: overlays?.[name],
      children: through.children,
    };
  });
}

/** Takes a record type's settings; returns them as if what writes keep already were in force, null where that changes nothing. */
function maintainedSettings(own: RecordSettings): RecordSettings | null {
  const customFields = own.customFields ?? [];
  if (!customFields.some((field) => field.coming?.maintained)) return null;
  return {
    ...own,
    customFields: customFields.map((field) => (field.coming?.maintained ? settledField(field) : field)),
  };
}

/**
 * Lays a company's settings over one declaration.
 * Takes the declaration, all declarations (for fields through links), the settings and the standard value lists;
 * returns the effective record. Throws when declarations contradict each other: a fault of the programme.
 */
export function effectiveRecord(
  declaration: RecordDeclaration,
  all: Readonly<Record<string, RecordDeclaration>>,
  settings: ModelSettings,
  lists: ModelSettings['lists'],
): EffectiveRecord {
  const own = settings.records[declaration.name] ?? {};
  const sources: FieldSource[] = [
    ...Object.entries(declaration.fields).map(([name, field]) => ({
      name,
      declaration: field,
      kind: 'plain' as const,
      overlay: own.fields?.[name],
    })),
    ...throughSources(declaration, all, own.fields),
    ...Object.entries(declaration.computed ?? {}).map(([name, computed]) => ({
      name,
      declaration: computed.field,
      kind: 'computed' as const,
      overlay: own.fields?.[name],
    })),
    ...(own.customFields ?? [])
      .filter((field) => !field.retired && field.ready !== false)
      .map((field) => ({ name: field.name, declaration: field, kind: 'plain' as const, custom: field })),
    ...Object.entries(systemFields).map(([name, field]) => ({ name, declaration: field, kind: 'system' as const })),
  ];
  const fields = sources.map((source) => effectiveField(source, settings, lists));
  const byName = new Map(fields.map((field) => [field.name, field]));
  const { fields: _fields, ...rest } = declaration;
  const maintained = maintainedSettings(own);
  return {
    ...rest,
    ...(maintained
      ? {
          maintained: effectiveRecord(
            declaration,
            all,
            { ...settings, records: { ...settings.records, [declaration.name]: maintained } },
            lists,
          ),
        }
      : {}),
    label: { ...declaration.label, ...own.label },
    activeNetworks: own.networks ?? null,
    table: snakeCase(declaration.name),
    fields,
    field: (name) => byName.get(name),
  };
}

/** Takes a record type and every declaration; returns its tabs: those it declares, then those of what may be about it. */
function tabsOf(record: EffectiveRecord, all: Readonly<Record<string, RecordDeclaration>>): readonly TabDeclaration[] {
  const added = Object.values(all).flatMap((other): TabDeclaration[] => {
    const field = other.about?.tab && other.fields[other.about.field];
    if (!field || !fieldType(field.type).targets?.(field.options).includes(record.name)) return [];
    return [{ name: other.collection, label: other.label.many, record: other.name, via: other.about?.field ?? '' }];
  });
  return [...(record.tabs ?? []), ...added];
}

/** Takes every declaration by name, a company's settings and the standard value lists; returns the company's model. */
export function effectiveModel(
  declarations: Readonly<Record<string, RecordDeclaration>>,
  settings: ModelSettings,
  standardLists: ModelSettings['lists'],
): Model {
  const records = Object.values(declarations).map((declaration) => {
    const record = effectiveRecord(declaration, declarations, settings, standardLists);
    return { ...record, tabs: tabsOf(record, declarations) };
  });
  const byName = new Map(records.map((record) => [record.name, record]));
  const byCollection = new Map(records.map((record) => [record.collection, record]));
  return {
    version: settings.version,
    records,
    lists: { ...standardLists, ...settings.lists },
    find: (name) => byName.get(name),
    collection: (name) => byCollection.get(name),
    record: (name) => {
      const record = byName.get(name);
      if (!record) throw new Error(`No record type is called ${name}`);
      return record;
    },
  };
}
