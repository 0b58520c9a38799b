import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconGripVertical, IconPin, IconPinFilled, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { firstFocus } from '../../../fields/face.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import { fold } from '../../../lib/text.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { columnFields, moveName } from './columns.ts';
import classes from './columns-panel.module.css';
import type { List } from './use-list.ts';

/** Drags a line of the panel: takes the names in order and what to do with them in their new order. */
function useLineDrag(names: readonly string[], reorder: (names: readonly string[]) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const order = useRef(names);
  order.current = names;
  const start = (name: string, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    setDragged(name);
    const move = (now: globalThis.PointerEvent) => {
      const line = document.elementFromPoint(now.clientX, now.clientY)?.closest<HTMLElement>('[data-line]');
      const over = line?.dataset.line;
      if (!line || !over || over === name) return;
      const box = line.getBoundingClientRect();
      const to = order.current.indexOf(over);
      if (to < 0) return;
      const place = now.clientY < box.top + box.height / 2 ? to : to + 1;
      const next = moveName(order.current, name, place);
      if (next.join() !== order.current.join()) reorder(next);
    };
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
      setDragged(null);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  };
  return { dragged, start };
}

export interface ColumnsPanelProps {
  readonly list: List;
}

/** Chooses the columns of a list, their order and those that stay in sight. */
export function ColumnsPanel({ list }: ColumnsPanelProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const [text, setText] = useState('');
  const { record, permission, state } = list;
  const names = state.columns.map(({ name }) => name);
  const drag = useLineDrag(names, (next) => list.setColumns(next));
  const wanted = fold(text);
  const found = (label: string) => wanted === '' || fold(label).includes(wanted);
  const others = columnFields(record, permission, state.trash).filter(({ name }) => !names.includes(name));
  const lines = [...state.columns, ...others].map((field) => ({ field, label: localize(field.label, language) }));

  const toggle = (name: string) =>
    list.setColumns(names.includes(name) ? names.filter((other) => other !== name) : [...names, name]);
  const onKeyDown = (name: string, event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 2 : 0;
    if (step === 0) return;
    event.preventDefault();
    const to = names.indexOf(name) + step;
    if (to >= 0 && to <= names.length) list.setColumns(moveName(names, name, to));
  };
  return (
    <div className={classes.panel}>
      <TextInput
        size="xs"
        {...firstFocus(true)}
        aria-label={words.searchColumn}
        placeholder={words.searchColumn}
        leftSection={<IconSearch size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={classes.lines} aria-label={words.chooseColumns}>
        {lines
          .filter(({ label }) => found(label))
          .map(({ field, label }) => {
            const { name } = field;
            const shown = names.includes(name);
            const pinned = state.pinned.includes(name);
            return (
              <li
                key={name}
                data-line={name}
                className={drag.dragged === name ? `${classes.line} ${classes.dragged}` : classes.line}
              >
                <Checkbox
                  size="xs"
                  className={classes.label ?? ''}
                  label={label}
                  checked={shown}
                  disabled={shown && names.length === 1}
                  onChange={() => toggle(name)}
                />
                {shown ? (
                  <>
                    <ActionIcon
                      size={24}
                      aria-label={pinned ? words.unpinColumn(label) : words.pinColumn(label)}
                      aria-pressed={pinned}
                      onClick={() =>
                        list.setLayout({
                          pinned: pinned ? state.pinned.filter((other) => other !== name) : [...state.pinned, name],
                        })
                      }
                    >
                      {pinned ? <IconPinFilled size={14} /> : <IconPin size={14} stroke={1.6} />}
                    </ActionIcon>
                    <button
                      type="button"
                      className={classes.grip}
                      aria-label={words.moveColumn(label)}
                      onPointerDown={(event) => drag.start(name, event)}
                      onKeyDown={(event) => onKeyDown(name, event)}
                    >
                      <IconGripVertical size={14} aria-hidden />
                    </button>
                  </>
                ) : null}
              </li>
            );
          })}
      </ul>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        onClick={() => {
          list.setLayout(null);
          list.setColumns(null);
        }}
      >
        {words.resetColumns}
      </Button>
    </div>
  );
}
