import { describe, expect, test } from 'vitest';
import type { Item, Page } from '../../api/types.ts';
import { flattenPages, type Pages, readPagesAgain } from './pages.ts';

const size = 3;

function item(id: string): Item {
  return { id, version: 1, title: id };
}

/** A server that lists `ids` in their order; a cursor is the id after which a page begins. */
function serverOf(ids: readonly string[]) {
  const asked: (string | null)[] = [];
  const read = async (cursor: string | null): Promise<Page> => {
    asked.push(cursor);
    const rest = ids.filter((id) => cursor === null || id > cursor);
    const items = rest.slice(0, size).map(item);
    return { items, next: rest.length > size ? (items.at(-1)?.id ?? null) : null };
  };
  return { read, asked };
}

async function listOf(ids: readonly string[]): Promise<Pages> {
  const { read } = serverOf(ids);
  const pages: Page[] = [];
  const pageParams: (string | null)[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await read(cursor);
    pages.push(page);
    pageParams.push(cursor);
    cursor = page.next;
  } while (cursor !== null);
  return { pages, pageParams };
}

const idsOf = (pages: Pages) => flattenPages(pages.pages, { pages: [], rows: [] }).rows.map(({ id }) => id);
const before = ['b', 'd', 'f', 'h', 'j', 'l', 'n', 'p', 'r', 't'];

describe('some pages of a long list read anew', () => {
  test('show a newcomer and lose nobody it pushed out of its page', async () => {
    const list = await listOf(before);
    const { read, asked } = serverOf([...before, 'i'].sort());
    const after = await readPagesAgain(list, 1, 1, read);
    expect(idsOf(after)).toEqual([...before, 'i'].sort());
    expect(asked).not.toContain(null);
  });

  test('drop who is gone, and show nobody twice', async () => {
    const list = await listOf(before);
    const now = before.filter((id) => id !== 'j');
    expect(idsOf(await readPagesAgain(list, 1, 1, serverOf(now).read))).toEqual(now);
  });

  test('end the list where the server says it ends', async () => {
    const list = await listOf(before);
    const now = before.slice(0, 5);
    const after = await readPagesAgain(list, 1, 2, serverOf(now).read);
    expect(idsOf(after)).toEqual(now);
    expect(after.pageParams).toHaveLength(after.pages.length);
  });

  test('leave the other pages as they are', async () => {
    const list = await listOf(before);
    const after = await readPagesAgain(list, 1, 1, serverOf(before).read);
    expect(after.pages[0]).toBe(list.pages[0]);
    expect(after.pages[2]).toBe(list.pages[2]);
  });
});

test('one page more adds its rows to those known and walks through no other', async () => {
  const { pages } = await listOf(before);
  const first = flattenPages(pages.slice(0, 2), { pages: [], rows: [] });
  const all = flattenPages(pages, first);
  expect(all.rows.map(({ id }) => id)).toEqual(before);
  expect(flattenPages(all.pages, all)).toBe(all);
});
