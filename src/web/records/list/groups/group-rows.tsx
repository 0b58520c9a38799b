import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import type { Item } from '../../../api/types.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { layoutMessages } from '../../../language/layouts.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { CellValue } from '../cell-value.tsx';
import { joinFilters } from '../filter-tree.ts';
import { listParameters } from '../list-state.ts';
import { isSelected, toggleSelected } from '../selection.ts';
import type { List } from '../use-list.ts';
import { useRows } from '../use-rows.ts';
import { groupFilter } from './group-filter.ts';
import classes from './group-list.module.css';

/** Rows of a group asked for at a time: the next ones come as the eye nears the end. */
const groupPage = 50;

interface GroupRowsProps {
  readonly list: List;
  readonly by: EffectiveField;
  readonly value: unknown;
  /** How many rows the group is known to have: their room is kept while they are read. */
  readonly expected: number;
  readonly onOpen: (id: string, inNewTab?: boolean) => void;
  readonly onMenu: (id: string, at: { readonly x: number; readonly y: number }) => void;
}

/** The rows of one group, page after page. */
export function GroupRows({ list, by, value, expected, onOpen, onMenu }: GroupRowsProps) {
  const words = useMessages(layoutMessages);
  const { record, state, selection, select } = list;
  const filter = joinFilters(state.filter, groupFilter(by, value));
  const parameters = { ...listParameters(record, { ...state, filter }), limit: groupPage, count: false };
  const rows = useRows(record.collection, parameters, true);
  const end = useRef<HTMLTableRowElement>(null);
  const see = useRef(rows.see);
  see.current = rows.see;
  const more = rows.room > rows.rows.length;
  const read = rows.rows.length;
  useEffect(() => {
    const element = end.current;
    if (!element || !more) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) see.current({ first: 0, last: read + groupPage });
      },
      { rootMargin: '600px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [more, read]);
  const width = state.columns.length + 2;
  const onClick = useMemo(
    () => (event: MouseEvent<HTMLTableRowElement>, item: Item) => {
      const target = event.target as Element;
      if (target.closest('input, label')) return;
      const link = target.closest('a');
      if (link && !link.hasAttribute('data-open')) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link || event.detail > 1) {
        event.preventDefault();
        onOpen(item.id);
      }
    },
    [onOpen],
  );
  if (rows.error)
    return (
      <tr>
        <td colSpan={width}>
          <ErrorNotice error={rows.error} onRetry={rows.retry} />
        </td>
      </tr>
    );
  if (rows.loading)
    return (
      <tr aria-busy>
        <td colSpan={width} style={{ height: Math.min(expected, groupPage) * 36 }} />
      </tr>
    );
  return (
    <>
      {rows.rows.map((item) => (
        <tr
          key={item.id}
          className={classes.row}
          data-selected={isSelected(selection, item.id) || undefined}
          onClick={(event) => onClick(event, item)}
          onContextMenu={(event) => {
            event.preventDefault();
            onMenu(item.id, { x: event.clientX, y: event.clientY });
          }}
        >
          <td className={classes.box}>
            <input
              type="checkbox"
              checked={isSelected(selection, item.id)}
              aria-label={words.select(item.title)}
              onChange={() => select(toggleSelected(selection, item.id))}
            />
          </td>
          {state.columns.map((field) => (
            <td key={field.name} className={field.type.comparison === 'number' ? classes.right : undefined}>
              <div className={classes.content}>
                {field.name === record.title[0] ? (
                  <a className={classes.title} href={`/crm/${record.collection}/${item.id}`} data-open>
                    <CellValue field={field} item={item} />
                  </a>
                ) : (
                  <CellValue field={field} item={item} />
                )}
              </div>
            </td>
          ))}
          <td />
        </tr>
      ))}
      {more ? (
        <tr ref={end} aria-busy>
          <td colSpan={width} className={classes.more}>
            {words.loadMore}
          </td>
        </tr>
      ) : null}
    </>
  );
}
