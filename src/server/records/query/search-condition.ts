import { sql } from 'kysely';
import { childSearchMarker, searchMarker, searchTerms } from '../../../meta/derive/search-text.ts';
import { isSearched } from '../../../meta/derive/storage.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { type Condition, column } from '../../db/compared.ts';
import { readingKeys } from '../visibility.ts';
import { isReadable, type Reader, targetTitleFields } from './readable.ts';

/** Takes a record type; returns the markers of the sections of its search text that the reader may not be found by. */
function hiddenMarkers(reader: Reader, record: EffectiveRecord): string[] {
  const model = reader.company.model();
  const hidden = record.fields
    .filter((field) => {
      if (!field.search) return false;
      if (!isReadable(reader, record, field)) return true;
      const targets = field.type.targets?.(field.options).map((name) => model.find(name)) ?? [];
      // The words of a reference are those of its title: all of it must be the reader's to see.
      return targets.some((target) => target && targetTitleFields(reader, target).length < target.title.length);
    })
    .map((field) => searchMarker(field.name));
  const childName = record.children?.[record.through?.children ?? '']?.record;
  const child = childName ? model.find(childName) : undefined;
  if (!child) return hidden;
  const { read } = permissionOn(reader.principal.permissions, child.name);
  // Which of a record's children its words come from is not kept: they are searched by who sees every child.
  const all = readingKeys(reader.principal, read, child) === 'all';
  const ofChildren = child.fields.filter((field) => field.search && (!all || !isReadable(reader, child, field)));
  return [...hidden, ...ofChildren.map((field) => childSearchMarker(child.name, field.name))];
}

/**
 * Takes who reads, a record type, what they typed and the alias of the table; returns the condition that a row is
 * found by it, null where nothing was typed. What the reader may not see finds nothing.
 */
export function searchCondition(
  reader: Reader,
  record: EffectiveRecord,
  search: string | null | undefined,
  alias: string,
): Condition | null {
  if (!search || search.trim() === '') return null;
  const terms = isSearched(record) ? searchTerms(search) : [];
  if (terms.length === 0) return sql`false`;
  const text = column(alias, 'search');
  const found = terms.map((term) => sql`${text} LIKE ${term}`);
  const markers = hiddenMarkers(reader, record);
  const visible = sql`carnet_visible_search(${text}, ${markers}::text[])`;
  const checked = markers.length === 0 ? [] : terms.map((term) => sql`${visible} LIKE ${term}`);
  return sql`(${sql.join([...found, ...checked], sql` AND `)})`;
}
