import { fieldType } from '../../fields/registry.ts';
import type { Localized } from '../../lib/localized.ts';
import type { SettingProblem } from '../../meta/custom-field.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { type ModelSettings, storageSettings } from '../../meta/settings.ts';
import { CarnetError } from '../errors.ts';
import { modelWith } from './change-settings.ts';

/** A text in one language at least; the other is the same until it is given. */
export interface LabelInput {
  readonly fr?: string | undefined;
  readonly en?: string | undefined;
}

/** What may be said of every field; null takes a setting away. */
export interface FieldInput {
  readonly label?: LabelInput | null | undefined;
  readonly help?: LabelInput | null | undefined;
  readonly required?: boolean | null | undefined;
  readonly hidden?: boolean | null | undefined;
  readonly audited?: boolean | null | undefined;
  readonly section?: string | null | undefined;
  readonly capitals?: boolean | null | undefined;
  readonly defaultValue?: unknown;
  readonly inList?: boolean | null | undefined;
  readonly sortable?: boolean | null | undefined;
  readonly indexed?: boolean | null | undefined;
  readonly search?: boolean | null | undefined;
  readonly unique?: boolean | null | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** Throws a CarnetError 422 that names what is wrong, if anything is. */
export function refuse(problems: readonly SettingProblem[]): void {
  if (problems.length > 0) throw new CarnetError(422, 'validation-failed', { errors: problems });
}

/** Takes a text in one language or both; returns it in both, or undefined for none. */
export function readLabel(input: LabelInput | null | undefined): Localized | undefined {
  const fr = input?.fr?.trim();
  const en = input?.en?.trim();
  const first = fr || en;
  return first ? { fr: fr || first, en: en || first } : undefined;
}

/** Takes the settings and the name of a record type; returns the type with every custom field it has or had. Throws 404. */
export function recordWith(
  settings: ModelSettings,
  name: string,
): { readonly record: EffectiveRecord; readonly model: Model } {
  const model = modelWith(storageSettings(settings));
  const record = model.find(name);
  if (!record) throw new CarnetError(404, 'unknown-record');
  return { record, model };
}

/** What both kinds of field ask of a change: a section that is there, and no field that hides what must be filled in. */
export function commonProblems(
  record: EffectiveRecord,
  field: Pick<EffectiveField, 'name' | 'readOnly'>,
  wanted: {
    readonly section?: string;
    readonly required?: boolean;
    readonly hidden?: boolean;
    readonly defaultValue?: unknown;
  },
): SettingProblem[] {
  const problems: SettingProblem[] = [];
  if (wanted.section !== undefined && !record.sections.some(({ name }) => name === wanted.section))
    problems.push({ field: 'section', code: 'unknown-section' });
  if (wanted.required && field.readOnly) problems.push({ field: 'required', code: 'setting-not-possible' });
  const empty = wanted.defaultValue === undefined || wanted.defaultValue === null;
  if (wanted.hidden && (record.title.includes(field.name) || (wanted.required && empty)))
    problems.push({ field: 'hidden', code: 'needed-field-hidden' });
  return problems;
}

/** Takes a stored field declaration's type name; returns the type. Throws 422 for a name that no choosable type has. */
export function choosableType(name: string): ReturnType<typeof fieldType> {
  try {
    const type = fieldType(name);
    if (type.choosable) return type;
  } catch {
    // Said below.
  }
  throw new CarnetError(422, 'validation-failed', {
    errors: [{ field: 'type', code: 'unknown-type', parameters: { value: name } }],
  });
}
