import type { FilterNode } from '../../api/types.ts';
import { type LayoutChoice, readDay, readLayoutChoice } from './layout.ts';

/** What the address of a list says: the list is its address. What is absent follows the view. */
export interface ListSearch extends LayoutChoice {
  /** Id of a saved view; the standard view where absent. */
  readonly view?: string;
  readonly search?: string;
  /** Null: no filter, though the view has one. */
  readonly filter?: FilterNode | null;
  /** Fields separated by commas, `-` in front for descending; '' for the server's own order. */
  readonly sort?: string;
  /** Names of the columns, in order, separated by commas. */
  readonly columns?: string;
  /** True shows what is in the trash. */
  readonly trash?: true;
  /** The day that a calendar shows, today where absent. */
  readonly day?: string;
}

/** What the address says for the standard view where another one is the reader's first. */
export const standardView = 'standard';

/**
 * Takes an address and the reader's start view for the record type; returns the address with the view that is meant:
 * theirs where it says nothing at all, the standard one where it says so (A12). A link that says something means it.
 */
export function withStartView(search: ListSearch, start: string | undefined): ListSearch {
  if (search.view === standardView) {
    const { view: _standard, ...rest } = search;
    return rest;
  }
  return start === undefined || Object.keys(search).length > 0 ? search : { view: start };
}

/** Deepest nesting of groups that the server takes. */
const deepest = 8;

/** Takes anything; returns the filter it is, without what no filter has, or undefined when nothing of it is one. */
export function readFilter(input: unknown, depth = 1): FilterNode | undefined {
  if (typeof input !== 'object' || input === null || depth > deepest) return undefined;
  const node = input as Readonly<Record<string, unknown>>;
  for (const kind of ['and', 'or'] as const) {
    const inner = node[kind];
    if (!Array.isArray(inner)) continue;
    const nodes = inner.map((child) => readFilter(child, depth + 1)).filter((child) => child !== undefined);
    if (nodes.length === 0) return undefined;
    return kind === 'and' ? { and: nodes } : { or: nodes };
  }
  const { field, op, value } = node;
  if (typeof field !== 'string' || typeof op !== 'string') return undefined;
  return value === undefined ? { field, op } : { field, op, value };
}

function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  // The router reads `?search=42` as a number: it was typed as words.
  return typeof value === 'number' ? String(value) : undefined;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Takes what stands in the address; returns what a list understands of it. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const view = readText(search.view);
  const words = readText(search.search);
  const sort = readText(search.sort);
  const columns = readText(search.columns);
  const day = readDay(search.day);
  const filter = search.filter === null ? null : readFilter(parsed(search.filter));
  return {
    ...(view ? { view } : {}),
    ...(words ? { search: words } : {}),
    ...(filter === undefined ? {} : { filter }),
    ...(sort === undefined ? {} : { sort }),
    ...(columns ? { columns } : {}),
    ...(search.trash === true ? { trash: true as const } : {}),
    ...readLayoutChoice(search),
    ...(day ? { day } : {}),
  };
}
