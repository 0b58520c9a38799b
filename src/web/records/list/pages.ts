import type { InfiniteData } from '@tanstack/react-query';
import type { Item, Page } from '../../api/types.ts';

export type Pages = InfiniteData<Page, string | null>;

/** The rows of some pages, and the pages they came from. */
export interface FlatRows {
  readonly pages: readonly Page[];
  readonly rows: readonly Item[];
}

/**
 * Rows of pages, once each: a row that moved while pages were being read may stand in two of them. Reuses what is
 * known of the same pages, so that reading one page more walks through no other.
 */
export function flattenPages(pages: readonly Page[], known: FlatRows): FlatRows {
  const shared = known.pages.length <= pages.length && known.pages.every((page, index) => page === pages[index]);
  if (shared && known.pages.length === pages.length) return known;
  const rows = shared ? [...known.rows] : [];
  const seen = new Set(rows.map(({ id }) => id));
  for (const page of pages.slice(shared ? known.pages.length : 0)) {
    for (const item of page.items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      rows.push(item);
    }
  }
  return { pages, rows };
}

/**
 * Reads some pages of a long list anew and leaves the others as they are. Takes the list, the first and last page to
 * read and how a page is read; returns the list. Rows that newcomers pushed out of the last page read are fetched, so
 * that none is lost between it and the next.
 */
export async function readPagesAgain(
  data: Pages,
  first: number,
  last: number,
  read: (cursor: string | null) => Promise<Page>,
): Promise<Pages> {
  const fresh: Page[] = [];
  let cursor: string | null = data.pageParams[first] ?? null;
  for (let index = first; index <= last; index++) {
    const page = await read(cursor);
    fresh.push(page);
    cursor = page.next;
    if (cursor === null) break;
  }
  const following = cursor === null ? undefined : data.pages[last + 1];
  if (following && cursor !== null) {
    const held = new Set(following.items.map(({ id }) => id));
    const meets = fresh.some(({ items }) => items.some(({ id }) => held.has(id)));
    const end = fresh.at(-1);
    if (!meets && end) {
      const bridge = await read(cursor);
      const until = bridge.items.findIndex(({ id }) => held.has(id));
      const missing = until < 0 ? [] : bridge.items.slice(0, until);
      fresh[fresh.length - 1] = { ...end, items: [...end.items, ...missing] };
    }
  }
  const rest = cursor === null ? [] : data.pages.slice(last + 1);
  const restParameters = cursor === null ? [] : data.pageParams.slice(last + 1);
  return {
    pages: [...data.pages.slice(0, first), ...fresh, ...rest],
    pageParams: [...data.pageParams.slice(0, first + fresh.length), ...restParameters],
  };
}
