import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { Card, cardHeight } from './card.tsx';
import type { Side } from './card-swipe.ts';
import classes from './cards.module.css';
import { isNothing, toggleSelected } from './selection.ts';
import { type CardAction, useCardActions } from './use-card-actions.tsx';
import { useCardSwipe } from './use-card-swipe.ts';
import { useGridRows } from './use-grid-rows.ts';
import type { List } from './use-list.ts';

/** How long a finger rests on a card to choose it, in milliseconds. */
const longPress = 450;

interface CardsProps {
  readonly list: List;
  readonly address: string;
  readonly onOpen: (id: string) => void;
}

interface UnderCardProps {
  readonly side: Side;
  readonly actions: readonly CardAction[];
  readonly onDone: () => void;
}

/** What lies under a card that is pushed aside. */
function UnderCard({ side, actions, onDone }: UnderCardProps) {
  return (
    <div className={side === 'reach' ? classes.under : `${classes.under} ${classes.atEnd}`} data-under data-action>
      {actions.map(({ name, label, icon: ActionIcon, danger, href, run }) => {
        const look = danger ? `${classes.underAction} ${classes.danger}` : classes.underAction;
        const content = (
          <>
            <ActionIcon size={20} stroke={1.7} />
            {label}
          </>
        );
        const act = () => {
          onDone();
          run?.();
        };
        return href ? (
          <a key={name} className={look} href={href} onClick={onDone}>
            {content}
          </a>
        ) : (
          <button key={name} type="button" className={look} onClick={act}>
            {content}
          </button>
        );
      })}
    </div>
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

  const cardOf = (target: EventTarget | null) => (target as Element | null)?.closest<HTMLElement>('[data-card]');
  const itemAt = (target: EventTarget | null) => {
    const card = cardOf(target);
    return card ? rows.rows[Number(card.dataset.card)] : undefined;
  };
  const stop = () => clearTimeout(timer.current);
  const { actionsOf, dialog } = useCardActions(list);
  const swipe = useCardSwipe({
    cardAt: (target) => {
      const item = itemAt(target);
      const front = cardOf(target)?.querySelector<HTMLElement>('[data-front]');
      // What is being chosen is not pushed.
      if (!item || !front || !isNothing(selection)) return null;
      const { reach, change } = actionsOf(item);
      return { id: item.id, front, room: { reach: reach.length, change: change.length } };
    },
    onPush: stop,
  });
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const item = itemAt(event.target);
    pressed.current = false;
    stop();
    swipe.down(event);
    if (!item || event.button !== 0 || swipe.swiped) return;
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
    // The touch that ends a push or a long press opens nothing.
    if (pressed.current || swipe.justPushed.current) {
      pressed.current = false;
      swipe.justPushed.current = false;
      event.preventDefault();
      return;
    }
    // Nor does the one that puts a card back in its place.
    if (swipe.swiped && target.closest('[data-front]')) {
      event.preventDefault();
      swipe.close();
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
  const leave = () => {
    stop();
    swipe.up();
  };
  const underOf = (item: Item | undefined) => {
    const { swiped } = swipe;
    if (!item || item.id !== swiped?.id) return null;
    return <UnderCard side={swiped.side} actions={actionsOf(item)[swiped.side]} onDone={swipe.close} />;
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
        swipe.move(event);
      }}
      onPointerUp={leave}
      onPointerCancel={leave}
      onScroll={swipe.close}
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
            <Card
              key={rows.rows[index]?.id ?? index}
              list={list}
              item={rows.rows[index]}
              index={index}
              under={underOf(rows.rows[index])}
            />
          ))}
        </ul>
      </div>
      {dialog}
    </div>
  );
}
