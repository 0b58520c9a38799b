import type { FormatContext, ParseContext } from '../../../fields/field-type.ts';
import { type Maker, standardValue } from '../../../meta/derive/standard-values.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { type Permissions, permissionOn } from '../../../meta/permissions.ts';
import type { Item } from '../../api/types.ts';
import { writableFields } from './form-fields.ts';

type Values = Readonly<Record<string, unknown>>;

/** Between the name of children and a field of theirs, in the form of a new record. */
const nested = '.';

/** The fields of the primary link that the record itself does not show: written with it, in one creation (F85). */
function linkFields(model: Model, record: EffectiveRecord, permissions: Permissions): readonly EffectiveField[] {
  const { through } = record;
  const declaration = through && record.children?.[through.children];
  if (!through || !declaration) return [];
  const child = model.record(declaration.record);
  const left = [declaration.via, declaration.distinct, declaration.primary, child.ends, ...Object.keys(through.fields)];
  const permission = permissionOn(permissions, child.name);
  if (!permission.create) return [];
  return writableFields(child, permission)
    .filter((field) => !left.includes(field.name) && !field.required)
    .map((field) => ({
      ...field,
      name: `${through.children}${nested}${field.name}`,
      section: `${through.children}${nested}${field.section}`,
    }));
}

/** A record type as the form of a new one shows it: its own fields, then those of its primary link, in their sections. */
export interface CreationForm {
  readonly record: EffectiveRecord;
  readonly fields: readonly EffectiveField[];
}

/** Takes the model, a record type and the reader's rights; returns what the form of a new record holds. */
export function creationForm(model: Model, record: EffectiveRecord, permissions: Permissions): CreationForm {
  const own = writableFields(record, permissionOn(permissions, record.name));
  const more = linkFields(model, record, permissions);
  const children = record.through?.children ?? '';
  const child = record.children?.[children] && model.record(record.children[children].record);
  const sections = (child?.sections ?? []).map((section) => ({
    ...section,
    name: `${children}${nested}${section.name}`,
  }));
  return { record: { ...record, sections: [...record.sections, ...sections] }, fields: [...own, ...more] };
}

/** Takes a form's values; returns them as the API takes them: those of the primary link nested, with its account. */
export function nestValues(record: EffectiveRecord, values: Values): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  const links: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(values)) {
    const [children = '', field] = name.split(nested);
    if (field === undefined) flat[name] = value;
    else if (value !== null && value !== false) links[children] = { ...links[children], [field]: value };
  }
  for (const [children, link] of Object.entries(links)) {
    const distinct = record.children?.[children]?.distinct;
    const own = distinct && flat[distinct] ? { [distinct]: flat[distinct] } : {};
    flat[children] = [{ ...own, ...link }, ...((flat[children] as unknown[] | undefined) ?? [])];
  }
  return flat;
}

/** Takes who is signed in; returns them as the maker of a record, now. */
export function makerNow(user: Readonly<{ id: string; timeZone: string }>): Maker {
  return { userId: user.id, timeZone: user.timeZone, now: Date.now() };
}

/** Takes the fields of a form and who fills it in; returns the standard values of a new record. */
export function standardValues(record: EffectiveRecord, fields: readonly EffectiveField[], maker: Maker): Values {
  return Object.fromEntries(fields.map((field) => [field.name, standardValue(record, field, maker)] as const));
}

/** Takes what the address of the form says (`?account=<id>&jobTitle=Achats`); returns the values it fills in. */
export function prefilledValues(fields: readonly EffectiveField[], search: Values, context: ParseContext): Values {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const given = search[field.name];
    if (given === undefined || given === null) continue;
    const text = typeof given === 'object' ? JSON.stringify(given) : String(given);
    const read = field.type.fromText(text, field.options, context);
    values[field.name] = read.ok ? read.value : text;
  }
  return values;
}

/**
 * Takes what a way in found out; returns the values it fills in, and, by field, the texts that its list does not hold:
 * no form could show them.
 */
export function openingValues(
  fields: readonly EffectiveField[],
  found: Values,
  context: ParseContext,
): { readonly values: Values; readonly unlisted: Readonly<Record<string, string>> } {
  const unlisted: Record<string, string> = {};
  for (const { name, type, options } of fields) {
    const text = found[name];
    const isListed = type.comparison === 'code' || type.comparison === 'codes';
    if (isListed && typeof text === 'string' && !type.fromText(text, options, context).ok) unlisted[name] = text;
  }
  const listed = Object.fromEntries(Object.entries(found).filter(([name]) => !(name in unlisted)));
  return { values: prefilledValues(fields, listed, context), unlisted };
}

/** Takes what the address says of links (`?link.siteLinks=<id>`); returns new children by their name. */
export function prefilledLinks(record: EffectiveRecord, search: Values): Readonly<Record<string, readonly Values[]>> {
  const links: Record<string, readonly Values[]> = {};
  for (const [name, declaration] of Object.entries(record.children ?? {})) {
    const id = search[`link.${name}`];
    if (typeof id === 'string' && declaration.distinct) links[name] = [{ [declaration.distinct]: id }];
  }
  return links;
}

/**
 * Takes the record to copy; returns the values of the copy: own fields and references, not what is said not to be
 * copied, « (copie) » added to the last text of the title (A16).
 */
export function copiedValues(
  record: EffectiveRecord,
  fields: readonly EffectiveField[],
  item: Item,
  suffix: string,
): Values {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.copied === false || field.unique || !(field.name in item)) continue;
    values[field.name] = item[field.name];
  }
  const last = record.title.findLast((name) => record.field(name)?.type.comparison === 'text' && values[name]);
  if (last) values[last] = `${String(values[last])} ${suffix}`;
  return values;
}

/** Takes the words typed in a picker; returns them as the title's texts: « Jean Dupont » is a first and a last name. */
export function titleValues(record: EffectiveRecord, text: string): Values {
  const names = record.title.filter((name) => record.field(name)?.type.comparison === 'text');
  const [first, last] = [names[0], names.at(-1)];
  const [word = '', ...rest] = text.split(/\s+/).filter(Boolean);
  if (!last || word === '') return {};
  return names.length > 1 && first && rest.length > 0 ? { [first]: word, [last]: rest.join(' ') } : { [last]: text };
}

/** Takes a form's fields; returns those of the short form: required ones, and those that the type names for it. */
export function shortFields(record: EffectiveRecord, fields: readonly EffectiveField[]): readonly EffectiveField[] {
  const { shortForm } = record;
  const isShort = (field: EffectiveField): boolean =>
    shortForm
      ? shortForm.includes(field.name)
      : record.title.includes(field.name) || field.action === 'call' || field.action === 'mail';
  return fields.filter((field) => !field.name.includes(nested) && (field.required || isShort(field)));
}

/** Takes checked values and those the form opened with; returns what a creation sends: no empty field but those emptied. */
export function valuesToSend(checked: Values, standard: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(checked).filter(([name, value]) => value !== null || (standard[name] ?? null) !== null),
  );
}

/** What reading texts of an address needs, from what showing values needs. */
export function parseContextOf(context: FormatContext): ParseContext {
  return { language: context.language, timeZone: context.timeZone };
}
