import type { Comparison } from '../../../fields/field-type.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { fieldAccess, type RecordPermission } from '../../../meta/permissions.ts';

/** Width in pixels of a column that nobody resized, by what its values are like. */
const widths: Readonly<Record<Comparison, number>> = {
  text: 170,
  code: 160,
  codes: 180,
  number: 120,
  date: 120,
  moment: 150,
  time: 90,
  boolean: 110,
  reference: 190,
  none: 240,
};

/** Narrowest and widest a column gets, in pixels. */
export const narrowest = 64;
export const widest = 900;

/** Takes a field; returns the width in pixels that its column starts with. */
export function standardWidth(record: EffectiveRecord, field: EffectiveField): number {
  if (record.title[0] === field.name) return record.title.length === 1 ? 280 : 190;
  return widths[field.type.comparison];
}

/** Takes a width in pixels; returns the nearest one a column may have. */
export function possibleWidth(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)));
}

/** The fields that may be a column for this reader, in the record's order. In the trash, the day they went there too. */
export function columnFields(
  record: EffectiveRecord,
  permission: RecordPermission,
  trash: boolean,
): readonly EffectiveField[] {
  return record.fields.filter((field) => {
    if (fieldAccess(permission, field.name) === 'none') return false;
    if (field.name === 'deletedAt') return trash;
    return !field.hidden && field.type.columns.every(({ type }) => type !== 'jsonb');
  });
}

/**
 * The names of the columns of the standard list: the fields of the title, those declared `inList`, and the last change
 * (F24). In the trash the day of going there replaces the last change.
 */
export function standardColumns(
  record: EffectiveRecord,
  permission: RecordPermission,
  trash: boolean,
): readonly string[] {
  const fields = columnFields(record, permission, trash);
  const titles = fields.filter(({ name }) => record.title.includes(name)).map(({ name }) => name);
  const listed = fields.filter((field) => field.inList).map(({ name }) => name);
  const names = [...new Set([...listed, ...titles])];
  const named = names.filter((name) => titles.includes(name));
  const others = names.filter((name) => !titles.includes(name));
  const exists = (name: string) => fields.some((field) => field.name === name);
  if (trash) return [...named, ...['deletedAt'].filter(exists), ...others];
  return [...named, ...others, ...['updatedAt'].filter(exists)];
}

/** Takes names wished for; returns the fields of those that exist and may be read, in that order, never none. */
export function chosenColumns(
  record: EffectiveRecord,
  permission: RecordPermission,
  trash: boolean,
  wished: readonly string[],
): readonly EffectiveField[] {
  const possible = new Map(columnFields(record, permission, trash).map((field) => [field.name, field]));
  const pick = (names: readonly string[]) => [...new Set(names)].flatMap((name) => possible.get(name) ?? []);
  const chosen = pick(wished);
  return chosen.length > 0 ? chosen : pick(standardColumns(record, permission, trash));
}

/** Takes names in order; returns them with `name` moved to stand before the one at `to` (the length: last). */
export function moveName(names: readonly string[], name: string, to: number): readonly string[] {
  const from = names.indexOf(name);
  if (from < 0) return names;
  const rest = names.toSpliced(from, 1);
  return rest.toSpliced(to > from ? to - 1 : to, 0, name);
}

/** Pinned columns stand first; else the order is kept. */
export function pinnedFirst(fields: readonly EffectiveField[], pinned: readonly string[]): readonly EffectiveField[] {
  const isPinned = ({ name }: EffectiveField) => pinned.includes(name);
  return [...fields.filter(isPinned), ...fields.filter((field) => !isPinned(field))];
}

/** Tells whether this reader may change the field in the list. */
export function isEditable(field: EffectiveField, permission: RecordPermission): boolean {
  if (field.readOnly || (field.kind !== 'plain' && field.kind !== 'through')) return false;
  return permission.update !== 'none' && fieldAccess(permission, field.name) === 'edit';
}
