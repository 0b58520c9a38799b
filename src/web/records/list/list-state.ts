import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { RecordPermission } from '../../../meta/permissions.ts';
import type { FilterNode, Item, ListParameters } from '../../api/types.ts';
import { chosenColumns, pinnedFirst, standardColumns } from './columns.ts';
import { type KnowsPath, knownFilter, knownSort } from './known-paths.ts';
import { type LayoutChoice, type LayoutState, layoutState, readLayoutChoice } from './layout.ts';
import type { ListLayout } from './layout-storage.ts';
import { type ListSearch, readFilter } from './list-search.ts';
import { pictureField } from './picture.ts';
import { readSort, type SortLevel } from './sort.ts';

/** What a saved view keeps in its field `query`. */
export interface ViewQuery extends LayoutChoice {
  readonly columns?: readonly string[];
  readonly widths?: Readonly<Record<string, number>>;
  readonly pinned?: readonly string[];
  readonly filter?: FilterNode | null;
  readonly sort?: string;
}

function names(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : undefined;
}

/** Takes a view's `query` as stored; returns what a list understands of it. */
export function readViewQuery(view: Item | undefined): ViewQuery {
  const query = view?.query;
  if (typeof query !== 'object' || query === null) return {};
  const { columns, widths, pinned, filter, sort } = query as Readonly<Record<string, unknown>>;
  const chosen = names(columns);
  const fixed = names(pinned);
  const condition = readFilter(filter);
  const wide = Object.entries(typeof widths === 'object' && widths !== null ? widths : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return {
    ...(chosen ? { columns: chosen } : {}),
    ...(wide.length > 0 ? { widths: Object.fromEntries(wide) } : {}),
    ...(fixed ? { pinned: fixed } : {}),
    ...(condition ? { filter: condition } : {}),
    ...(typeof sort === 'string' ? { sort } : {}),
    ...readLayoutChoice(query as Readonly<Record<string, unknown>>),
  };
}

/** What a list shows: its address laid over its view, laid over the standard. */
export interface ListState extends LayoutState {
  readonly columns: readonly EffectiveField[];
  readonly pinned: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly sort: readonly SortLevel[];
  readonly sortText: string;
  /** The sort of the view alone. */
  readonly viewSort: string;
  readonly filter: FilterNode | null;
  readonly search: string;
  readonly trash: boolean;
  /** True when the address says other than the view. */
  readonly changed: boolean;
  /** Conditions and levels of the sort that are on no field any more (retired, hidden): they are left out. */
  readonly lost: number;
}

interface ListStateSources {
  readonly record: EffectiveRecord;
  readonly permission: RecordPermission;
  readonly search: ListSearch;
  readonly view: ViewQuery;
  readonly layout: ListLayout;
  /** What can be filtered and sorted on; all is taken for known where absent. */
  readonly knows?: KnowsPath;
}

function sameColumns(one: readonly EffectiveField[], other: readonly EffectiveField[]): boolean {
  return one.length === other.length && one.every((field, index) => field.name === other[index]?.name);
}

/** Takes a layout; returns what of it a view keeps, to be compared. */
function layoutText({ layout, by, totals, on, scale }: LayoutState): string {
  if (layout === 'list') return layout;
  const named = layout === 'calendar' ? [on?.name, scale] : [by?.name, totals.map(({ name }) => name)];
  return JSON.stringify([layout, ...named]);
}

/** Takes the record type, the reader's rights, the address, the view and what this browser keeps of its layout. */
export function listState({
  record,
  permission,
  search,
  view,
  layout,
  knows = () => true,
}: ListStateSources): ListState {
  const trash = search.trash === true;
  const ofView = view.columns ?? standardColumns(record, permission, trash);
  const pinned = layout.pinned ?? view.pinned ?? standardColumns(record, permission, trash).slice(0, 1);
  const columnsOf = (wished: readonly string[]) =>
    pinnedFirst(chosenColumns(record, permission, trash, wished), pinned);
  const columns = columnsOf(search.columns?.split(',') ?? ofView);
  const standardSort = trash ? '-deletedAt' : (record.defaultSort ?? '');
  const ofViewSort = knownSort(view.sort ?? standardSort, knows);
  const viewSort = ofViewSort.lost > 0 && ofViewSort.sort === '' ? standardSort : ofViewSort.sort;
  const ownSort = search.sort === undefined ? ofViewSort : knownSort(search.sort, knows);
  const sortText = search.sort === undefined || (ownSort.lost > 0 && ownSort.sort === '') ? viewSort : ownSort.sort;
  const ofViewFilter = knownFilter(view.filter ?? null, knows);
  const viewFilter = ofViewFilter.filter;
  const ownFilter = search.filter === undefined ? ofViewFilter : knownFilter(search.filter, knows);
  const { filter } = ownFilter;
  // The trash is a list, whatever the view.
  const drawn = layoutState(record, permission, trash ? {} : { ...view, ...search });
  const ofViewLayout = layoutState(record, permission, trash ? {} : view);
  return {
    columns,
    pinned,
    widths: { ...view.widths, ...layout.widths },
    sort: readSort(sortText),
    sortText,
    viewSort,
    filter,
    search: search.search ?? '',
    trash,
    ...drawn,
    changed:
      layoutText(drawn) !== layoutText(ofViewLayout) ||
      sortText !== viewSort ||
      JSON.stringify(filter) !== JSON.stringify(viewFilter) ||
      !sameColumns(columns, columnsOf(ofView)),
    lost: ownFilter.lost + ownSort.lost,
  };
}

/** How many rows the list asks for at a time. */
export const pageSize = 100;

/** Takes what a list shows; returns what the server is asked for: only the fields that are seen. */
export function listParameters(record: EffectiveRecord, state: ListState): ListParameters {
  const shown = record.fields.filter(
    ({ name, action }) =>
      state.columns.some((column) => column.name === name) ||
      record.title.includes(name) ||
      record.subtitle?.includes(name) ||
      name === pictureField(record)?.name ||
      name === record.gone?.field ||
      action === 'call' ||
      action === 'mail',
  );
  return {
    ...(state.search ? { search: state.search } : {}),
    ...(state.filter ? { filter: state.filter } : {}),
    ...(state.sortText ? { sort: state.sortText } : {}),
    ...(state.trash ? { trash: true } : {}),
    limit: pageSize,
    fields: shown.map(({ name }) => name),
  };
}
