import { words } from '../../lib/text.ts';
import { isGone } from '../../meta/derive/gone.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { connectionFailed } from '../api/connection.ts';
import type { FilterNode, Item } from '../api/types.ts';
import { keptRecords } from './kept-answers.ts';

/** Whether a record passes a filter, as far as a device can tell: « equals » only, alone or joined by « and ». */
function passes(item: Item, filter: FilterNode): boolean {
  if ('and' in filter) return filter.and.every((node) => passes(item, node));
  return 'field' in filter && filter.op === 'equals' && item[filter.field] === filter.value;
}

interface KeptSearch {
  /** The record types to look in. */
  readonly records: readonly EffectiveRecord[];
  readonly text: string;
  readonly filter?: FilterNode | undefined;
  /** Most records of each collection. */
  readonly limit: number;
}

/**
 * Finds records among those this device keeps, where the server did not answer: every word typed begins a word of their
 * title. Returns, by collection, those found, the last seen first; collections without any are left out.
 */
export async function searchKept({
  records,
  text,
  filter,
  limit,
}: KeptSearch): Promise<ReadonlyMap<string, readonly Item[]>> {
  // What is found hides that nobody answered: one lost request would else be taken for chance.
  connectionFailed();
  const wanted = words(text);
  const kept = await keptRecords().catch(() => new Map<string, readonly Item[]>());
  const isFound = (record: EffectiveRecord, item: Item): boolean => {
    const title = words(item.title);
    const named = wanted.every((word) => title.some((part) => part.startsWith(word)));
    return named && !item.deletedAt && !isGone(record, item) && (filter === undefined || passes(item, filter));
  };
  const found = records.map((record) => {
    const items = (kept.get(record.collection) ?? []).filter((item) => isFound(record, item));
    return [record.collection, items.slice(0, limit)] as const;
  });
  return new Map(found.filter(([, items]) => items.length > 0));
}
