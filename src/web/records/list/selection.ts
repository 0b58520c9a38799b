import type { Count } from '../../api/types.ts';

/** Which rows are chosen: some by id, or all that the list finds but some. */
export interface Selection {
  readonly all: boolean;
  /** The ids chosen; when `all`, the ids left out. */
  readonly ids: ReadonlySet<string>;
  /** Id of the row that a range starts from. */
  readonly anchor: string | null;
}

export const nothingSelected: Selection = { all: false, ids: new Set(), anchor: null };
export const everythingSelected: Selection = { all: true, ids: new Set(), anchor: null };

/** Tells whether a row is chosen. */
export function isSelected(selection: Selection, id: string): boolean {
  return selection.all !== selection.ids.has(id);
}

/** Chooses one row alone. */
export function selectOnly(id: string): Selection {
  return { all: false, ids: new Set([id]), anchor: id };
}

/** Chooses a row beside the others, or leaves it out. */
export function toggleSelected(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { all: selection.all, ids, anchor: id };
}

/**
 * Chooses every row from the anchor to `id`, both included. Takes the ids of the rows in their order. `keep` leaves
 * the others chosen. Without an anchor among the rows, chooses `id` alone.
 */
export function selectRange(selection: Selection, order: readonly string[], id: string, keep: boolean): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return selectOnly(id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const others = keep && !selection.all ? selection.ids : [];
  return { all: false, ids: new Set([...others, ...range]), anchor: selection.anchor };
}

/** How many rows are chosen, of `total` that the list finds; null while that is not known. */
export function selectionCount(selection: Selection, total: Count | undefined): Count | null {
  if (!selection.all) return { value: selection.ids.size, exact: true };
  return total ? { value: Math.max(0, total.value - selection.ids.size), exact: total.exact } : null;
}

/** Tells whether nothing is chosen. */
export function isNothing(selection: Selection): boolean {
  return !selection.all && selection.ids.size === 0;
}
