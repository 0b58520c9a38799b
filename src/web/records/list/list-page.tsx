import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { deferred, deferredOverlay } from '../../ui/deferred.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { loadLater } from '../../ui/later.ts';
import { usePhone } from '../../ui/phone.ts';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import type { BoardProps } from './board/board.tsx';
import type { BulkBarProps } from './bulk-bar.tsx';
import type { CalendarProps } from './calendar/calendar.tsx';
import { Cards } from './cards.tsx';
import type { CellPlace } from './cell-moves.ts';
import { EmptyList } from './empty-list.tsx';
import { FilterChips } from './filter-chips.tsx';
import { Grid } from './grid.tsx';
import type { GroupListProps } from './groups/group-list.tsx';
import classes from './list-page.module.css';
import { ListToolbar, type Panel } from './list-toolbar.tsx';
import type { Point } from './point-menu.tsx';
import type { RowMenuProps } from './row-menu.tsx';
import { isNothing } from './selection.ts';
import { useGestures } from './use-gestures.tsx';
import { type List, useList } from './use-list.ts';
import { useOpenRecord } from './use-open-record.ts';

const BulkBar = deferred<BulkBarProps>(() => import('./bulk-bar.tsx').then((module) => module.BulkBar));
const RowMenu = deferredOverlay<RowMenuProps & { readonly opened: boolean }>(() =>
  import('./row-menu.tsx').then((module) => module.RowMenu),
);
const waiting = <RowSkeletons rows={18} />;
const GroupList = deferred<GroupListProps>(
  () => import('./groups/group-list.tsx').then((module) => module.GroupList),
  waiting,
);
const Board = deferred<BoardProps>(() => import('./board/board.tsx').then((module) => module.Board), waiting);
const Calendar = deferred<CalendarProps>(
  () => import('./calendar/calendar.tsx').then((module) => module.Calendar),
  waiting,
);
for (const part of [BulkBar, RowMenu, GroupList, Board, Calendar]) loadLater(part.preload);

/** The list of a collection: what its address says, in columns on a desk, in cards on a phone. */
export function ListPage({ record }: { readonly record: EffectiveRecord }) {
  const list = useList(record);
  const gestures = useGestures(list);
  const phone = usePhone();
  const [panel, setPanel] = useState<Panel>(null);
  const [menu, setMenu] = useState<{ at: Point; cell: CellPlace | null } | null>(null);
  const [editing, setEditing] = useState<{ id: string; field: string } | null>(null);
  // Not the router's: that one is already the record's while the list is left.
  const address = useMemo(() => record.collection + JSON.stringify(list.address), [record.collection, list.address]);
  const navigate = useNavigate();
  const rows = useRef(list.rows.rows);
  rows.current = list.rows.rows;
  const open = useOpenRecord(
    record,
    useCallback(() => rows.current, []),
  );
  const { layout } = list.state;
  const startFilter = () => setPanel({ kind: 'filter', field: null });
  return (
    <div className={classes.page}>
      <ListToolbar list={list} gestures={gestures} phone={phone} panel={panel} onPanel={setPanel} />
      <FilterChips list={list} onEdit={startFilter} />
      <ListBody list={list}>
        {layout === 'groups' ? (
          <GroupList list={list} onOpen={open} onMenu={(at) => setMenu({ at, cell: null })} />
        ) : layout === 'board' ? (
          <Board list={list} onOpen={open} onMenu={(at) => setMenu({ at, cell: null })} />
        ) : layout === 'calendar' ? (
          <Calendar list={list} onOpen={open} onMenu={(at) => setMenu({ at, cell: null })} />
        ) : phone ? (
          <Cards list={list} address={address} onOpen={open} />
        ) : (
          <Grid
            list={list}
            address={address}
            onOpen={open}
            onFollow={(to) => void navigate({ to })}
            onMenu={(at, cell) => setMenu({ at, cell })}
            onDelete={gestures.askTrash}
            onFilterField={(field) => setPanel({ kind: 'filter', field })}
            editing={editing}
            onEdit={setEditing}
          />
        )}
      </ListBody>
      {isNothing(list.selection) ? null : <BulkBar list={list} gestures={gestures} />}
      <RowMenu
        opened={menu !== null}
        list={list}
        gestures={gestures}
        at={menu?.at ?? null}
        cell={menu?.cell ?? null}
        onOpen={open}
        onEdit={setEditing}
        onClose={() => setMenu(null)}
      />
      {gestures.dialogs}
    </div>
  );
}

/** What stands where the rows would, while there are none. */
function ListBody({ list, children }: { readonly list: List; readonly children: ReactNode }) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const { rows, views, view, address } = list;
  if (address.view !== undefined && !views.loading && !view) {
    return (
      <div className={classes.empty}>
        <EmptyState
          title={words.viewGone}
          action={
            <Button variant="default" onClick={() => list.openView(undefined)}>
              {localize(list.record.label.all, language)}
            </Button>
          }
        />
      </div>
    );
  }
  if (rows.error) {
    const badSort = isApiProblem(rows.error) && rows.error.code === 'invalid-sort';
    return (
      <div className={classes.notice}>
        <ErrorNotice error={rows.error} onRetry={rows.retry} />
        {badSort ? (
          <Button ml="md" variant="default" size="compact-sm" onClick={() => list.setSort([])}>
            {words.resetSort}
          </Button>
        ) : null}
      </div>
    );
  }
  if (rows.loading) return <RowSkeletons rows={18} />;
  if (rows.rows.length === 0 && !rows.outdated) return <EmptyList list={list} />;
  return children;
}
