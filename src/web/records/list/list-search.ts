/** What the address of a list says: the list is its address. */
export type ListSearch = Readonly<Record<string, unknown>>;

/** Takes what stands in the address; returns what a list understands of it. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  return search;
}
