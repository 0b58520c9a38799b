import type { SettingField } from '../queries.ts';

/** Takes the fields of a record type and one of them; returns the custom fields in use of its section, itself among them. */
export function neighboursOf(fields: readonly SettingField[], field: SettingField): readonly SettingField[] {
  return fields.filter((other) => other.custom && !other.retired && other.section === field.section);
}

/**
 * Takes the fields of a record type, one of its custom fields and the way it goes (-1 up, 1 down); returns the names of
 * all custom fields, those out of use among them, with that one a place further in its section. Null at the end of it.
 */
export function movedField(
  fields: readonly SettingField[],
  field: SettingField,
  way: -1 | 1,
): readonly string[] | null {
  const neighbours = neighboursOf(fields, field);
  const other = neighbours[neighbours.findIndex(({ name }) => name === field.name) + way];
  if (!other) return null;
  const names = fields.filter(({ custom }) => custom).map(({ name }) => name);
  const rest = names.filter((name) => name !== field.name);
  rest.splice(rest.indexOf(other.name) + (way === 1 ? 1 : 0), 0, field.name);
  return rest;
}
