import { fieldType } from '../../fields/registry.ts';
import { newId } from '../../lib/ids.ts';
import type { Language } from '../../lib/localized.ts';
import {
  customFieldName,
  fixedOptions,
  impossibleSettings,
  readDefault,
  readOptions,
  type SettingProblem,
} from '../../meta/custom-field.ts';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { type CustomField, type FieldStorageSettings, type ModelSettings, settledField } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { queueOperation } from '../operations/operation.ts';
import { changeSettings, type SettingsChange, type SettingsChanged } from './change-settings.ts';
import { choosableType, commonProblems, type FieldInput, readLabel, recordWith, refuse } from './field-input.ts';
import { readyColumns } from './prepare-fields.ts';
import { refuseDuplicates } from './single-values.ts';

/** A new custom field: what is said of every field, and its type. */
export interface NewField extends FieldInput {
  readonly type: string;
}

/** Columns of a table are bounded by PostgreSQL (1 600): so are the fields of a record type, retired ones included. */
const mostFields = 200;
/** How often a request asks a busy table for its columns before it leaves that to the batch. */
const patience = 2;

const storageKeys = ['sortable', 'indexed', 'search', 'unique'] as const;

type Coming = { -readonly [Key in keyof FieldStorageSettings]: FieldStorageSettings[Key] };
type Draft = { -readonly [Key in keyof CustomField]: CustomField[Key] };

function put<Key extends keyof CustomField>(draft: Draft, key: Key, value: CustomField[Key] | null | undefined): void {
  if (value === undefined) return;
  if (value === null || value === false) delete draft[key];
  else draft[key] = value;
}

/** Lays what is asked over a field, all but its options and what its storage depends on; returns what is wrong with it. */
function describe(draft: Draft, input: FieldInput, record: EffectiveRecord, model: Model): SettingProblem[] {
  if (input.label !== undefined) {
    const label = readLabel(input.label);
    if (!label) return [{ field: 'label', code: 'required' }];
    draft.label = label;
  }
  if (input.help !== undefined) put(draft, 'help', readLabel(input.help) ?? null);
  put(draft, 'required', input.required);
  put(draft, 'hidden', input.hidden);
  put(draft, 'inList', input.inList);
  put(draft, 'section', input.section);
  if (input.audited === false) draft.audited = false;
  else if (input.audited !== undefined) delete draft.audited;
  const problems = commonProblems(record, draft, draft);
  if (input.capitals) problems.push({ field: 'capitals', code: 'setting-not-possible' });
  if (input.defaultValue === undefined) return problems;
  const values = typeof draft.options.list === 'string' ? { values: model.lists[draft.options.list] ?? [] } : {};
  const read = readDefault(choosableType(draft.type), { ...draft.options, ...values }, input.defaultValue);
  if ('problem' in read) return [...problems, read.problem];
  put(draft, 'defaultValue', read.value);
  return problems;
}

function prepare(record: string, refill: boolean): NonNullable<SettingsChange['operation']> {
  return { kind: 'prepare-fields', record, parameters: { refill } };
}

function fieldsOf(settings: ModelSettings, record: string): readonly CustomField[] {
  return settings.records[record]?.customFields ?? [];
}

function withField(
  settings: ModelSettings,
  record: string,
  field: CustomField,
): NonNullable<SettingsChange['records']> {
  const known = fieldsOf(settings, record);
  const customFields = known.some(({ id }) => id === field.id)
    ? known.map((other) => (other.id === field.id ? field : other))
    : [...known, field];
  return { [record]: { ...settings.records[record], customFields } };
}

/**
 * Adds a field to a record type. Its name in the API is made from its label, once; its columns from its id. Returns
 * the settings with it, ready unless its table is busy or its values must be single: the batch does the rest. Throws
 * CarnetError 404 for an unknown record type, 409 when there are too many fields, 422 for what cannot be.
 */
export async function addCustomField(
  context: Context,
  recordName: string,
  input: NewField,
): Promise<SettingsChanged & { readonly name: string }> {
  let name = '';
  const changed = await changeSettings(context, (settings) => {
    const { record, model } = recordWith(settings, recordName);
    const declaration = records[recordName];
    const known = fieldsOf(settings, recordName);
    if (!declaration || known.length >= mostFields)
      throw new CarnetError(409, 'too-many-fields', { parameters: { maximum: mostFields } });
    const type = choosableType(input.type);
    const label = readLabel(input.label);
    if (!label) throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'label', code: 'required' }] });
    const read = readOptions(type, input.options ?? {}, model);
    if ('problems' in read) refuse(read.problems);
    const options = 'options' in read ? read.options : {};
    name = customFieldName(label.fr, declaration, known);
    // What a deleted record is pointed to by must be found at once.
    const storage = {
      ...(type.comparison === 'reference' ? { indexed: true } : {}),
      ...Object.fromEntries(storageKeys.filter((key) => input[key]).map((key) => [key, true])),
    };
    const draft: Draft = { id: newId(), name, type: type.name, label, options, ready: false, ...storage };
    refuse([
      ...describe(draft, { ...input, label: undefined }, record, model),
      ...impossibleSettings(draft, record, model),
    ]);
    return {
      records: withField(settings, recordName, draft),
      lines: [{ subject: `${recordName}.${name}`, kind: 'create', before: null, after: draft, id: draft.id }],
      ...(storageKeys.some((key) => draft[key]) ? { operation: prepare(recordName, false) } : {}),
    };
  });
  const stands = await readyColumns(context, recordName, patience);
  if (stands || changed.operation) return { ...changed, name };
  return {
    ...changed,
    operation: await queueOperation(context, 'prepare-fields', recordName, { refill: false }),
    name,
  };
}

/** Takes a field and what is asked of its storage; what is new and needs the rows that are there waits as coming. */
function askStorage(draft: Draft, input: FieldInput): void {
  const coming = { ...draft.coming };
  for (const key of storageKeys) {
    const asked = input[key];
    if (asked === undefined) continue;
    if (!asked) {
      delete draft[key];
      delete coming[key];
    } else if (draft.ready === false) draft[key] = true;
    else if (!draft[key]) coming[key] = true;
  }
  setComing(draft, coming);
}

function setComing(draft: Draft, coming: Coming): void {
  const asked = storageKeys.filter((key) => coming[key]);
  if (asked.length === 0) delete draft.coming;
  // Not maintained yet, even what was: the columns of what came with it may be missing.
  else if (
    JSON.stringify({ ...coming, maintained: undefined }) !== JSON.stringify({ ...draft.coming, maintained: undefined })
  )
    draft.coming = Object.fromEntries(asked.map((key) => [key, true]));
}

/** Tells whether what is coming needs the rows that are there: words, or a key of the value that they do not keep yet. */
function needsRows(field: CustomField): boolean {
  const type = fieldType(field.type);
  const { coming = {} } = field;
  const keyed = type.sort === 'key' && !(field.sortable || field.indexed || field.unique);
  return (
    coming.search === true ||
    (keyed && storageKeys.some((key) => coming[key])) ||
    (type.parts !== undefined && coming.indexed === true)
  );
}

function changeOptions(draft: Draft, given: Readonly<Record<string, unknown>>, model: Model): SettingProblem[] {
  const type = fieldType(draft.type);
  const fixed = Object.fromEntries(fixedOptions(type).map((name) => [name, draft.options[name]]));
  const problems = Object.entries(fixed)
    .filter(([name, value]) => given[name] !== undefined && JSON.stringify(given[name]) !== JSON.stringify(value))
    .map(([name]): SettingProblem => ({ field: `options.${name}`, code: 'fixed-option' }));
  const read = readOptions(type, { ...given, ...fixed }, model);
  if ('problems' in read) return [...problems, ...read.problems];
  draft.options = read.options;
  return problems;
}

function customField(settings: ModelSettings, recordName: string, name: string): CustomField {
  const field = fieldsOf(settings, recordName).find((candidate) => candidate.name === name);
  if (!field) throw new CarnetError(404, 'unknown-setting');
  return field;
}

/**
 * Changes a custom field: all but its name, its type and what its type's fixed options name. A key that is absent
 * keeps what there is. What is turned on for rows that are there (sorting, search…) holds once a batch has prepared
 * it. Throws CarnetError 404, 409 duplicates-exist with examples, 422.
 */
export async function changeCustomField(
  context: Context,
  recordName: string,
  name: string,
  input: FieldInput,
): Promise<SettingsChanged> {
  if (input.unique) await refuseDuplicates(context, recordName, name);
  return changeSettings(context, (settings) => {
    const { record, model } = recordWith(settings, recordName);
    const before = customField(settings, recordName, name);
    const draft: Draft = { ...before };
    const problems = input.options ? changeOptions(draft, input.options, model) : [];
    askStorage(draft, input);
    const given =
      input.defaultValue === undefined && input.options
        ? { ...input, defaultValue: draft.defaultValue ?? null }
        : input;
    refuse([
      ...problems,
      ...describe(draft, given, record, model),
      ...impossibleSettings(settledField(draft), record, model),
    ]);
    if (JSON.stringify(before) === JSON.stringify(draft) && draft.ready !== false) return null;
    const stored =
      storageKeys.some((key) => before[key] !== draft[key]) ||
      JSON.stringify(before.coming) !== JSON.stringify(draft.coming) ||
      draft.ready === false;
    const forgets = (before.search || before.coming?.search) && !draft.search && !draft.coming?.search;
    return {
      records: withField(settings, recordName, draft),
      lines: [{ subject: `${recordName}.${name}`, kind: 'update', before, after: draft, id: draft.id }],
      ...(stored ? { operation: prepare(recordName, needsRows(draft) || forgets === true) } : {}),
    };
  });
}

/** Takes a custom field out of use: nothing shows it any more, its values are kept. Throws CarnetError 404. */
export function retireCustomField(context: Context, recordName: string, name: string): Promise<SettingsChanged> {
  return changeSettings(context, (settings) => {
    recordWith(settings, recordName);
    const before = customField(settings, recordName, name);
    if (before.retired) return null;
    const { coming: _coming, ...rest } = before;
    const after: CustomField = { ...rest, retired: true };
    return {
      records: withField(settings, recordName, after),
      lines: [{ subject: `${recordName}.${name}`, kind: 'delete', before, after, id: before.id }],
      // Nobody finds a record any longer by what nobody sees.
      ...(before.search ? { operation: prepare(recordName, true) } : {}),
    };
  });
}

/** Brings a retired custom field back with its values. Throws CarnetError 404. */
export function restoreCustomField(context: Context, recordName: string, name: string): Promise<SettingsChanged> {
  return changeSettings(context, (settings) => {
    recordWith(settings, recordName);
    const before = customField(settings, recordName, name);
    if (!before.retired) return null;
    const { retired: _retired, ...rest } = before;
    const draft: Draft = { ...rest };
    // What rows keep of it beside its value was not kept up meanwhile: titles of what it points to, words.
    if (before.search || fieldType(before.type).comparison === 'reference') {
      const coming: Coming = {};
      for (const key of ['sortable', 'indexed', 'search'] as const) {
        if (draft[key]) coming[key] = true;
        delete draft[key];
      }
      setComing(draft, coming);
    }
    return {
      records: withField(settings, recordName, draft),
      lines: [{ subject: `${recordName}.${name}`, kind: 'restore', before, after: draft, id: draft.id }],
      ...(draft.coming ? { operation: prepare(recordName, true) } : {}),
    };
  });
}

/**
 * Puts the custom fields of a record type in the order of the names given, as forms and lists then show them; those
 * left out follow as they stood. Throws CarnetError 404 for an unknown record type, 422 for a name that is no custom
 * field of it, or comes twice.
 */
export function orderCustomFields(
  context: Context,
  recordName: string,
  names: readonly string[],
): Promise<SettingsChanged> {
  return changeSettings(context, (settings) => {
    recordWith(settings, recordName);
    const known = fieldsOf(settings, recordName);
    refuse(
      names.flatMap((name, index): SettingProblem[] =>
        known.some((field) => field.name === name) && names.indexOf(name) === index
          ? []
          : [{ field: `names.${index}`, code: 'unknown-field', parameters: { field: name } }],
      ),
    );
    const chosen = names.flatMap((name) => known.find((field) => field.name === name) ?? []);
    const customFields = [...chosen, ...known.filter((field) => !chosen.includes(field))];
    if (customFields.every((field, place) => field === known[place])) return null;
    const inWords = (fields: readonly CustomField[], language: Language) =>
      fields.map(({ label }) => label[language]).join(' · ');
    const [before, after] = [known, customFields].map((fields) => ({
      order: { fr: inWords(fields, 'fr'), en: inWords(fields, 'en') },
    }));
    return {
      records: { [recordName]: { ...settings.records[recordName], customFields } },
      lines: [{ subject: `${recordName}.order`, kind: 'update', before, after }],
    };
  });
}
