import { isAccepted } from '../fields/accepted.ts';
import type { FieldDeclaration, FieldType, OptionDeclaration } from '../fields/field-type.ts';
import { fieldType, fieldTypes } from '../fields/registry.ts';
import { words } from '../lib/text.ts';
import type { RecordDeclaration } from './define-record.ts';
import { isSearched } from './derive/storage.ts';
import type { EffectiveRecord, Model } from './effective-record.ts';
import type { CustomField, FieldStorageSettings } from './settings.ts';

/** Every field type that an administrator may choose, in the registry's order. */
export const choosableTypes: readonly FieldType[] = Object.keys(fieldTypes)
  .map(fieldType)
  .filter((type) => type.choosable);

/** Which of the settings of its storage a field may have; the others are refused. */
export type PossibleSettings = Readonly<Record<keyof FieldStorageSettings, boolean>>;

/** Tells whether words of a record type are found by the search of everything: its own, or by the record it leads to. */
function isFound(record: EffectiveRecord, model: Model): boolean {
  const parents = model.records.filter((parent) => {
    const children = parent.through && parent.children?.[parent.through.children];
    return children?.record === record.name;
  });
  return [record, ...parents].some(isSearched);
}

/**
 * Takes a field type and the record type that the field is for; returns what such a field may be made: sorted and
 * filtered at any size only where an index can hold its values, found only where words are kept.
 */
export function possibleSettings(type: FieldType, record: EffectiveRecord, model: Model): PossibleSettings {
  const several = type.columns[0]?.type.endsWith('[]') ?? false;
  const points = type.comparison === 'reference';
  const alone = type.sort !== false && type.comparison !== 'boolean' && type.comparison !== 'code';
  return {
    sortable: type.sort !== false,
    indexed: type.sort !== false || several || points || Object.values(type.parts ?? {}).some((part) => part.keyed),
    search: (points || type.searchText !== undefined) && isFound(record, model),
    unique: alone,
  };
}

/** Names that stand for something else in the API, whatever the record type. */
const takenNames = ['id', 'version', 'title', 'titles', 'delete', 'children', 'counts', 'fields', 'and', 'or'];

const longestName = 40;

/** Takes a text; returns it in camelCase with ASCII letters and digits alone: « Chiffre d'affaires » is chiffreDAffaires. */
export function camelCase(text: string): string {
  return words(text)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join('')
    .slice(0, longestName);
}

/** Takes a name and the names that are taken; returns it with the first number that makes it free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/**
 * Takes a new custom field's label, its record type's declaration and the custom fields that the type has or had;
 * returns the field's name in the API, for ever. It begins with « c » and a capital (cBudget): no field that Carnet
 * brings later is called so.
 */
export function customFieldName(label: string, declaration: RecordDeclaration, custom: readonly CustomField[]): string {
  const word = camelCase(label) || 'field';
  const taken = new Set([
    ...takenNames,
    ...Object.keys(declaration.fields),
    ...Object.keys(declaration.children ?? {}),
    ...Object.keys(declaration.through?.fields ?? {}),
    ...Object.keys(declaration.some ?? {}),
    ...Object.keys(declaration.computed ?? {}),
    ...custom.map((field) => field.name),
  ]);
  return freeName(`c${word[0]?.toUpperCase()}${word.slice(1)}`, taken);
}

/** A fault of an option or a setting: what is at fault and the code of the error catalogue. */
export interface SettingProblem {
  readonly field: string;
  readonly code: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

type Options = Readonly<Record<string, unknown>>;

function readOption(option: OptionDeclaration, given: unknown): { value: unknown } | { code: string } {
  const type = fieldType(option.type);
  const options = option.options ?? {};
  const value = given === undefined || given === null ? null : type.normalize ? type.normalize(given, options) : given;
  if (value === null) return option.required ? { code: 'required' } : { value: undefined };
  return isAccepted(type, options, value) ? { value } : { code: type.invalidCode };
}

/**
 * Takes a field type and the options given for a field of it; returns them in stored form, or what is wrong with
 * them. Lists and record types named must be there; a minimum must not be above its maximum.
 */
export function readOptions(
  type: FieldType,
  given: Options,
  model: Model,
): { readonly options: Options } | { readonly problems: readonly SettingProblem[] } {
  const problems: SettingProblem[] = Object.keys(given)
    .filter((name) => !Object.hasOwn(type.optionFields, name))
    .map((name) => ({ field: `options.${name}`, code: 'unknown-field', parameters: { field: name } }));
  const options: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(type.optionFields)) {
    const read = readOption(option, given[name]);
    if ('code' in read)
      problems.push({ field: `options.${name}`, code: read.code, parameters: { value: String(given[name] ?? '') } });
    else if (read.value !== undefined) options[name] = read.value;
  }
  if (problems.length > 0) return { problems };
  for (const [name, { names }] of Object.entries(type.optionFields)) {
    if (names === undefined || options[name] === undefined) continue;
    const known =
      names === 'valueList'
        ? (value: string) => Object.hasOwn(model.lists, value)
        : (value: string) => model.find(value) !== undefined;
    if (![options[name]].flat().every((value) => known(String(value))))
      problems.push({ field: `options.${name}`, code: names === 'valueList' ? 'unknown-list' : 'unknown-record' });
  }
  const { minimum, maximum } = options;
  if (typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum)
    problems.push({ field: 'options.maximum', code: 'below-minimum' });
  return problems.length > 0 ? { problems } : { options };
}

/** Names of the options of a type that say what its values are: they are chosen once, with the field. */
export function fixedOptions(type: FieldType): readonly string[] {
  return Object.entries(type.optionFields)
    .filter(([, option]) => option.required)
    .map(([name]) => name);
}

/** Takes a field type, its options (values of lists included) and a default value; returns it in stored form, or the fault. */
export function readDefault(
  type: FieldType,
  options: Options,
  given: unknown,
): { readonly value: unknown } | { readonly problem: SettingProblem } {
  const value = given === undefined || given === null ? null : type.normalize ? type.normalize(given, options) : given;
  if (value === null || isAccepted(type, options, value)) return { value };
  return {
    problem: {
      field: 'defaultValue',
      code: type.invalidCode,
      parameters: { value: typeof given === 'object' ? JSON.stringify(given) : String(given) },
    },
  };
}

/** Takes a declaration of a custom field as an administrator wants it; returns what of its storage no such field can have. */
export function impossibleSettings(field: FieldDeclaration, record: EffectiveRecord, model: Model): SettingProblem[] {
  const possible = possibleSettings(fieldType(field.type), record, model);
  return (Object.keys(possible) as (keyof FieldStorageSettings)[])
    .filter((name) => field[name] === true && !possible[name])
    .map((name) => ({ field: name, code: 'setting-not-possible' }));
}
