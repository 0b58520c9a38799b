import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { fold } from '../../lib/text.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useNumberFormat } from '../../web/language/format-context.ts';
import { phoneBookMessages } from '../../web/language/phone-book.ts';
import { type Card, type CardFile, searchedText } from '../../web/records/import/card-list.ts';
import { EmptyState } from '../../web/ui/empty-state.tsx';
import classes from './phone-book.module.css';

/** Height of a line, as the style sheet has it, in pixels. */
const lineHeight = 56;
/** Lines drawn above and below those in view. */
const spare = 8;

interface PeopleListProps {
  readonly file: CardFile;
  readonly onChoose: (card: Card) => void;
  readonly disabled: boolean;
}

/** The people of a file, however many: searched as one types, gone through with the arrows, one taken by Enter or a tap. */
export function PeopleList({ file, onChoose, disabled }: PeopleListProps) {
  const words = useMessages(phoneBookMessages);
  const number = useNumberFormat();
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [top, setTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const wanted = useDeferredValue(query);
  const texts = useMemo(() => file.cards.map(searchedText), [file]);
  const found = useMemo(() => {
    const parts = fold(wanted).split(' ').filter(Boolean);
    return file.cards.filter(({ place }) => parts.every((part) => texts[place]?.includes(part)));
  }, [file, texts, wanted]);
  const at = Math.min(active, found.length - 1);
  const height = box.current?.clientHeight ?? 640;
  const first = Math.max(0, Math.floor(top / lineHeight) - spare);
  const shown = found.slice(first, Math.ceil((top + height) / lineHeight) + spare);
  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(found.length - 1, index));
    setActive(next);
    const element = box.current;
    if (!element) return;
    const [above, below] = [next * lineHeight, (next + 1) * lineHeight - element.clientHeight];
    if (element.scrollTop > above) element.scrollTop = above;
    else if (element.scrollTop < below) element.scrollTop = below;
  };
  const page = Math.max(1, Math.floor(height / lineHeight) - 1);
  const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    const chosen = found[at];
    if (move !== undefined) goTo(at + move);
    else if (event.key === 'Enter' && chosen && !disabled) onChoose(chosen);
    else return;
    event.preventDefault();
  };
  const count =
    wanted.trim() === ''
      ? words.count(number(file.cards.length), file.cards.length > 1)
      : words.found(number(found.length), number(file.cards.length));
  return (
    <div className={classes.people}>
      <div className={classes.tools}>
        <TextInput
          className={classes.search ?? ''}
          type="search"
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${found[at]?.place}` : undefined}
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          value={query}
          autoFocus
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
            if (box.current) box.current.scrollTop = 0;
          }}
        />
        <span className={classes.count} role="status">
          {count}
        </span>
      </div>
      <div
        ref={box}
        id={`${id}-list`}
        role="listbox"
        aria-label={words.people}
        tabIndex={-1}
        className={classes.box}
        hidden={found.length === 0}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: found.length * lineHeight }} role="presentation">
          <div style={{ transform: `translateY(${first * lineHeight}px)` }} role="presentation">
            {shown.map((card, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the search field, which keeps the focus.
              <div
                key={card.place}
                id={`${id}-${card.place}`}
                role="option"
                tabIndex={-1}
                aria-selected={first + index === at}
                aria-posinset={first + index + 1}
                aria-setsize={found.length}
                aria-disabled={disabled}
                className={classes.person}
                onClick={() => !disabled && onChoose(card)}
              >
                <span className={classes.name}>{card.name || words.noName}</span>
                <span className={classes.details}>{card.details || card.reach.join(' · ')}</span>
              </div>
            ))}
          </div>
        </div>
      </div>
      {found.length === 0 ? <EmptyState title={words.nobody}>{words.nobodyText}</EmptyState> : null}
    </div>
  );
}
