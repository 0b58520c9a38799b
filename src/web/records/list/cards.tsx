import { IconCheck, IconMail, IconPhone } from '@tabler/icons-react';
import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { mailAddress } from '../../../fields/email/mail-address.ts';
import { dialAddress } from '../../../fields/phone/dial.ts';
import { localize } from '../../../lib/localized.ts';
import { subtitleOf } from '../../../meta/derive/subtitle.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import classes from './cards.module.css';
import { cellText } from './copy-text.ts';
import { Picture } from './picture-view.tsx';
import { isNothing, isSelected, toggleSelected } from './selection.ts';
import { useGridRows } from './use-grid-rows.ts';
import type { List } from './use-list.ts';

/** Height of a card in pixels. */
const cardHeight = 76;
/** How long a finger rests on a card to choose it, in milliseconds. */
const longPress = 450;

interface CardsProps {
  readonly list: List;
  readonly address: string;
  readonly onOpen: (id: string) => void;
}

/** The value of the first field with an action that the record holds. */
function actionValue(record: EffectiveRecord, item: Item, action: EffectiveField['action']): string | null {
  for (const field of record.fields) {
    const value = item[field.name];
    if (!field.hidden && field.action === action && typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** The first columns that the title and the line under it do not show, in words: « Client · 01 23 45 67 89 ». */
function details(list: List, item: Item, context: ReturnType<typeof useFormatContext>): string {
  const { record, state } = list;
  return state.columns
    .filter(({ name, kind }) => !record.title.includes(name) && !record.subtitle?.includes(name) && kind !== 'system')
    .map((field) => cellText(field, item, context))
    .filter((text) => text !== '')
    .slice(0, 3)
    .join(' · ');
}

function Card({ list, item, index }: { readonly list: List; readonly item: Item | undefined; readonly index: number }) {
  const words = useMessages(listMessages);
  const context = useFormatContext();
  const { record, selection } = list;
  const style = { height: cardHeight };
  if (!item) {
    return (
      <li className={classes.card} style={style} aria-busy>
        <span className={classes.words}>
          <span className={classes.bar} style={{ width: '45%' }} />
          <span className={classes.bar} style={{ width: '70%' }} />
        </span>
      </li>
    );
  }
  const selected = isSelected(selection, item.id);
  const phone = actionValue(record, item, 'call');
  const dial = phone === null ? null : dialAddress(phone);
  const mail = actionValue(record, item, 'mail');
  const subtitle = subtitleOf(record, item, item.titles, context);
  const more = details(list, item, context);
  return (
    <li
      className={selected ? `${classes.card} ${classes.selected}` : classes.card}
      style={style}
      data-card={index}
      aria-setsize={list.rows.count?.exact ? list.rows.count.value : -1}
      aria-posinset={index + 1}
    >
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
        <a className={classes.action} href={mailAddress(mail)} aria-label={words.mail(item.title)} data-action>
          <IconMail size={20} stroke={1.7} aria-hidden />
        </a>
      ) : null}
    </li>
  );
}

/** The rows of a list on a phone: a card each, opened by a touch, chosen by a long one. */
export function Cards({ list, address, onOpen }: CardsProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** True from a long press to the click that ends it. */
  const pressed = useRef(false);
  const { rows, selection, select, record } = list;
  const body = useRef<HTMLUListElement>(null);
  const { first, end, physical } = useGridRows({ scroller, window: body, rows, height: cardHeight, above: 0, address });

  const itemAt = (target: EventTarget | null) => {
    const card = (target as Element | null)?.closest<HTMLElement>('[data-card]');
    return card ? rows.rows[Number(card.dataset.card)] : undefined;
  };
  const stop = () => clearTimeout(timer.current);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const item = itemAt(event.target);
    pressed.current = false;
    stop();
    if (!item || event.button !== 0) return;
    timer.current = setTimeout(() => {
      pressed.current = true;
      navigator.vibrate?.(15);
      select(toggleSelected(selection, item.id));
    }, longPress);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    stop();
    const target = event.target as Element;
    const item = itemAt(target);
    if (!item) return;
    if (pressed.current) {
      pressed.current = false;
      event.preventDefault();
      return;
    }
    if (!isNothing(selection)) {
      event.preventDefault();
      select(toggleSelected(selection, item.id));
      return;
    }
    if (target.closest('[data-action]') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(item.id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the touches of its cards, whose links take the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={scroller}
      className={classes.scroller}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (Math.abs(event.movementX) + Math.abs(event.movementY) > 4) stop();
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onClick={onClick}
      onContextMenu={(event) => {
        if (pressed.current) event.preventDefault();
      }}
    >
      <div className={classes.body} style={{ height: physical }}>
        <ul
          ref={body}
          className={classes.cards}
          aria-label={words.list(localize(record.label.many, language))}
          aria-busy={rows.outdated}
        >
          {Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).map((index) => (
            <Card key={rows.rows[index]?.id ?? index} list={list} item={rows.rows[index]} index={index} />
          ))}
        </ul>
      </div>
    </div>
  );
}
