import type { KeyboardEvent } from 'react';
import { useFormatContext } from '../../language/format-context.ts';
import { type CellPlace, moveCell } from './cell-moves.ts';
import { copyText } from './clipboard.ts';
import { cellText, tableText } from './copy-text.ts';
import type { Point } from './point-menu.tsx';
import { isNothing, isSelected, nothingSelected, selectOnly, selectRange, toggleSelected } from './selection.ts';
import type { GridFocus } from './use-grid-focus.ts';
import type { List } from './use-list.ts';

interface GridKeysOptions {
  readonly list: List;
  readonly active: CellPlace;
  /** Rows that Page ↓ goes. */
  readonly page: number;
  readonly focus: GridFocus;
  readonly onOpen: (id: string, inNewTab?: boolean) => void;
  readonly onMenu: (at: Point, cell: CellPlace | null) => void;
  readonly onDelete: () => void;
  readonly editAt: (place: CellPlace) => void;
  readonly selectAll: () => void;
}

/**
 * The keys of the grid: arrows move the focus (with Shift, the choice), Space chooses, Enter opens, F2 edits, the menu
 * key and Shift+F10 open the menu, Ctrl+A chooses all, Ctrl+C copies, Delete puts in the trash, Escape chooses nothing.
 */
export function useGridKeys(options: GridKeysOptions) {
  const { list, active, page, focus, onOpen, onMenu, onDelete, editAt, selectAll } = options;
  const { rows, state, selection, select } = list;
  const context = useFormatContext();
  const order = () => rows.rows.map(({ id }) => id);

  const copy = () => {
    const field = state.columns[active.column - 1];
    const item = rows.rows[active.row];
    const chosen = rows.rows.filter(({ id }) => isSelected(selection, id));
    if (chosen.length > 1) void copyText(tableText(state.columns, chosen, context));
    else if (item) void copyText(field ? cellText(field, item, context) : item.title);
  };
  const openMenu = () => {
    const item = rows.rows[active.row];
    const box = focus.activeCell()?.getBoundingClientRect();
    if (!item || !box) return;
    if (!isSelected(selection, item.id)) select(selectOnly(item.id));
    onMenu({ x: box.left + 8, y: box.bottom }, active);
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || !(event.target as Element).closest('[data-column], [data-head]')) return;
    const item = rows.rows[active.row];
    const control = event.ctrlKey || event.metaKey;
    const to = event.altKey
      ? null
      : moveCell(active, event, { rows: rows.rows.length, columns: state.columns.length + 1, page });
    if (to) {
      const target = rows.rows[to.row];
      if (event.shiftKey && target && to.row !== active.row) {
        const from = isNothing(selection) && item ? selectOnly(item.id) : selection;
        select(selectRange(from, order(), target.id, false));
      }
      focus.moveTo(to);
    } else if (control && event.key.toLowerCase() === 'a') selectAll();
    else if (control && event.key.toLowerCase() === 'c' && window.getSelection()?.isCollapsed !== false) copy();
    else if (control || event.altKey) return;
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu();
    else if (event.key === 'Escape' && !isNothing(selection)) select(nothingSelected);
    else if (!item) return;
    else if (event.key === 'Enter') onOpen(item.id);
    else if (event.key === 'F2') editAt(active);
    else if (event.key === ' ')
      select(event.shiftKey ? selectRange(selection, order(), item.id, true) : toggleSelected(selection, item.id));
    else if (event.key === 'Delete') {
      if (isNothing(selection)) select(selectOnly(item.id));
      onDelete();
    } else return;
    event.preventDefault();
  };
}
