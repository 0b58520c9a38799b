import { IconCheck, IconMail, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { subtitleOf } from '../../../meta/derive/subtitle.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { GoneMark } from '../../ui/gone-mark.tsx';
import { reachOfCard } from './card-reach.ts';
import classes from './cards.module.css';
import { cellText } from './copy-text.ts';
import { Picture } from './picture-view.tsx';
import { isSelected } from './selection.ts';
import type { List } from './use-list.ts';

/** Height of a card in pixels. */
export const cardHeight = 76;

/** The first columns that the title and the line under it do not show, in words: « Client · 01 23 45 67 89 ». */
function details(list: List, item: Item, context: ReturnType<typeof useFormatContext>): string {
  const { record, state } = list;
  return (
    state.columns
      .filter(({ name, kind }) => !record.title.includes(name) && !record.subtitle?.includes(name) && kind !== 'system')
      // « Oui » says nothing without the name of what it answers.
      .filter(({ type }) => type.comparison !== 'boolean')
      .map((field) => cellText(field, item, context))
      .filter((text) => text !== '')
      .slice(0, 3)
      .join(' · ')
  );
}

interface CardProps {
  readonly list: List;
  /** Undefined while it is read. */
  readonly item: Item | undefined;
  readonly index: number;
  /** The actions that lie under it while it is pushed aside. */
  readonly under: ReactNode;
}

/** One record of a list on a phone. */
export function Card({ list, item, index, under }: CardProps) {
  const words = useMessages(listMessages);
  const context = useFormatContext();
  const { record, selection } = list;
  const style = { height: cardHeight };
  if (!item) {
    return (
      <li className={classes.place} style={style} aria-busy>
        <div className={classes.card}>
          <span className={classes.words}>
            <span className={classes.bar} style={{ width: '45%' }} />
            <span className={classes.bar} style={{ width: '70%' }} />
          </span>
        </div>
      </li>
    );
  }
  const selected = isSelected(selection, item.id);
  const { dial, mail } = reachOfCard(record, item);
  const subtitle = subtitleOf(record, item, item.titles, context);
  const more = details(list, item, context);
  return (
    <li
      className={classes.place}
      style={style}
      data-card={index}
      aria-setsize={list.rows.count?.exact ? list.rows.count.value : -1}
      aria-posinset={index + 1}
    >
      {under}
      <div className={selected ? `${classes.card} ${classes.selected}` : classes.card} data-front>
        {selected ? (
          <span className={classes.check} aria-hidden>
            <IconCheck size={18} stroke={2.4} />
          </span>
        ) : (
          <Picture record={record} item={item} size={36} />
        )}
        <span className={classes.words}>
          <a className={classes.title} href={`/crm/${record.collection}/${item.id}`} data-open>
            {item.title}
            <GoneMark record={record} item={item} />
          </a>
          {subtitle ? <span className={classes.subtitle}>{subtitle}</span> : null}
          {more ? <span className={classes.more}>{more}</span> : null}
        </span>
        {dial ? (
          <a className={classes.action} href={dial} aria-label={words.call(item.title)} data-action>
            <IconPhone size={20} stroke={1.7} aria-hidden />
          </a>
        ) : null}
        {mail ? (
          <a className={classes.action} href={mail} aria-label={words.mail(item.title)} data-action>
            <IconMail size={20} stroke={1.7} aria-hidden />
          </a>
        ) : null}
      </div>
    </li>
  );
}
