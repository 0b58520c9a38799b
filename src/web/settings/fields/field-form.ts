import type { FieldDeclaration, FieldType, ListValue, OptionDeclaration } from '../../../fields/field-type.ts';
import type { Localized } from '../../../lib/localized.ts';
import { fixedOptions, possibleSettings } from '../../../meta/custom-field.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { settingsLabel } from '../../language/settings.ts';
import type { SettingField } from '../queries.ts';
import { looseField } from './loose-field.ts';

type Values = Readonly<Record<string, unknown>>;

/** The code under which a list field asks for a list that is not there yet. */
export const newListCode = ':new';

/** Fields of a form that stand together. */
export interface FormGroup {
  readonly name: 'basics' | 'options' | 'rules' | 'speed';
  readonly fields: readonly EffectiveField[];
}

function text(name: string, label: Localized, more: Partial<FieldDeclaration> = {}): EffectiveField {
  return looseField(name, { type: 'text', options: { maximum: 200 }, label, ...more });
}

function flag(
  name: 'required' | 'hidden' | 'audited' | 'inList' | 'sortable' | 'indexed' | 'search' | 'unique',
): EffectiveField {
  const helped = name === 'audited' || name === 'inList' ? {} : { help: settingsLabel(`${name}Help`) };
  return looseField(name, { type: 'boolean', options: {}, label: settingsLabel(name), ...helped });
}

function choice(
  name: string,
  label: Localized,
  values: readonly ListValue[],
  more: Partial<FieldDeclaration> = {},
): EffectiveField {
  return looseField(name, { type: 'list', options: { values }, label, ...more });
}

function namedChoices(
  names: NonNullable<OptionDeclaration['names']>,
  model: Model,
  listLabels: Readonly<Record<string, Localized>>,
  mayAdd: boolean,
): ListValue[] {
  if (names === 'recordType') return model.records.map((record) => ({ code: record.name, label: record.label.one }));
  const lists = Object.keys(model.lists).map((code) => ({ code, label: listLabels[code] ?? { fr: code, en: code } }));
  return mayAdd ? [{ code: newListCode, label: settingsLabel('newList') }, ...lists] : lists;
}

/** What the forms of fields are made from. */
export interface FormSource {
  readonly record: EffectiveRecord;
  readonly model: Model;
  /** How each value list is called. */
  readonly listLabels: Readonly<Record<string, Localized>>;
}

function optionFields(type: FieldType, source: FormSource, isNew: boolean): EffectiveField[] {
  const fixed = new Set(isNew ? [] : fixedOptions(type));
  return Object.entries(type.optionFields)
    .filter(([name]) => !fixed.has(name))
    .map(([name, option]) => {
      const { label, required = false } = option;
      if (!option.names)
        return looseField(`options.${name}`, { type: option.type, options: { ...option.options }, label, required });
      const values = namedChoices(option.names, source.model, source.listLabels, isNew);
      const several = option.type === 'tags';
      return looseField(`options.${name}`, {
        type: several ? 'multiList' : 'list',
        options: { values },
        label,
        required,
      });
    });
}

/** The values of a field's list, where it has one: its default and its preview choose among them. */
export function valueOptions(options: Values, model: Model): Values {
  return typeof options.list === 'string' ? { ...options, values: model.lists[options.list] ?? [] } : options;
}

/** Tells whether a field's options say what its values are: only then can one be typed. */
export function isComplete(type: FieldType, options: Values): boolean {
  return Object.entries(type.optionFields).every(([name, option]) => !option.required || options[name] !== undefined);
}

function defaultField(type: FieldType, options: Values, model: Model): EffectiveField[] {
  // Pictures and files are of one record; the same for all makes no sense.
  if (type.comparison === 'none' && type.columns[0]?.type === 'uuid') return [];
  if (!isComplete(type, options)) return [];
  return [
    looseField('defaultValue', {
      type: type.name,
      options: valueOptions(options, model),
      label: settingsLabel('defaultValue'),
    }),
  ];
}

function sectionField({ record }: FormSource): EffectiveField {
  return choice(
    'section',
    settingsLabel('section'),
    record.sections.map(({ name, label }) => ({ code: name, label })),
  );
}

/** What a list that is made with its field is asked for: its name (the field's where empty) and its values. */
export function newListFields(): readonly EffectiveField[] {
  return [
    text('newList.label', settingsLabel('newListName'), { help: settingsLabel('newListNameHelp') }),
    looseField('newList.values', {
      type: 'longText',
      options: {},
      label: settingsLabel('newListValues'),
      help: settingsLabel('newListExample'),
    }),
  ];
}

const labelFields = (): EffectiveField[] => [
  text('label', settingsLabel('label'), { required: true }),
  text('labelEn', settingsLabel('labelEn'), { help: settingsLabel('labelEnHelp') }),
];
const helpFields = (): EffectiveField[] => [
  text('help', settingsLabel('help'), { options: { maximum: 1_000 } }),
  text('helpEn', settingsLabel('helpEn'), { options: { maximum: 1_000 } }),
];

/** Takes the type of a custom field and its options so far; returns the fields of its form. */
export function customGroups(
  type: FieldType,
  options: Values,
  source: FormSource,
  isNew: boolean,
): readonly FormGroup[] {
  const possible = possibleSettings(type, source.record, source.model);
  const speed = (['inList', 'search', 'sortable', 'indexed'] as const)
    .filter((name) => name === 'inList' || possible[name])
    .map(flag);
  const rules = [
    flag('required'),
    ...(possible.unique ? [flag('unique')] : []),
    flag('hidden'),
    flag('audited'),
    ...defaultField(type, options, source.model),
  ];
  const groups: FormGroup[] = [
    { name: 'basics', fields: [...labelFields(), sectionField(source), ...helpFields()] },
    { name: 'options', fields: optionFields(type, source, isNew) },
    { name: 'rules', fields: rules },
    { name: 'speed', fields: speed },
  ];
  return groups.filter(({ fields }) => fields.length > 0);
}

/** Takes a standard field; returns the fields of its form: what a company may say of it. */
export function standardGroups(field: SettingField, type: FieldType, source: FormSource): readonly FormGroup[] {
  const kept = field.kind === 'system' || field.kind === 'computed';
  const rules = [
    ...(kept || field.readOnly || field.alwaysRequired ? [] : [flag('required')]),
    ...(source.record.title.includes(field.name) ? [] : [flag('hidden')]),
    ...(kept ? [] : [flag('audited')]),
    ...(field.kind === 'plain' && !field.readOnly ? defaultField(type, field.options, source.model) : []),
  ];
  const groups: FormGroup[] = [
    { name: 'basics', fields: [...labelFields(), ...(kept ? [] : [sectionField(source)]), ...helpFields()] },
    { name: 'rules', fields: rules },
  ];
  return groups.filter(({ fields }) => fields.length > 0);
}

/** Takes a field as the settings show it; returns the values its form opens with. */
export function initialValues(field: SettingField): Values {
  const { label, help, coming } = field;
  const asked = (name: 'sortable' | 'indexed' | 'search' | 'unique') => field[name] || coming?.[name] === true;
  return {
    label: label.fr,
    labelEn: label.en === label.fr ? null : label.en,
    help: help?.fr ?? null,
    helpEn: help && help.en !== help.fr ? help.en : null,
    section: field.section,
    required: field.required,
    hidden: field.hidden,
    audited: field.audited,
    inList: field.inList,
    sortable: asked('sortable'),
    indexed: asked('indexed'),
    search: asked('search'),
    unique: asked('unique'),
    defaultValue: field.defaultValue,
    ...Object.fromEntries(Object.entries(field.options).map(([name, value]) => [`options.${name}`, value])),
  };
}

/** Takes a form's values; returns the options among them, by their own names. */
export function optionsOf(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(
        ([name, value]) =>
          name.startsWith('options.') && value !== null && value !== undefined && value !== newListCode,
      )
      .map(([name, value]) => [name.slice('options.'.length), value]),
  );
}

const plainKeys = [
  'section',
  'required',
  'hidden',
  'audited',
  'inList',
  'sortable',
  'indexed',
  'search',
  'unique',
  'defaultValue',
] as const;

/** Takes the values a form opened with and those to save; returns what to ask of the server: only what was changed. */
export function fieldRequest(before: Values, after: Values): Record<string, unknown> {
  const same = (name: string) => JSON.stringify(before[name] ?? null) === JSON.stringify(after[name] ?? null);
  const changed = (name: string) => name in after && !same(name);
  const words = (fr: 'label' | 'help', en: 'labelEn' | 'helpEn') =>
    changed(fr) || changed(en) ? { [fr]: after[fr] ? { fr: after[fr], en: after[en] ?? after[fr] } : null } : {};
  const options = Object.keys(after).some((name) => name.startsWith('options.') && !same(name))
    ? { options: optionsOf({ ...before, ...after }) }
    : {};
  return {
    ...words('label', 'labelEn'),
    ...words('help', 'helpEn'),
    ...Object.fromEntries(plainKeys.filter(changed).map((name) => [name, after[name] ?? null])),
    ...options,
  };
}
