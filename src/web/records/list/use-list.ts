import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn, type RecordPermission } from '../../../meta/permissions.ts';
import { useMe, useModel, usePermission } from '../../api/queries.ts';
import type { FilterNode, Item } from '../../api/types.ts';
import { knownPaths } from './known-paths.ts';
import type { LayoutChoice, Scale } from './layout.ts';
import { type ListLayout, useListLayout } from './layout-storage.ts';
import { type ListSearch, readListSearch, standardView, withStartView } from './list-search.ts';
import { type ListState, listParameters, listState, readViewQuery } from './list-state.ts';
import { nothingSelected, type Selection } from './selection.ts';
import { type SortLevel, writeSort } from './sort.ts';
import { type Rows, useRows } from './use-rows.ts';
import { useViews, type Views } from './use-views.ts';

/** All that the parts of a list share: what it shows and how to change it. */
export interface List {
  readonly record: EffectiveRecord;
  readonly permission: RecordPermission;
  readonly state: ListState;
  readonly address: ListSearch;
  readonly rows: Rows;
  readonly views: Views;
  /** The saved view shown, undefined for the standard one. */
  readonly view: Item | undefined;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly setSearch: (search: string) => void;
  readonly setFilter: (filter: FilterNode | null) => void;
  readonly setSort: (levels: readonly SortLevel[]) => void;
  /** Takes the names of the columns in order; null for those of the view. */
  readonly setColumns: (names: readonly string[] | null) => void;
  readonly setLayout: (changes: ListLayout | null) => void;
  /** Lays the list out otherwise. */
  readonly arrange: (changes: LayoutChoice) => void;
  /** Shows another day of a calendar; undefined for today. */
  readonly setDay: (day: string | undefined) => void;
  /** Shows a day of a calendar alone, or what follows from it. */
  readonly showDay: (day: string, scale: Scale) => void;
  /** Opens a view as it was saved; undefined for the standard one. */
  readonly openView: (id: string | undefined) => void;
  /** The view that the reader's lists of this type open at; undefined for the standard one. */
  readonly start: string | undefined;
  readonly setTrash: (trash: boolean) => void;
  /** Takes away the words and the filter, the view's own too. */
  readonly clear: () => void;
}

function without(search: ListSearch, ...names: readonly (keyof ListSearch)[]): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name as keyof ListSearch)));
}

/** Takes a record type; returns its list as the address tells it. */
export function useList(record: EffectiveRecord): List {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const permission = usePermission(record.name);
  const views = useViews(record);
  const chosenStart = useMe().startViews?.[record.name];
  // One that was deleted since, or is shared no more, is no start.
  const start = views.loading || views.items.some(({ id }) => id === chosenStart) ? chosenStart : undefined;
  const address = useMemo(() => withStartView(readListSearch(raw), start), [raw, start]);
  const view = views.items.find(({ id }) => id === address.view);
  const { layout, change: setLayout } = useListLayout(record.collection, address.view);
  const model = useModel();
  const { permissions } = useMe();
  const knows = useMemo(
    () => knownPaths(record, model, (name) => permissionOn(permissions, name)),
    [record, model, permissions],
  );
  const state = useMemo(
    () => listState({ record, permission, search: address, view: readViewQuery(view), layout, knows }),
    [record, permission, address, view, layout, knows],
  );
  const ready = address.view === undefined || !views.loading;
  const rows = useRows(record.collection, listParameters(record, state), ready);

  const go = useCallback(
    (search: ListSearch, replace = false) =>
      void navigate({
        to: '/crm/$collection',
        params: { collection: record.collection },
        search: start !== undefined && Object.keys(search).length === 0 ? { view: standardView } : search,
        replace,
      }),
    [navigate, record.collection, start],
  );

  // What is chosen is chosen among certain rows: other words or filters choose nothing.
  const scope = JSON.stringify([state.search, state.filter, state.trash]);
  const [chosen, setChosen] = useState({ scope, selection: nothingSelected });
  const selection = chosen.scope === scope ? chosen.selection : nothingSelected;

  return {
    record,
    permission,
    state,
    address,
    rows,
    views,
    view,
    selection,
    select: useCallback((next) => setChosen({ scope, selection: next }), [scope]),
    setSearch: (search) => go(search === '' ? without(address, 'search') : { ...address, search }, true),
    setFilter: (filter) => {
      const asInView = JSON.stringify(filter) === JSON.stringify(readViewQuery(view).filter ?? null);
      go(asInView ? without(address, 'filter') : { ...address, filter });
    },
    setSort: (levels) => {
      const sort = writeSort(levels);
      go(sort === state.viewSort ? without(address, 'sort') : { ...address, sort });
    },
    setColumns: (names) =>
      go(names === null ? without(address, 'columns') : { ...address, columns: names.join(',') }, true),
    setLayout,
    arrange: (changes) => go({ ...address, ...changes }),
    setDay: (day) => go(day === undefined ? without(address, 'day') : { ...address, day }, true),
    showDay: (day, scale) => go({ ...address, day, scale }),
    openView: (id) => go(id === undefined ? {} : { view: id }),
    start,
    setTrash: (trash) => go(trash ? { trash: true } : {}),
    clear: () =>
      go({ ...without(address, 'search', 'filter'), ...(readViewQuery(view).filter ? { filter: null } : {}) }),
  };
}
