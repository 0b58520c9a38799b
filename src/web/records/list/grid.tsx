import { type CSSProperties, type MouseEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { askRecord } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import type { AfterEdit } from './cell-editor.tsx';
import type { CellPlace } from './cell-moves.ts';
import { columnWidths, widthVariables } from './column-styles.ts';
import { isEditable } from './columns.ts';
import { EditPencil } from './edit-pencil.tsx';
import { fittedWidth } from './fitted-widths.ts';
import classes from './grid.module.css';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import type { Point } from './point-menu.tsx';
import {
  everythingSelected,
  isSelected,
  nothingSelected,
  selectOnly,
  selectRange,
  toggleSelected,
} from './selection.ts';
import { useGridFocus } from './use-grid-focus.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridRows } from './use-grid-rows.ts';
import type { List } from './use-list.ts';

/** How long one points at a record's name before the record is asked for, in milliseconds. */
const intent = 40;

/** Height of a row and of the heads, in pixels. */
const rowHeight = 36;

interface GridProps {
  readonly list: List;
  readonly address: string;
  readonly onOpen: (id: string, inNewTab?: boolean) => void;
  /** Goes to another record that a cell points to. */
  readonly onFollow: (path: string) => void;
  /** Opens the menu of the rows chosen. */
  readonly onMenu: (at: Point, cell: CellPlace | null) => void;
  readonly onDelete: () => void;
  readonly onFilterField: (name: string) => void;
  /** The cell being edited: its row's id and its field's name. */
  readonly editing: { readonly id: string; readonly field: string } | null;
  readonly onEdit: (cell: { readonly id: string; readonly field: string } | null) => void;
}

/** Where an event fell: the row and the column, counted from the box that chooses the row. */
function placeOf(target: EventTarget | null): CellPlace | null {
  const cell = (target as Element | null)?.closest<HTMLElement>('[data-column]');
  const row = cell?.closest<HTMLElement>('[data-row]');
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : null;
}

/** The rows of a list in columns: a window on as many as there are, after the grid pattern of WAI-ARIA. */
export function Grid(props: GridProps) {
  const { list, address, onOpen, onFollow, onMenu, onDelete, onFilterField, editing, onEdit } = props;
  const { record, permission, state, rows, selection, select } = list;
  const words = useMessages(listMessages);
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 1 });
  const body = useRef<HTMLDivElement>(null);
  const { first, end, physical, page, scrollTo } = useGridRows({
    scroller,
    window: body,
    rows,
    height: rowHeight,
    above: rowHeight,
    address,
  });
  const { columns } = state;
  const pinnedCount = columns.filter(({ name }) => state.pinned.includes(name)).length;
  const context = useFormatContext();
  const hasRows = rows.rows.length > 0;
  const sample = useRef(rows.rows);
  sample.current = rows.rows;
  const widths = useMemo(
    () =>
      columnWidths(columns, state.widths, (field) =>
        fittedWidth(record, field, hasRows ? sample.current : [], context),
      ),
    [record, columns, state.widths, hasRows, context],
  );
  const style = useMemo(() => widthVariables(widths, pinnedCount) as CSSProperties, [widths, pinnedCount]);
  const focus = useGridFocus({ scroller, scrollTo, active, setActive, rows });

  const selectAll = useCallback(
    () => select(selection.all && selection.ids.size === 0 ? nothingSelected : everythingSelected),
    [select, selection],
  );
  const editAt = (place: CellPlace) => {
    const field = columns[place.column - 1];
    const item = rows.rows[place.row];
    if (field && item && !state.trash && isEditable(field, permission)) onEdit({ id: item.id, field: field.name });
  };
  const afterEdit = useRef<(move: AfterEdit) => void>(() => undefined);
  afterEdit.current = (move) => {
    onEdit(null);
    if (move === 'leave') return;
    const step = { stay: [0, 0], next: [0, 1], previous: [0, -1], down: [1, 0] }[move];
    focus.moveTo({
      row: Math.min(rows.rows.length - 1, active.row + (step[0] ?? 0)),
      column: Math.max(0, Math.min(columns.length, active.column + (step[1] ?? 0))),
    });
  };
  const onEdited = useCallback((move: AfterEdit) => afterEdit.current(move), []);

  const onKeyDown = useGridKeys({ list, active, page, focus, onOpen, onMenu, onDelete, editAt, selectAll });

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as Element;
    const place = placeOf(target);
    const item = place && rows.rows[place.row];
    if (!place || !item || target.closest('[data-editor]')) return;
    const modified = event.ctrlKey || event.metaKey;
    const link = target.closest('a');
    if (link && (event.shiftKey || modified)) return;
    if (link?.matches('[data-open], [data-link]')) {
      event.preventDefault();
      if (link.matches('[data-open]')) onOpen(item.id);
      else onFollow(link.pathname);
      return;
    }
    setActive(place);
    if (event.shiftKey)
      select(
        selectRange(
          selection,
          rows.rows.map(({ id }) => id),
          item.id,
          modified,
        ),
      );
    else if (modified || target.closest('[data-select]')) select(toggleSelected(selection, item.id));
    else select(selectOnly(item.id));
  };
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as Element;
    const place = placeOf(target);
    const item = place && rows.rows[place.row];
    if (!item || target.closest('[data-editor], [data-select], a')) return;
    onOpen(item.id);
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as Element;
    const place = placeOf(target);
    const item = place && rows.rows[place.row];
    if (!place || !item || target.closest('[data-editor]')) return;
    event.preventDefault();
    setActive(place);
    if (!isSelected(selection, item.id)) select(selectOnly(item.id));
    onMenu({ x: event.clientX, y: event.clientY }, place);
  };
  const pointedAt = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const onPointerOver = (event: PointerEvent<HTMLElement>) => {
    clearTimeout(pointedAt.current);
    const link = (event.target as Element).closest('[data-open]');
    const item = link && rows.rows[placeOf(link)?.row ?? -1];
    // Whoever points at a name is about to open it: it is asked for before the press.
    if (item) pointedAt.current = setTimeout(() => askRecord(record.collection, item.id), intent);
  };
  const onMouseDown = (event: MouseEvent<HTMLElement>) => {
    // Shift with a click would choose text.
    if (event.shiftKey) event.preventDefault();
  };

  // The row of the focus and the one being edited stay drawn out of sight: neither is lost by scrolling.
  const editedRow = editing ? rows.rows.findIndex(({ id }) => id === editing.id) : -1;
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  for (const kept of new Set([active.row, editedRow])) {
    if (kept >= 0 && kept < rows.rows.length && (kept < first || kept >= end)) drawn.push(kept);
  }
  const exactCount = rows.count?.exact ? rows.count.value : null;
  return (
    <div className={classes.frame}>
      {rows.outdated ? <div className={classes.progress} /> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot show a window on a million rows */}
      <div
        ref={scroller}
        role="grid"
        aria-label={words.list(localize(record.label.many, language))}
        aria-rowcount={exactCount === null ? -1 : exactCount + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={rows.outdated}
        className={classes.scroller}
        style={style}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
      >
        <GridHeader
          list={list}
          widths={widths}
          pinnedCount={pinnedCount}
          activeColumn={active.row < 0 ? active.column : null}
          holder={() => scroller.current}
          onSelectAll={selectAll}
          onFilterField={onFilterField}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid around hears the keys */}
        <div
          role="rowgroup"
          className={rows.outdated ? `${classes.body} ${classes.outdated}` : classes.body}
          style={{ height: physical }}
          onClick={onClick}
          onDoubleClick={onDoubleClick}
          onPointerOver={onPointerOver}
          onContextMenu={onContextMenu}
        >
          <div ref={body} className={classes.window}>
            {drawn.map((index) => {
              const item = rows.rows[index];
              return (
                <GridRow
                  key={item?.id ?? index}
                  record={record}
                  item={item}
                  index={index}
                  away={index >= first && index < end ? null : (index - first) * rowHeight}
                  columns={columns}
                  pinnedCount={pinnedCount}
                  selected={item !== undefined && isSelected(selection, item.id)}
                  activeColumn={active.row === index ? active.column : null}
                  editing={item !== undefined && item.id === editing?.id ? editing.field : null}
                  onEdited={onEdited}
                />
              );
            })}
          </div>
        </div>
      </div>
      {editing === null && !state.trash ? (
        <EditPencil
          list={list}
          scroller={scroller}
          placeOf={placeOf}
          onEdit={(place) => {
            setActive(place);
            editAt(place);
          }}
        />
      ) : null}
    </div>
  );
}
