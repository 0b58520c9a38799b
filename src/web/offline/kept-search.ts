import { words } from '../../lib/text.ts';
import type { FilterNode, Item } from '../api/types.ts';
import { keptRecords } from './kept-answers.ts';

/** Whether a record passes a filter, as far as a device can tell: « equals » only, alone or joined by « and ». */
function passes(item: Item, filter: FilterNode): boolean {
  if ('and' in filter) return filter.and.every((node) => passes(item, node));
  return 'field' in filter && filter.op === 'equals' && item[filter.field] === filter.value;
}

/**
 * Finds records of a collection among those this device keeps, where the server cannot be asked: every word typed
 * begins a word of their title. Returns at most `limit`, the last seen first.
 */
export async function searchKept(
  collection: string,
  text: string,
  { filter, limit }: { readonly filter?: FilterNode | undefined; readonly limit: number },
): Promise<readonly Item[]> {
  const wanted = words(text);
  const found = (await keptRecords(collection)).filter((item) => {
    const title = words(item.title);
    const named = wanted.every((word) => title.some((part) => part.startsWith(word)));
    return named && !item.deletedAt && (filter === undefined || passes(item, filter));
  });
  return found.slice(0, limit);
}
