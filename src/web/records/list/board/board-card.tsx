import { type KeyboardEvent, memo, type PointerEvent } from 'react';
import { subtitleOf } from '../../../../meta/derive/subtitle.ts';
import type { EffectiveField, EffectiveRecord } from '../../../../meta/effective-record.ts';
import type { Item } from '../../../api/types.ts';
import { useFormatContext } from '../../../language/format-context.ts';
import { cellText } from '../copy-text.ts';
import { Picture } from '../picture-view.tsx';
import classes from './board.module.css';

interface CardWordsProps {
  readonly record: EffectiveRecord;
  readonly item: Item;
  /** The field of the columns: the column says it already. */
  readonly by: EffectiveField;
  readonly columns: readonly EffectiveField[];
  /** What the columns add up. */
  readonly totals: readonly EffectiveField[];
}

/** What a card says: its title, the line under it, what its column adds up, the first other columns of the list. */
export function CardWords({ record, item, by, columns, totals }: CardWordsProps) {
  const context = useFormatContext();
  const apart: readonly string[] = [by.name, ...totals.map(({ name }) => name)];
  const shown = { ...record, subtitle: record.subtitle?.filter((name) => !apart.includes(name)) ?? [] };
  const subtitle = subtitleOf(shown, item, item.titles, context);
  const sums = totals.map((field) => cellText(field, item, context)).filter((text) => text !== '');
  const details = columns
    .filter(
      ({ name, kind }) =>
        !apart.includes(name) && kind !== 'system' && !record.title.includes(name) && !record.subtitle?.includes(name),
    )
    .map((field) => cellText(field, item, context))
    .filter((text) => text !== '')
    .slice(0, 3)
    .join(' · ');
  return (
    <>
      <span className={classes.cardTitle}>
        <Picture record={record} item={item} size={20} />
        <span className={classes.cardName}>{item.title}</span>
      </span>
      {subtitle ? <span className={classes.cardLine}>{subtitle}</span> : null}
      {details || sums.length > 0 ? (
        <span className={classes.cardMore}>
          {sums.length > 0 ? <span className={classes.cardSum}>{sums.join(' · ')}</span> : null}
          {sums.length > 0 && details ? ' · ' : null}
          {details}
        </span>
      ) : null}
    </>
  );
}

interface BoardCardProps extends CardWordsProps {
  readonly index: number;
  readonly height: number;
  readonly selected: boolean;
  /** The one that the tabulator reaches. */
  readonly reachable: boolean;
  readonly held: boolean;
  readonly movable: boolean;
  readonly describedBy: string;
  readonly role: string;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, item: Item) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>, item: Item, index: number) => void;
}

/** A record in a column: a link that can be dragged, by mouse, finger or keyboard. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { record, item, by, columns, totals, index, height, selected, reachable, held, movable, describedBy, role } =
    props;
  return (
    <li className={classes.place} style={{ height }}>
      <a
        className={classes.card}
        href={`/crm/${record.collection}/${item.id}`}
        draggable={false}
        tabIndex={reachable ? 0 : -1}
        data-card={index}
        data-id={item.id}
        data-held={held || undefined}
        data-selected={selected || undefined}
        data-movable={movable || undefined}
        aria-describedby={movable ? describedBy : undefined}
        aria-roledescription={movable ? role : undefined}
        onPointerDown={(event) => props.onPointerDown(event, item)}
        onKeyDown={(event) => props.onKeyDown(event, item, index)}
      >
        <CardWords record={record} item={item} by={by} columns={columns} totals={totals} />
      </a>
    </li>
  );
});
