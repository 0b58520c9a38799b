import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import type { Item } from '../../../api/types.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useCountFormat, useFormatContext } from '../../../language/format-context.ts';
import { layoutMessages } from '../../../language/layouts.ts';
import { Tooltip } from '../../../ui/deferred-floating.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { joinFilters } from '../filter-tree.ts';
import { groupFilter } from '../groups/group-filter.ts';
import { GroupLabel } from '../groups/group-label.tsx';
import { totalTexts } from '../groups/total-text.ts';
import { listParameters } from '../list-state.ts';
import type { Moves } from '../moves/use-moves.ts';
import { isSelected } from '../selection.ts';
import { useGridRows } from '../use-grid-rows.ts';
import type { List } from '../use-list.ts';
import { type Rows, useRows } from '../use-rows.ts';
import classes from './board.module.css';
import { BoardCard } from './board-card.tsx';
import { type BoardColumn as Column, standsIn } from './board-value.ts';

/** Height of a card with the gap below it, in pixels. */
const cardHeight = 88;
/** Cards asked for at a time. */
const columnPage = 30;

interface BoardColumnProps {
  readonly list: List;
  readonly by: EffectiveField;
  readonly column: Column;
  readonly name: string;
  /** Id of the words that say how a card is moved by keyboard. */
  readonly helpId: string;
  readonly moves: Moves;
  /** The card that is held, and whether it is over this column. */
  readonly heldId: string | null;
  readonly isTarget: boolean;
  /** The card of this column that has, or last had, the focus. */
  readonly active: number | null;
  readonly onShown: (key: string, items: readonly Item[]) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, item: Item, column: Column) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>, item: Item, index: number, column: Column) => void;
}

/** The cards of a column as they are now: without those moved away, with those moved here first. */
function useColumnRows(list: List, by: EffectiveField, column: Column, moves: Moves): Rows {
  const { record, state } = list;
  const filter = joinFilters(state.filter, groupFilter(by, column.value));
  const asked = listParameters(record, { ...state, filter });
  const fields = [...new Set([...(asked.fields ?? []), by.name, ...state.totals.map(({ name }) => name)])];
  const rows = useRows(record.collection, { ...asked, fields, limit: columnPage, count: false }, true);
  const { moved, settle } = moves;
  useEffect(() => {
    if (moved.size > 0) settle(rows.rows, (row) => standsIn(by, row, column.value));
  }, [rows.rows, moved, settle, by, column.value]);
  const shown = useMemo(() => {
    const stands = (item: Item) => standsIn(by, moved.get(item.id) ?? item, column.value);
    const stay = rows.rows.filter(stands);
    const ids = new Set(stay.map(({ id }) => id));
    const came = [...moved.values()].filter((item) => !ids.has(item.id) && stands(item));
    return came.length === 0 && stay.length === rows.rows.length ? rows.rows : [...came, ...stay];
  }, [rows.rows, moved, by, column.value]);
  return { ...rows, rows: shown, room: Math.max(shown.length, rows.room + shown.length - rows.rows.length) };
}

/** A column of a board: its value, how many cards it has and what they come to, its cards as far as they are looked at. */
export function BoardColumn(props: BoardColumnProps) {
  const { list, by, column, name, helpId, moves, heldId, isTarget, active, onShown, onPointerDown, onKeyDown } = props;
  const words = useMessages(layoutMessages);
  const written = useCountFormat();
  const context = useFormatContext();
  const navigate = useNavigate();
  const { record, permission, state, selection } = list;
  const rows = useColumnRows(list, by, column, moves);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLUListElement>(null);
  const address = useMemo(
    () => JSON.stringify([record.collection, 'board', by.name, column.value, list.address]),
    [record.collection, by.name, column.value, list.address],
  );
  const { first, end, physical, scrollTo } = useGridRows({
    scroller,
    window: body,
    rows,
    height: cardHeight,
    above: 0,
    address,
  });
  useEffect(() => onShown(column.key, rows.rows), [onShown, column.key, rows.rows]);
  const wasActive = useRef(active);
  useEffect(() => {
    if (active === null || wasActive.current === active) {
      wasActive.current = active;
      return;
    }
    wasActive.current = active;
    scrollTo(active);
  }, [active, scrollTo]);

  const { group } = column;
  const count = group?.count ?? { value: 0, exact: true };
  const totals = group ? totalTexts(state.totals, group.totals, context) : [];
  const movable = permission.update !== 'none' && !by.readOnly && !state.trash;
  const add = () => {
    const text = column.value === null ? undefined : by.type.toText(multiple(by, column.value), by.options, context);
    void navigate({
      to: '/crm/$collection/new',
      params: { collection: record.collection },
      search: text === undefined ? {} : { [by.name]: text },
    });
  };
  const counted = written(count);
  return (
    <section
      className={classes.column}
      data-column={column.key}
      data-target={isTarget || undefined}
      data-closed={(isTarget && !column.open) || undefined}
      aria-label={words.column(name, counted)}
    >
      <header className={classes.head}>
        <div className={classes.headLine}>
          <h2 className={classes.name}>
            <GroupLabel by={by} value={column.value}>
              {name}
            </GroupLabel>
          </h2>
          <span className={classes.count}>{counted}</span>
          {column.open ? null : (
            <span className={classes.lost} title={words.retiredColumn}>
              {words.lost}
            </span>
          )}
          <span className={classes.space} />
          {permission.create && column.open ? (
            <Tooltip label={words.addIn(name)}>
              <ActionIcon size={26} aria-label={words.addIn(name)} onClick={add}>
                <IconPlus size={16} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </div>
        {state.totals.length > 0 ? (
          <div className={classes.sum}>
            {totals.map(({ field, main, average }) => (
              <span key={field.name} title={average || undefined}>
                {main ?? words.tooLong}
              </span>
            ))}
          </div>
        ) : null}
      </header>
      <div ref={scroller} className={classes.scroller} data-scroller>
        {rows.error ? <ErrorNotice error={rows.error} onRetry={rows.retry} /> : null}
        {rows.rows.length === 0 && !rows.loading ? <p className={classes.empty}>{words.emptyColumn}</p> : null}
        <div className={classes.body} style={{ height: physical }}>
          <ul ref={body} className={classes.cards} aria-label={name} aria-busy={rows.outdated || rows.loading}>
            {rows.rows.slice(first, end).map((item, at) => (
              <BoardCard
                key={item.id}
                record={record}
                item={item}
                by={by}
                columns={state.columns}
                totals={state.totals}
                index={first + at}
                height={cardHeight}
                selected={isSelected(selection, item.id)}
                reachable={(active ?? 0) === first + at}
                held={heldId === item.id}
                movable={movable}
                describedBy={helpId}
                role={words.card}
                onPointerDown={(event) => movable && onPointerDown(event, item, column)}
                onKeyDown={(event) => onKeyDown(event, item, first + at, column)}
              />
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

/** The value that a new record gets in a column: the code, or a list of it alone where several may be chosen. */
function multiple(by: EffectiveField, code: string): unknown {
  return by.type.comparison === 'codes' ? [code] : code;
}
