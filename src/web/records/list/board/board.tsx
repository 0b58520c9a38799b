import { VisuallyHidden } from '@mantine/core';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import type { Item } from '../../../api/types.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { layoutMessages } from '../../../language/layouts.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RowSkeletons } from '../../../ui/row-skeletons.tsx';
import { useGroupNames } from '../groups/group-label.tsx';
import { useGroups } from '../groups/use-groups.ts';
import { LayoutBar } from '../layout-bar.tsx';
import { type DragPoint, usePointerDrag } from '../moves/pointer-drag.ts';
import { useMoves } from '../moves/use-moves.ts';
import { isNothing, selectOnly, toggleSelected } from '../selection.ts';
import type { List } from '../use-list.ts';
import classes from './board.module.css';
import { CardWords } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import { boardColumns, type BoardColumn as Column, movedValue } from './board-value.ts';

export interface BoardProps {
  readonly list: List;
  readonly onOpen: (id: string, inNewTab?: boolean) => void;
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
}

/** A card on its way: by keyboard where no point is told. */
interface Held {
  readonly item: Item;
  readonly from: Column;
  /** Key of the column it is over. */
  readonly over: string;
  readonly ghost: { readonly width: number; readonly shift: DragPoint; readonly at: DragPoint } | null;
}

/** A list as a board: a column for each value of a field, a card for each record, moved from one to the other. */
export function Board({ list, onOpen, onMenu }: BoardProps) {
  const { by } = list.state;
  const { data, error, refetch } = useGroups(list);
  if (!by) return null;
  return (
    <>
      <LayoutBar list={list} />
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <BoardColumns
          key={by.name}
          list={list}
          by={by}
          columns={boardColumns(by, data.groups)}
          onOpen={onOpen}
          onMenu={onMenu}
        />
      ) : (
        <RowSkeletons rows={12} />
      )}
    </>
  );
}

interface BoardColumnsProps extends BoardProps {
  readonly by: EffectiveField;
  readonly columns: readonly Column[];
}

function BoardColumns({ list, by, columns, onOpen, onMenu }: BoardColumnsProps) {
  const words = useMessages(layoutMessages);
  const helpId = useId();
  const board = useRef<HTMLDivElement>(null);
  const groupName = useGroupNames(by);
  const latest = useRef(groupName);
  latest.current = groupName;
  const nameOf = useCallback((value: unknown) => latest.current(value), []);
  const moves = useMoves(list.record.collection);
  const [held, setHeld] = useState<Held | null>(null);
  const [active, setActive] = useState<{ column: string; index: number }>({ column: columns[0]?.key ?? '', index: 0 });
  const [said, setSaid] = useState('');
  const shown = useRef(new Map<string, readonly Item[]>());
  const onShown = useCallback((key: string, items: readonly Item[]) => void shown.current.set(key, items), []);
  const beginDrag = usePointerDrag();
  /** The card to have the focus once it is drawn. */
  const wanted = useRef<string | null>(null);
  const { selection, select } = list;

  const place = (item: Item): string => {
    const own = item[by.name];
    return Array.isArray(own) && own.length > 0
      ? own.map(nameOf).join(', ')
      : nameOf(Array.isArray(own) ? null : (own ?? null));
  };
  const columnOf = (key: string) => columns.find((column) => column.key === key);
  const moveTo = (item: Item, from: Column, to: Column | undefined): boolean => {
    if (!to || to.key === from.key || !to.open) return false;
    moves.move(item, { [by.name]: movedValue(by, item, from.value, to.value) }, { place });
    return true;
  };
  const columnAt = ({ x, y }: DragPoint): string | null => {
    const under = document.elementsFromPoint(x, y).find((element) => element.closest('[data-column]'));
    return under?.closest<HTMLElement>('[data-column]')?.dataset.column ?? null;
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>, item: Item, column: Column) => {
    const box = event.currentTarget.getBoundingClientRect();
    const shift = { x: event.clientX - box.left, y: event.clientY - box.top };
    let over = column.key;
    beginDrag(event, {
      scrollers: () => [board.current],
      onStart: (at) => setHeld({ item, from: column, over, ghost: { width: box.width, shift, at } }),
      onMove: (at) => {
        over = columnAt(at) ?? column.key;
        setHeld({ item, from: column, over, ghost: { width: box.width, shift, at } });
      },
      onEnd: () => {
        setHeld(null);
        moveTo(item, column, columnOf(over));
      },
      onCancel: () => setHeld(null),
    });
  };

  const focus = (column: string, index: number) => {
    const items = shown.current.get(column) ?? [];
    const at = Math.max(0, Math.min(items.length - 1, index));
    wanted.current = items[at]?.id ?? null;
    setActive({ column, index: at });
  };
  // A card far down is drawn once its column has scrolled there: looked for in the next pictures.
  useLayoutEffect(() => {
    let frame = 0;
    const look = (left: number) => {
      if (wanted.current === null) return;
      const card = board.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(wanted.current)}"]`);
      if (!card) {
        if (left > 0) frame = requestAnimationFrame(() => look(left - 1));
        return;
      }
      wanted.current = null;
      card.focus({ preventScroll: true });
      card.closest('[data-column]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    look(20);
    return () => cancelAnimationFrame(frame);
  });

  const neighbour = (key: string, step: number): Column | undefined =>
    columns[columns.findIndex((column) => column.key === key) + step];
  const onHeldKey = (event: KeyboardEvent<HTMLElement>, { item, from, over, ghost }: Held): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      let next = neighbour(over, step);
      while (next && !next.open && next.key !== from.key) next = neighbour(next.key, step);
      if (!next) return;
      setHeld({ item, from, over: next.key, ghost });
      setSaid(words.over(nameOf(next.value)));
      board.current?.querySelector(`[data-column="${CSS.escape(next.key)}"]`)?.scrollIntoView({ inline: 'nearest' });
    } else if (event.key === ' ' || event.key === 'Enter') {
      const to = columnOf(over);
      setHeld(null);
      if (to && moveTo(item, from, to)) {
        setSaid(words.dropped(item.title, nameOf(to.value)));
        wanted.current = item.id;
        setActive({ column: to.key, index: 0 });
      } else setSaid(words.givenUp(item.title, nameOf(from.value)));
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      setHeld(null);
      setSaid(words.givenUp(item.title, nameOf(from.value)));
      if (event.key === 'Tab') return;
    } else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, item: Item, index: number, column: Column) => {
    if (held) {
      onHeldKey(event, held);
      return;
    }
    const isMovable = event.currentTarget.hasAttribute('data-movable');
    if (event.key === ' ' && isMovable && !event.ctrlKey) {
      setHeld({ item, from: column, over: column.key, ghost: null });
      setSaid(words.taken(item.title, nameOf(column.value)));
    } else if (event.key === ' ' && event.ctrlKey) select(toggleSelected(selection, item.id));
    else if (event.key === 'ArrowDown') focus(column.key, index + 1);
    else if (event.key === 'ArrowUp') focus(column.key, index - 1);
    else if (event.key === 'Home') focus(column.key, 0);
    else if (event.key === 'End') focus(column.key, Number.POSITIVE_INFINITY);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const step = event.key === 'ArrowRight' ? 1 : -1;
      let next = neighbour(column.key, step);
      while (next && (shown.current.get(next.key)?.length ?? 0) === 0) next = neighbour(next.key, step);
      if (next) focus(next.key, index);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const cardAt = (target: EventTarget) => (target as Element).closest<HTMLElement>('[data-id]')?.dataset.id;
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const id = cardAt(event.target);
    if (!id || event.shiftKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey || !isNothing(selection)) select(toggleSelected(selection, id));
    else onOpen(id);
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const id = cardAt(event.target);
    if (!id) return;
    event.preventDefault();
    if (!selection.all && !selection.ids.has(id)) select(selectOnly(id));
    // The key of menus has no point: the menu opens at the card.
    const box = (event.target as Element).getBoundingClientRect();
    onMenu(event.clientX > 0 ? { x: event.clientX, y: event.clientY } : { x: box.left + 20, y: box.top + 20 });
  };
  const { ghost } = held ?? {};
  return (
    <>
      <VisuallyHidden id={helpId}>{words.cardHelp}</VisuallyHidden>
      <VisuallyHidden role="status" aria-live="assertive">
        {said}
      </VisuallyHidden>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears its cards, which are links */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div
        ref={board}
        className={classes.board}
        data-dragging={ghost ? true : undefined}
        onClick={onClick}
        onContextMenu={onContextMenu}
      >
        {columns.map((column) => (
          <BoardColumn
            key={column.key}
            list={list}
            by={by}
            column={column}
            name={nameOf(column.value)}
            helpId={helpId}
            moves={moves}
            heldId={held?.item.id ?? null}
            isTarget={held?.over === column.key && held.from.key !== column.key}
            active={active.column === column.key ? active.index : null}
            onShown={onShown}
            onPointerDown={onPointerDown}
            onKeyDown={onKeyDown}
          />
        ))}
      </div>
      {held && ghost
        ? createPortal(
            <div
              className={`${classes.card} ${classes.ghost}`}
              style={
                {
                  width: ghost.width,
                  transform: `translate(${ghost.at.x - ghost.shift.x}px, ${ghost.at.y - ghost.shift.y}px) rotate(1.5deg)`,
                } as CSSProperties
              }
              aria-hidden
            >
              <CardWords
                record={list.record}
                item={held.item}
                by={by}
                columns={list.state.columns}
                totals={list.state.totals}
              />
            </div>,
            document.body,
          )
        : null}
    </>
  );
}
