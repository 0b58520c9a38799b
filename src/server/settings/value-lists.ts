import type { ListValue } from '../../fields/field-type.ts';
import { tagColors } from '../../fields/list/tag-colors.ts';
import type { Localized } from '../../lib/localized.ts';
import { fold } from '../../lib/text.ts';
import { camelCase, freeName, type SettingProblem } from '../../meta/custom-field.ts';
import type { Model } from '../../meta/effective-record.ts';
import type { ModelSettings } from '../../meta/settings.ts';
import { standardLists } from '../../records/value-lists.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { changeSettings, modelWith, type SettingsChanged } from './change-settings.ts';
import { type LabelInput, readLabel, refuse } from './field-input.ts';

/** One value as an administrator gives it: without a code it is new. */
export interface ValueInput {
  readonly code?: string | undefined;
  readonly label: LabelInput;
  readonly active?: boolean | undefined;
  readonly color?: string | null | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly outcome?: 'open' | 'won' | 'lost' | null | undefined;
}

/** A list as the settings show it. */
export interface PresentedList {
  readonly name: string;
  readonly label: Localized;
  readonly values: readonly ListValue[];
  /** True for a list that Carnet brings. */
  readonly standard: boolean;
  /** The fields whose values it holds, retired ones left out. */
  readonly usedBy: readonly { readonly record: string; readonly field: string; readonly label: Localized }[];
}

const mostValues = 2_000;
const mostLists = 500;

function usersOf(model: Model, name: string): PresentedList['usedBy'] {
  return model.records.flatMap((record) =>
    record.fields
      .filter((field) => field.kind === 'plain' && (field.options as { list?: unknown }).list === name)
      .map((field) => ({ record: record.name, field: field.name, label: field.label })),
  );
}

/** Takes settings; returns every list. One without a name of its own is called as the first field that uses it. */
export function presentLists(settings: ModelSettings): readonly PresentedList[] {
  const model = modelWith(settings);
  return Object.entries(model.lists).map(([name, values]) => {
    const usedBy = usersOf(model, name);
    const label = settings.listLabels?.[name] ?? usedBy[0]?.label ?? { fr: name, en: name };
    return { name, label, values, standard: Object.hasOwn(standardLists, name), usedBy };
  });
}

function readValue(
  input: ValueInput,
  place: number,
  known: ListValue | undefined,
  code: string,
): { value: ListValue } | { problem: SettingProblem } {
  const field = `values.${place}`;
  const label = readLabel(input.label);
  if (!label) return { problem: { field: `${field}.label`, code: 'required' } };
  if (input.color && !(tagColors as readonly string[]).includes(input.color))
    return { problem: { field: `${field}.color`, code: 'invalid-value', parameters: { value: input.color } } };
  const color = input.color === undefined ? known?.color : (input.color ?? undefined);
  const aliases =
    input.aliases === undefined
      ? known?.aliases
      : input.aliases.map((alias) => alias.trim()).filter((alias) => alias !== '');
  const outcome = input.outcome === undefined ? known?.outcome : (input.outcome ?? undefined);
  const merged = known?.mergedInto;
  // What was merged stays merged unless it is taken back into use.
  const active = input.active ?? known?.active ?? true;
  return {
    value: {
      code,
      label,
      ...(active ? {} : { active: false }),
      ...(aliases && aliases.length > 0 ? { aliases } : {}),
      ...(color ? { color } : {}),
      ...(outcome ? { outcome } : {}),
      ...(merged && !active ? { mergedInto: merged } : {}),
    },
  };
}

/** Takes the values there are and those wanted; returns the list to keep: codes that are left out are retired, at the end. */
function readValues(before: readonly ListValue[], inputs: readonly ValueInput[]): ListValue[] {
  if (inputs.length > mostValues)
    throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'values', code: 'too-large' }] });
  const known = new Map(before.map((value) => [value.code, value]));
  const taken = new Set(known.keys());
  const problems: SettingProblem[] = [];
  const after: ListValue[] = [];
  for (const [place, input] of inputs.entries()) {
    if (input.code !== undefined && (!known.has(input.code) || after.some(({ code }) => code === input.code))) {
      problems.push({ field: `values.${place}.code`, code: 'unknown-code', parameters: { value: input.code } });
      continue;
    }
    const code = input.code ?? freeName(camelCase(input.label.fr || input.label.en || '') || 'value', taken);
    taken.add(code);
    const read = readValue(input, place, known.get(code), code);
    if ('problem' in read) problems.push(read.problem);
    else after.push(read.value);
  }
  problems.push(...doubles(after));
  refuse(problems);
  const kept = new Set(after.map(({ code }) => code));
  return [...after, ...before.filter(({ code }) => !kept.has(code)).map((value) => ({ ...value, active: false }))];
}

/** Two values that may be chosen never read the same: nobody could tell them apart, nor could an import. */
function doubles(values: readonly ListValue[]): SettingProblem[] {
  const problems: SettingProblem[] = [];
  for (const language of ['fr', 'en'] as const) {
    const seen = new Set<string>();
    for (const [place, { label, active }] of values.entries()) {
      if (active === false) continue;
      const text = fold(label[language]);
      if (seen.has(text) && !problems.some(({ field }) => field === `values.${place}.label`))
        problems.push({
          field: `values.${place}.label`,
          code: 'duplicate-label',
          parameters: { value: label[language] },
        });
      seen.add(text);
    }
  }
  return problems;
}

/** Adds a list; its name in the API is made from its label, once. Throws CarnetError 409, 422. */
export async function addList(
  context: Context,
  input: { readonly label: LabelInput; readonly values: readonly ValueInput[] },
): Promise<SettingsChanged & { readonly name: string }> {
  let name = '';
  const changed = await changeSettings(context, (_settings, model) => {
    const label = readLabel(input.label);
    if (!label) throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'label', code: 'required' }] });
    if (Object.keys(model.lists).length >= mostLists)
      throw new CarnetError(409, 'too-many-lists', { parameters: { maximum: mostLists } });
    const word = camelCase(label.fr) || 'list';
    name = freeName(`c${word[0]?.toUpperCase()}${word.slice(1)}`, new Set(Object.keys(model.lists)));
    const values = readValues([], input.values);
    return {
      lists: { [name]: { values, label } },
      lines: [{ subject: `list:${name}`, kind: 'create', before: null, after: { label, values } }],
    };
  });
  return { ...changed, name };
}

/**
 * Changes a list: labels, order, colours, which values may still be chosen, its own name. Codes never change nor
 * vanish: those left out are retired. Throws CarnetError 404, 422 (a code that is not there, two values that read the same).
 */
export function changeList(
  context: Context,
  name: string,
  input: { readonly label?: LabelInput | undefined; readonly values?: readonly ValueInput[] | undefined },
): Promise<SettingsChanged> {
  return changeSettings(context, (settings, model) => {
    const before = listOf(model, name);
    const values = input.values ? readValues(before, input.values) : before;
    const label = readLabel(input.label) ?? settings.listLabels?.[name];
    if (JSON.stringify([before, settings.listLabels?.[name]]) === JSON.stringify([values, label])) return null;
    return {
      lists: { [name]: { values, ...(label ? { label } : {}) } },
      lines: [{ subject: `list:${name}`, kind: 'update', before, after: values }],
    };
  });
}

/**
 * Merges a value of a list into another: it is no longer chosen, what is written as it means the other, and a batch
 * gives the other to the records that hold it. Throws CarnetError 404, 422.
 */
export function mergeListValue(context: Context, name: string, from: string, into: string): Promise<SettingsChanged> {
  return changeSettings(context, (_settings, model) => {
    const before = listOf(model, name);
    const source = before.find(({ code }) => code === from);
    const target = before.find(({ code }) => code === into);
    const problems: SettingProblem[] = [];
    if (!source) problems.push({ field: 'from', code: 'unknown-code', parameters: { value: from } });
    if (!target || target.active === false || from === into)
      problems.push({ field: 'into', code: 'unknown-code', parameters: { value: into } });
    refuse(problems);
    if (!source || !target) return null;
    const aliases = [
      ...new Set([...(target.aliases ?? []), ...Object.values(source.label), ...(source.aliases ?? [])]),
    ].filter((alias) => !Object.values(target.label).includes(alias));
    const values = before.map((value): ListValue => {
      if (value.code === into) return { ...value, aliases };
      // What was merged into the one that goes now means the other as well.
      return value.code === from
        ? { ...value, active: false, mergedInto: into }
        : value.mergedInto === from
          ? { ...value, mergedInto: into }
          : value;
    });
    return {
      lists: { [name]: { values } },
      lines: [{ subject: `list:${name}`, kind: 'update', before, after: values }],
      operation: { kind: 'merge-values', record: null, parameters: { list: name, from, into } },
    };
  });
}

function listOf(model: Model, name: string): readonly ListValue[] {
  const values = Object.hasOwn(model.lists, name) ? model.lists[name] : undefined;
  if (!values) throw new CarnetError(404, 'unknown-list');
  return values;
}
