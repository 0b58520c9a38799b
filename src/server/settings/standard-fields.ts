import { readDefault, type SettingProblem } from '../../meta/custom-field.ts';
import type { EffectiveField } from '../../meta/effective-record.ts';
import type { FieldOverlay, RecordSettings } from '../../meta/settings.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { changeSettings, modelWith, type SettingsChanged } from './change-settings.ts';
import { commonProblems, type FieldInput, type LabelInput, readLabel, recordWith, refuse } from './field-input.ts';

const overlaid = ['label', 'help', 'required', 'hidden', 'audited', 'defaultValue', 'section', 'capitals'] as const;

type Overlay = { -readonly [Key in keyof FieldOverlay]: FieldOverlay[Key] };

function impossible(standard: EffectiveField, input: FieldInput): SettingProblem[] {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const problems = given
    .filter(([name]) => !(overlaid as readonly string[]).includes(name))
    .map(([name]): SettingProblem => ({ field: name, code: 'setting-not-possible' }));
  const kept = standard.kind === 'system' || standard.kind === 'computed';
  if (kept)
    for (const name of ['defaultValue', 'audited', 'section'] as const)
      if (input[name] !== undefined && input[name] !== null)
        problems.push({ field: name, code: 'setting-not-possible' });
  // Made with the link, whose own default holds.
  if (standard.kind === 'through' && input.defaultValue !== undefined && input.defaultValue !== null)
    problems.push({ field: 'defaultValue', code: 'setting-not-possible' });
  if (!standard.personName && input.capitals !== undefined && input.capitals !== null)
    problems.push({ field: 'capitals', code: 'setting-not-possible' });
  if (standard.required && input.required === false) problems.push({ field: 'required', code: 'always-required' });
  return problems;
}

/** Takes the overlay there is, the standard field and what is asked; returns the overlay to keep: only what differs. */
function overlayWith(before: FieldOverlay, standard: EffectiveField, input: FieldInput): FieldOverlay {
  const after: Overlay = { ...before };
  const put = <Key extends keyof FieldOverlay>(
    key: Key,
    value: FieldOverlay[Key] | undefined,
    standardValue: unknown,
  ): void => {
    if (value === undefined || JSON.stringify(value) === JSON.stringify(standardValue)) delete after[key];
    else after[key] = value;
  };
  if (input.label !== undefined) put('label', readLabel(input.label), standard.label);
  if (input.help !== undefined) put('help', readLabel(input.help), standard.help);
  if (input.required !== undefined) put('required', input.required ?? undefined, standard.required);
  if (input.hidden !== undefined) put('hidden', input.hidden ?? undefined, standard.hidden ?? false);
  if (input.audited !== undefined) put('audited', input.audited ?? undefined, standard.audited ?? true);
  if (input.capitals !== undefined) put('capitals', input.capitals ?? undefined, standard.capitals ?? false);
  if (input.section !== undefined) put('section', input.section ?? undefined, standard.section);
  return after;
}

/**
 * Changes what the company says of a standard field. A key that is absent keeps what there is, null gives the
 * standard back. Throws CarnetError 404 for a field that is not there, 422 for what cannot be.
 */
export function changeStandardField(
  context: Context,
  recordName: string,
  fieldName: string,
  input: FieldInput,
): Promise<SettingsChanged> {
  return changeSettings(context, (settings) => {
    const { record, model } = recordWith(settings, recordName);
    const field = record.field(fieldName);
    const bare = modelWith({ ...settings, records: {} })
      .record(recordName)
      .field(fieldName);
    if (!field || !bare || field.custom) throw new CarnetError(404, 'unknown-setting');
    const own = settings.records[recordName] ?? {};
    const before = own.fields?.[fieldName] ?? {};
    const problems = impossible(bare, input);
    const after: Overlay = { ...overlayWith(before, bare, input) };
    if (input.defaultValue !== undefined) {
      const options = model.record(recordName).field(fieldName)?.options ?? {};
      const read = readDefault(bare.type, options as Readonly<Record<string, unknown>>, input.defaultValue);
      if ('problem' in read) problems.push(read.problem);
      else if (read.value === null || JSON.stringify(read.value) === JSON.stringify(bare.defaultValue))
        delete after.defaultValue;
      else after.defaultValue = read.value;
    }
    const wanted = {
      required: bare.required || after.required || false,
      defaultValue: after.defaultValue ?? bare.defaultValue,
    };
    problems.push(
      ...commonProblems(record, bare, {
        ...wanted,
        ...(after.hidden === undefined ? {} : { hidden: after.hidden }),
        ...(after.section === undefined ? {} : { section: after.section }),
      }),
    );
    refuse(problems);
    if (JSON.stringify(before) === JSON.stringify(after)) return null;
    const { [fieldName]: _before, ...others } = own.fields ?? {};
    const fields = Object.keys(after).length > 0 ? { ...others, [fieldName]: after } : others;
    const changed: RecordSettings = { ...own, fields };
    return {
      records: { [recordName]: changed },
      lines: [{ subject: `${recordName}.${fieldName}`, kind: 'update', before, after }],
    };
  });
}

/** Changes what the company calls a record type; null gives the standard word back. Throws CarnetError 404. */
export function changeRecordLabel(
  context: Context,
  recordName: string,
  input: { readonly one?: LabelInput | null | undefined; readonly many?: LabelInput | null | undefined },
): Promise<SettingsChanged> {
  return changeSettings(context, (settings) => {
    recordWith(settings, recordName);
    const own = settings.records[recordName] ?? {};
    const one = input.one === undefined ? own.label?.one : readLabel(input.one);
    const many = input.many === undefined ? own.label?.many : readLabel(input.many);
    const label = { ...(one ? { one } : {}), ...(many ? { many } : {}) };
    if (JSON.stringify(label) === JSON.stringify(own.label ?? {})) return null;
    return {
      records: { [recordName]: { ...own, label } },
      lines: [{ subject: recordName, kind: 'update', before: own.label ?? null, after: label }],
    };
  });
}
