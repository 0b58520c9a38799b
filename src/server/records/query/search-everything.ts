import { words } from '../../../lib/text.ts';
import { isSearched } from '../../../meta/derive/storage.ts';
import { subtitleOf } from '../../../meta/derive/subtitle.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { listRecords } from './list-records.ts';
import { isReadable, mayRead, type Reader } from './readable.ts';
import { readSort } from './sort.ts';

/** A record found: what it is called, and what tells it from others of that name. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

export interface FindingGroup {
  readonly record: string;
  readonly items: readonly Finding[];
}

const standardLimit = 6;
const highestLimit = 20;

/** The field of a record's standard order that a text begins: found first, so that « dur » brings Durand before Dupont-Dur. */
function leadingFilter(reader: Reader, record: EffectiveRecord, text: string): unknown {
  const [key] = readSort(reader, record, undefined).keys;
  const field = key && record.field(key.name);
  const [first] = words(text);
  if (!field || !first || field.type.comparison !== 'text' || !field.type.operators.includes('startsWith'))
    return undefined;
  return isReadable(reader, record, field) ? { field: field.name, op: 'startsWith', value: first } : undefined;
}

async function findIn(reader: Reader, record: EffectiveRecord, text: string, limit: number): Promise<FindingGroup> {
  const fields = [...record.title, ...(record.subtitle ?? [])];
  const query = { search: text, limit, count: false, fields };
  const filter = leadingFilter(reader, record, text);
  const leading = filter ? (await listRecords(reader, record, { ...query, filter })).items : [];
  const known = new Set(leading.map((item) => item.id));
  const others =
    leading.length < limit
      ? (await listRecords(reader, record, query)).items.filter((item) => !known.has(item.id))
      : [];
  const items = [...leading, ...others].slice(0, limit);
  return {
    record: record.name,
    items: items.map((item) => ({
      id: item.id,
      title: item.title,
      subtitle: subtitleOf(record, item, item.titles, reader.principal),
    })),
  };
}

/**
 * Takes who reads, what they typed and how many to find of each record type (6 where absent, 20 at most); returns what
 * is found in every type of the navigation, in its order: names that begin so first. Types without findings are left
 * out.
 */
export async function searchEverything(reader: Reader, text: string, limit = standardLimit): Promise<FindingGroup[]> {
  if (text.trim() === '') return [];
  const most = Math.min(Math.max(Math.trunc(limit) || standardLimit, 1), highestLimit);
  const searched = reader.company
    .model()
    .records.filter((record) => record.navigation && isSearched(record) && mayRead(reader, record))
    .sort((one, other) => place(one) - place(other));
  const groups = await Promise.all(searched.map((record) => findIn(reader, record, text, most)));
  return groups.filter((group) => group.items.length > 0);
}

/** Records one works with come before those of the administration. */
function place({ navigation }: EffectiveRecord): number {
  return (navigation?.area === 'administration' ? 1000 : 0) + (navigation?.order ?? 0);
}
