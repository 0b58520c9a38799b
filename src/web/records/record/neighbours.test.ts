import { expect, test } from 'vitest';
import type { Item, Page } from '../../api/types.ts';
import { neighboursIn } from './neighbours.ts';

function page(ids: string[], more: Partial<Page> = {}): Page {
  return { items: ids.map((id) => ({ id, version: 1, title: id }) as Item), next: null, ...more };
}

test('a record stands between those around it, across pages, and knows its place', () => {
  const pages = [page(['a', 'b'], { count: { value: 4, exact: true } }), page(['c', 'd'])];
  expect(neighboursIn(pages, 'b')).toEqual({ previous: 'a', next: 'c', place: 2, count: { value: 4, exact: true } });
  expect(neighboursIn(pages, 'd')).toMatchObject({ previous: 'c', next: null, place: 4 });
});

test('a record that the list does not hold, or that stands alone in it, has no neighbours', () => {
  expect(neighboursIn([page(['a', 'b'])], 'z')).toBeNull();
  expect(neighboursIn([page(['a'])], 'a')).toBeNull();
});
