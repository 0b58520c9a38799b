import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { fieldOrderMessages } from '../../language/field-order.ts';
import classes from './fields-page.module.css';

interface MoveButtonsProps {
  /** What the field is called. */
  readonly label: string;
  /** Its place among those of its section, from 0, and how many they are. */
  readonly place: number;
  readonly count: number;
  readonly onMove: (way: -1 | 1) => void;
}

/** Two buttons that move a custom field among those of its section. The one that was pressed keeps the focus. */
export function MoveButtons({ label, place, count, onMove }: MoveButtonsProps) {
  const words = useMessages(fieldOrderMessages);
  const box = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ readonly way: -1 | 1; at: number } | null>(null);
  useLayoutEffect(() => {
    if (!pressed.current || pressed.current.at === place) return;
    pressed.current.at = place;
    // The line was put elsewhere in the page, which takes the focus off what it holds. Who went on has it elsewhere.
    const { activeElement: focused, body } = document;
    if (focused !== body && !box.current?.contains(focused)) return;
    const [up, down] = box.current?.querySelectorAll('button') ?? [];
    const wanted = pressed.current.way === -1 ? up : down;
    (wanted?.disabled ? (wanted === up ? down : up) : wanted)?.focus();
  }, [place]);
  const button = (way: -1 | 1) => (
    <ActionIcon
      size={28}
      variant="subtle"
      color="gray"
      aria-label={way === -1 ? words.up(label) : words.down(label)}
      disabled={way === -1 ? place === 0 : place === count - 1}
      onClick={(event) => {
        event.stopPropagation();
        pressed.current = { way, at: place };
        onMove(way);
      }}
    >
      {way === -1 ? <IconArrowUp size={16} stroke={1.6} /> : <IconArrowDown size={16} stroke={1.6} />}
    </ActionIcon>
  );
  return (
    <div ref={box} className={classes.moves}>
      {button(-1)}
      {button(1)}
    </div>
  );
}
