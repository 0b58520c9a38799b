import type { FieldPart } from '../../fields/field-type.ts';
import { type Language, type Localized, languages } from '../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import { fieldAccess, type Permissions, permissionOn } from '../permissions.ts';

/** Where the cells of a column go. */
export type ImportPlace =
  /** The record itself, by its id: a file that Carnet wrote comes back to the same records. */
  | { readonly kind: 'id' }
  | { readonly kind: 'field'; readonly field: EffectiveField }
  | { readonly kind: 'part'; readonly field: EffectiveField; readonly part: string }
  /** What the field points to, found by its title, by a key or by its id. */
  | { readonly kind: 'reference'; readonly field: EffectiveField; readonly to: EffectiveRecord }
  | { readonly kind: 'referenceId'; readonly field: EffectiveField; readonly to: EffectiveRecord }
  /** A field of what the field points to: tells it from others, and fills it in where it is made for the file. */
  | {
      readonly kind: 'inner';
      readonly field: EffectiveField;
      readonly to: EffectiveRecord;
      readonly inner: EffectiveField;
      readonly part?: string;
    };

/** Something a column of a file may be brought into; exports write the same columns, so that they can be brought in again. */
export interface ImportTarget {
  /** `legalName`, `address.city`, `account` (by name), `account.siren`, `account.id`, `id`. */
  readonly key: string;
  readonly label: Localized;
  /** What the cells are: a field type's name, `postcode` for that part of an address. */
  readonly meaning: string;
  readonly required: boolean;
  readonly place: ImportPlace;
  /** The key that column names are known under: `siren` where only the company of a contact has one. */
  readonly recognition: string;
}

/** Header of the column of ids, in files that Carnet writes. */
export const idLabel: Localized = { fr: 'Identifiant', en: 'Identifier' };

function joined(first: Localized, second: Localized): Localized {
  return Object.fromEntries(
    languages.map((language: Language) => [language, `${first[language]} – ${second[language]}`]),
  ) as Localized;
}

/** Tells whether people fill the field in: not what the system keeps, nor structures that no cell can hold. */
function isFilledIn(field: EffectiveField): boolean {
  return (
    !field.hidden && !field.readOnly && (field.kind === 'plain' || field.kind === 'through') && field.type.choosable
  );
}

function mayWrite(permissions: Permissions, record: EffectiveRecord, field: EffectiveField): boolean {
  if (fieldAccess(permissionOn(permissions, record.name), field.name) !== 'edit') return false;
  const child = field.children && record.children?.[field.children]?.record;
  return !child || fieldAccess(permissionOn(permissions, child), field.name) === 'edit';
}

/** Takes a reference field; returns the one record type it points to, null for references to several. */
export function onlyTarget(field: EffectiveField, model: Model): EffectiveRecord | null {
  const targets = field.type.comparison === 'reference' ? (field.type.targets?.(field.options) ?? []) : [];
  return targets.length === 1 ? (model.find(targets[0] ?? '') ?? null) : null;
}

/**
 * Tells whether a record of the type can be made from its name alone, because a row names one that does not exist: its
 * title is one text, and nothing else is required of it.
 */
export function isNamedAlone(record: EffectiveRecord): boolean {
  const title = record.title.length === 1 ? record.field(record.title[0] ?? '') : undefined;
  const others = record.fields.filter(
    (field) => field.required && field !== title && (field.kind === 'plain' || field.kind === 'through'),
  );
  return (
    title?.type.comparison === 'text' &&
    others.every((field) => field.defaultValue !== undefined && field.defaultValue !== null)
  );
}

function parts(field: EffectiveField): [string, FieldPart][] {
  return Object.entries(field.type.parts ?? {});
}

function meaningOfPart(part: string): string {
  return part === 'postcode' ? 'postcode' : 'text';
}

/** Fields of what a required reference points to: those that tell it apart and those it is made with. */
function innerTargets(
  record: EffectiveRecord,
  field: EffectiveField,
  to: EffectiveRecord,
  model: Model,
  permissions: Permissions,
): ImportTarget[] {
  const keys = new Set((to.importKeys ?? []).filter((set) => set.length === 1).flat());
  const made = field.required === true && isNamedAlone(to);
  const wanted = to.fields.filter((inner) => {
    if (!isFilledIn(inner) || !mayWrite(permissions, to, inner) || to.title.includes(inner.name)) return false;
    return keys.has(inner.name) || (made && inner.kind === 'plain' && inner.type.comparison !== 'reference');
  });
  const own = new Set(record.fields.filter(isFilledIn).map((candidate) => candidate.name));
  // With two references to fill in, a bare « SIREN » would be either's.
  const alone =
    record.fields.filter((other) => other.required && isFilledIn(other) && onlyTarget(other, model)).length < 2;
  return wanted.flatMap((inner): ImportTarget[] => {
    const known = alone && !own.has(inner.name);
    const base = { required: false, label: joined(field.label, inner.label) };
    if (!inner.type.parts || inner.type.columns.length < 2)
      return [
        {
          ...base,
          key: `${field.name}.${inner.name}`,
          meaning: inner.type.name,
          place: { kind: 'inner', field, to, inner },
          recognition: known ? inner.name : '',
        },
      ];
    return parts(inner).map(([part, { label }]) => ({
      ...base,
      label: joined(field.label, label),
      key: `${field.name}.${inner.name}.${part}`,
      meaning: meaningOfPart(part),
      place: { kind: 'inner' as const, field, to, inner, part },
      recognition: known ? `${inner.name}.${part}` : '',
    }));
  });
}

function referenceTargets(
  record: EffectiveRecord,
  field: EffectiveField,
  model: Model,
  permissions: Permissions,
): ImportTarget[] {
  const to = onlyTarget(field, model);
  const required = field.required === true;
  if (!to)
    return [
      {
        key: field.name,
        label: field.label,
        meaning: field.type.name,
        required,
        place: { kind: 'field', field },
        recognition: field.name,
      },
    ];
  return [
    {
      key: field.name,
      label: field.label,
      meaning: 'reference',
      required,
      place: { kind: 'reference', field, to },
      recognition: field.name,
    },
    ...innerTargets(record, field, to, model, permissions),
    {
      key: `${field.name}.id`,
      label: joined(field.label, idLabel),
      meaning: 'id',
      required: false,
      place: { kind: 'referenceId', field, to },
      recognition: '',
    },
  ];
}

/**
 * Takes a record type, the model and a role's rights; returns what the columns of a file may be brought into: every
 * field the role may write, custom ones included, the parts of addresses, what references are found by, and the id.
 */
export function importTargets(record: EffectiveRecord, model: Model, permissions: Permissions): ImportTarget[] {
  const targets: ImportTarget[] = [];
  const fields = record.fields.filter((field) => isFilledIn(field) && mayWrite(permissions, record, field));
  const severalParted = fields.filter((field) => field.type.parts).length > 1;
  for (const field of fields) {
    const required = field.required === true && (field.defaultValue === undefined || field.defaultValue === null);
    if (field.type.comparison === 'reference') targets.push(...referenceTargets(record, field, model, permissions));
    else if (field.type.parts && field.type.columns.length > 1)
      for (const [part, { label }] of parts(field))
        targets.push({
          key: `${field.name}.${part}`,
          label: severalParted ? joined(field.label, label) : label,
          meaning: meaningOfPart(part),
          required: false,
          place: { kind: 'part', field, part },
          recognition: `${field.name}.${part}`,
        });
    else
      targets.push({
        key: field.name,
        label: field.label,
        meaning: field.type.name,
        required,
        place: { kind: 'field', field },
        recognition: field.name,
      });
  }
  return [
    ...targets,
    { key: 'id', label: idLabel, meaning: 'id', required: false, place: { kind: 'id' }, recognition: '' },
  ];
}
