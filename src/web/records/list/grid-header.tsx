import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { deferredOverlay } from '../../ui/deferred.tsx';
import { loadLater } from '../../ui/later.ts';
import type { ColumnMenuProps } from './column-menu.tsx';
import { columnStyle } from './column-styles.ts';
import { moveName, possibleWidth } from './columns.ts';
import classes from './grid.module.css';
import type { Point } from './point-menu.tsx';
import { isNothing } from './selection.ts';
import { cycleSort } from './sort.ts';
import { type Drop, useColumnMove, useColumnResize } from './use-column-drag.ts';
import type { List } from './use-list.ts';

const ColumnMenu = deferredOverlay<ColumnMenuProps & { readonly opened: boolean }>(() =>
  import('./column-menu.tsx').then((module) => module.ColumnMenu),
);
loadLater(ColumnMenu.preload);

/** Pixels a key press widens or shrinks a column by. */
const keyStep = 24;

interface GridHeaderProps {
  readonly list: List;
  readonly widths: readonly number[];
  readonly pinnedCount: number;
  /** The column of the grid's focus when it is among the heads, null otherwise. */
  readonly activeColumn: number | null;
  readonly holder: () => HTMLElement | null;
  readonly onSelectAll: () => void;
  readonly onFilterField: (name: string) => void;
}

function joined(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** The heads of the columns: a click sorts, a drag moves, the right edge resizes, a menu does all of it by keyboard. */
export function GridHeader(props: GridHeaderProps) {
  const { list, widths, pinnedCount, activeColumn, holder, onSelectAll, onFilterField } = props;
  const { record, state, selection } = list;
  const words = useMessages(listMessages);
  const language = useLanguage();
  const [menu, setMenu] = useState<{ column: number; at: Point } | null>(null);
  const names = state.columns.map(({ name }) => name);

  const setWidth = (column: number, width: number) => {
    const field = state.columns[column - 1];
    if (field) list.setLayout({ widths: { ...state.widths, [field.name]: possibleWidth(width) } });
  };
  const moveTo = (column: number, drop: Drop) => {
    const name = names[column - 1];
    const target = names[drop.column - 1];
    if (!name || !target) return;
    // A column dropped among those kept in sight becomes one of them; dropped outside, it leaves them.
    const pinned = state.pinned.filter((other) => other !== name);
    list.setLayout({ pinned: state.pinned.includes(target) ? [...pinned, name] : pinned });
    list.setColumns(moveName(names, name, drop.column - 1 + (drop.side === 'after' ? 1 : 0)));
  };
  const resize = useColumnResize({ widths, pinnedCount, holder, onResize: setWidth });
  const move = useColumnMove(moveTo);

  const sort = (name: string, several: boolean) => list.setSort(cycleSort(state.sort, name, several));
  const openMenu = (column: number, head: HTMLElement) => {
    const box = head.getBoundingClientRect();
    setMenu({ column, at: { x: box.left, y: box.bottom } });
  };
  const shift = (column: number, by: -1 | 1) => {
    const to = column + by;
    if (to >= 1 && to <= names.length) moveTo(column, { column: to, side: by < 0 ? 'before' : 'after' });
  };
  const all = selection.all && selection.ids.size === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot show a window on a million rows
    <div role="rowgroup">
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus, as the grid pattern has it */}
      <div role="row" aria-rowindex={1} className={classes.head}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          role="columnheader"
          aria-colindex={1}
          tabIndex={activeColumn === 0 ? 0 : -1}
          data-head={0}
          className={joined(classes.headCell, classes.select, classes.pinned, pinnedCount === 0 && classes.lastPinned)}
          style={columnStyle(0, pinnedCount)}
          onKeyDown={(event) => {
            if (event.key !== ' ' && event.key !== 'Enter') return;
            event.preventDefault();
            event.stopPropagation();
            onSelectAll();
          }}
        >
          <label className={classes.selectTarget}>
            <input
              type="checkbox"
              tabIndex={-1}
              className={classes.checkbox}
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = !all && !isNothing(selection);
              }}
              onChange={onSelectAll}
              aria-label={words.selectEvery}
            />
          </label>
        </div>
        {state.columns.map((field, at) => {
          const column = at + 1;
          const label = localize(field.label, language);
          const level = state.sort.findIndex((other) => other.field === field.name);
          const descending = state.sort[level]?.descending ?? false;
          const sortable = field.type.sort !== false;
          const isPinned = column <= pinnedCount;
          const isTarget = move.drop?.column === column;
          const Arrow = descending ? IconArrowDown : IconArrowUp;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            <div
              key={field.name}
              role="columnheader"
              aria-colindex={column + 1}
              aria-sort={level < 0 ? (sortable ? 'none' : undefined) : descending ? 'descending' : 'ascending'}
              tabIndex={activeColumn === column ? 0 : -1}
              data-head={column}
              aria-label={label}
              title={label}
              className={joined(
                classes.headCell,
                isPinned && classes.pinned,
                column === pinnedCount && classes.lastPinned,
                level >= 0 && classes.sorted,
                move.dragged === column && classes.dragged,
                isTarget && (move.drop?.side === 'before' ? classes.dropBefore : classes.dropAfter),
              )}
              style={columnStyle(column, pinnedCount)}
              onPointerDown={(event) => move.start(column, event)}
              onClick={(event: MouseEvent<HTMLElement>) => {
                if (!move.moved.current && sortable) sort(field.name, event.shiftKey);
              }}
              onContextMenu={(event) => {
                event.preventDefault();
                setMenu({ column, at: { x: event.clientX, y: event.clientY } });
              }}
              onKeyDown={(event) => {
                const { key, altKey, shiftKey } = event;
                const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
                if (altKey && shiftKey && step !== 0) setWidth(column, (widths[column] ?? 0) + step * keyStep);
                else if (altKey && step !== 0) shift(column, step);
                else if ((key === 'Enter' || key === ' ') && sortable) sort(field.name, shiftKey);
                else if (key === 'ContextMenu' || (key === 'F10' && shiftKey) || (key === 'ArrowDown' && altKey))
                  openMenu(column, event.currentTarget);
                else return;
                event.preventDefault();
                event.stopPropagation();
              }}
            >
              <span className={classes.headLabel}>{label}</span>
              {level < 0 ? null : (
                <>
                  <Arrow size={14} stroke={2} aria-hidden style={{ flex: 'none' }} />
                  {state.sort.length > 1 ? <span className={classes.order}>{level + 1}</span> : null}
                </>
              )}
              <button
                type="button"
                tabIndex={-1}
                className={joined(classes.menuButton, classes.plainButton)}
                aria-label={words.columnMenu(label)}
                onPointerDown={(event) => event.stopPropagation()}
                onClick={(event) => {
                  event.stopPropagation();
                  openMenu(column, event.currentTarget.parentElement ?? event.currentTarget);
                }}
              >
                <IconChevronDown size={14} stroke={2} aria-hidden />
              </button>
              <span
                className={joined(classes.resizer, resize.resizing === column && classes.resizing)}
                aria-hidden
                onPointerDown={(event) => resize.start(column, event)}
                onClick={(event) => event.stopPropagation()}
              />
            </div>
          );
        })}
        <div className={classes.filler} aria-hidden />
      </div>
      <ColumnMenu
        opened={menu !== null}
        list={list}
        field={menu ? state.columns[menu.column - 1] : undefined}
        at={menu?.at ?? null}
        width={widths[menu?.column ?? 0] ?? 0}
        onClose={() => setMenu(null)}
        onResize={(width) => menu && setWidth(menu.column, width)}
        onShift={(by) => menu && shift(menu.column, by)}
        onFilterField={onFilterField}
        record={record}
      />
    </div>
  );
}
