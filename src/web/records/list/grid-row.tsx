import { memo } from 'react';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { listMessages } from '../../language/list.ts';
import { deferred } from '../../ui/deferred.tsx';
import { GoneMark } from '../../ui/gone-mark.tsx';
import { loadLater } from '../../ui/later.ts';
import type { AfterEdit, CellEditorProps } from './cell-editor.tsx';
import { CellValue } from './cell-value.tsx';
import { columnStyle } from './column-styles.ts';
import classes from './grid.module.css';
import { Picture } from './picture-view.tsx';

const CellEditor = deferred<CellEditorProps>(() => import('./cell-editor.tsx').then((module) => module.CellEditor));
loadLater(CellEditor.preload);

interface GridRowProps {
  readonly record: EffectiveRecord;
  /** Undefined while the row is on its way. */
  readonly item: Item | undefined;
  readonly index: number;
  /** For a row kept out of sight: its distance in pixels from the first row drawn. Null in its place. */
  readonly away: number | null;
  readonly columns: readonly EffectiveField[];
  readonly pinnedCount: number;
  readonly selected: boolean;
  /** The column of the grid's focus when it is in this row, null otherwise. */
  readonly activeColumn: number | null;
  /** Name of the field being edited in this row, null for none. */
  readonly editing: string | null;
  readonly onEdited: (move: AfterEdit) => void;
}

const waitingWidths = [62, 48, 71, 55, 66];

/** The classes and style of the cell at `column`, counted from the box that chooses the row. */
function pinClasses(column: number, pinnedCount: number): string {
  if (column > pinnedCount) return '';
  return ` ${classes.pinned}${column === pinnedCount ? ` ${classes.lastPinned}` : ''}`;
}

/** One row of the grid. Clicks are heard by the grid: the row only says where they fell. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { record, item, index, away, columns, pinnedCount, selected, activeColumn, editing, onEdited } = props;
  const words = useMessages(listMessages);
  const focus = (column: number) => (column === activeColumn ? 0 : -1);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus, as the grid pattern has it
    // biome-ignore lint/a11y/useSemanticElements: a table cannot show a window on a million rows
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={item ? selected : undefined}
      aria-busy={item ? undefined : true}
      data-row={index}
      className={editing === null ? classes.row : `${classes.row} ${classes.editing}`}
      {...(away === null ? {} : { style: { position: 'absolute', top: away } })}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see the row */}
      <div
        role="gridcell"
        aria-colindex={1}
        tabIndex={focus(0)}
        data-column={0}
        className={`${classes.cell} ${classes.select}${pinClasses(0, pinnedCount)}`}
        style={columnStyle(0, pinnedCount)}
      >
        {item ? (
          <span className={classes.selectTarget} data-select>
            <input
              type="checkbox"
              tabIndex={-1}
              className={classes.checkbox}
              checked={selected}
              onChange={() => undefined}
              aria-label={words.selectRow(item.title)}
            />
          </span>
        ) : null}
      </div>
      {columns.map((field, at) => {
        const column = at + 1;
        const isTitle = record.title.includes(field.name);
        const empty = item === undefined || item[field.name] === null || item[field.name] === undefined;
        const isNumber = field.type.comparison === 'number';
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the place of a column is said of both roles
          <div
            key={field.name}
            role={isTitle && at === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={column + 1}
            tabIndex={focus(column)}
            data-column={column}
            className={`${classes.cell}${isNumber ? ` ${classes.right}` : ''}${pinClasses(column, pinnedCount)}`}
            style={columnStyle(column, pinnedCount)}
          >
            {item === undefined ? (
              <span
                className={classes.bar}
                style={{ width: `${waitingWidths[(index + column) % waitingWidths.length]}%` }}
              />
            ) : isTitle && (at === 0 || !empty) && field.type.comparison === 'text' ? (
              <span className={`${classes.content} ${classes.title}`}>
                {at === 0 ? <Picture record={record} item={item} size={24} /> : null}
                <a className={classes.link} href={`/crm/${record.collection}/${item.id}`} tabIndex={-1} data-open>
                  {empty ? item.title : <CellValue field={field} item={item} />}
                </a>
                {at === 0 ? <GoneMark record={record} item={item} dense /> : null}
              </span>
            ) : (
              <span className={classes.content}>
                <CellValue field={field} item={item} />
              </span>
            )}
            {item && editing === field.name ? (
              <CellEditor record={record} field={field} item={item} onDone={onEdited} />
            ) : null}
          </div>
        );
      })}
      <div className={classes.filler} aria-hidden />
    </div>
  );
});
