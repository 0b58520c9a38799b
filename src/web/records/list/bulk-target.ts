import type { Count, FilterNode } from '../../api/types.ts';
import { joinFilters } from './filter-tree.ts';
import type { ListState } from './list-state.ts';
import { type Selection, selectionCount } from './selection.ts';

/** The records that a gesture on many is done to: ids, or all that a filter and a search find. */
export interface BulkTarget {
  readonly ids: readonly string[] | null;
  readonly filter: FilterNode | null;
  readonly search: string;
  readonly trash: boolean;
  /** Null while it is not known. */
  readonly count: Count | null;
}

/** Takes what is chosen in a list and what the list shows; returns the records meant. */
export function bulkTarget(selection: Selection, state: ListState, total: Count | undefined): BulkTarget {
  const count = selectionCount(selection, total);
  const { trash } = state;
  if (!selection.all) return { ids: [...selection.ids], filter: null, search: '', trash, count };
  const leftOut: FilterNode | null =
    selection.ids.size > 0 ? { field: 'id', op: 'notIn', value: [...selection.ids] } : null;
  return { ids: null, filter: joinFilters(state.filter, leftOut), search: state.search, trash, count };
}

/** Takes the records meant; returns how the server is told of them. */
export function targetBody({ ids, filter, search, trash }: BulkTarget): Readonly<Record<string, unknown>> {
  // The search is said even when it is empty: « everything » must be meant, never fallen into.
  return { ...(ids ? { ids } : { search, ...(filter ? { filter } : {}) }), ...(trash ? { trash: true } : {}) };
}
