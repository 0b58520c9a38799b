/** The order of the list a record was opened from. */
interface ListOrder {
  readonly collection: string;
  readonly ids: readonly string[];
}

let order: ListOrder | null = null;

/** Keeps the order of the rows of a list, for « previous » and « next » on the record's page. */
export function rememberOrder(collection: string, rows: readonly { readonly id: string }[]): void {
  order = { collection, ids: rows.map(({ id }) => id) };
}

/** What stands before and after a record in the list it was opened from; null where that is not known. */
export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
  /** Place in the list, from 1. */
  readonly place: number;
}

/** Takes a collection and a record's id; returns its neighbours in the list last left, null for another list. */
export function neighboursOf(collection: string, id: string): Neighbours | null {
  if (order?.collection !== collection) return null;
  const at = order.ids.indexOf(id);
  if (at < 0) return null;
  return { previous: order.ids[at - 1] ?? null, next: order.ids[at + 1] ?? null, place: at + 1 };
}
