import { ActionIcon, Menu, Popover, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots } from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import { tagColors } from '../../../fields/list/tag-colors.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import classes from './lists.module.css';
import type { ValueRow } from './value-rows.ts';

interface ValueLineProps {
  readonly row: ValueRow;
  readonly first: boolean;
  readonly last: boolean;
  readonly problem: string | undefined;
  /** How the value it was merged into is called. */
  readonly merged: string | undefined;
  readonly onChange: (change: Partial<ValueRow>) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly onMerge: () => void;
  readonly onEnter: () => void;
  readonly autoFocus: boolean;
}

function Swatch({ color }: { readonly color: string | null }) {
  const style = { '--swatch': color ? `var(--mantine-color-${color}-6)` : 'transparent' } as CSSProperties;
  return <span className={`${classes.swatch} ${color ? '' : classes.none}`} style={style} aria-hidden />;
}

/** Names of colours as people read them. */
const colorNames: Readonly<Record<(typeof tagColors)[number], { readonly fr: string; readonly en: string }>> = {
  gray: { fr: 'Gris', en: 'Grey' },
  red: { fr: 'Rouge', en: 'Red' },
  pink: { fr: 'Rose', en: 'Pink' },
  grape: { fr: 'Prune', en: 'Grape' },
  violet: { fr: 'Violet', en: 'Violet' },
  indigo: { fr: 'Indigo', en: 'Indigo' },
  blue: { fr: 'Bleu', en: 'Blue' },
  cyan: { fr: 'Cyan', en: 'Cyan' },
  teal: { fr: 'Sarcelle', en: 'Teal' },
  green: { fr: 'Vert', en: 'Green' },
  lime: { fr: 'Vert citron', en: 'Lime' },
  yellow: { fr: 'Jaune', en: 'Yellow' },
  orange: { fr: 'Orange', en: 'Orange' },
};

function ColorChoice({
  label,
  color,
  onChange,
}: {
  readonly label: string;
  readonly color: string | null;
  readonly onChange: (color: string | null) => void;
}) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  const choose = (chosen: string | null) => {
    onChange(chosen);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus shadow="md" position="bottom-start">
      <Popover.Target>
        <ActionIcon aria-label={words.colorOf(label)} onClick={() => setOpened(!opened)}>
          <Swatch color={color} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <div className={classes.palette}>
          <ActionIcon
            aria-label={words.noColor}
            aria-pressed={color === null}
            title={words.noColor}
            onClick={() => choose(null)}
          >
            <Swatch color={null} />
          </ActionIcon>
          {tagColors.map((name) => (
            <ActionIcon
              key={name}
              aria-label={colorNames[name][language]}
              title={colorNames[name][language]}
              aria-pressed={color === name}
              onClick={() => choose(name)}
            >
              <Swatch color={name} />
            </ActionIcon>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** One value of a list being edited. */
export function ValueLine(props: ValueLineProps) {
  const { row, first, last, problem, merged, onChange, onMove, onRemove, onMerge, onEnter, autoFocus } = props;
  const words = useMessages(settingsMessages);
  const label = row.fr || row.en;
  const state = row.active ? '' : merged ? words.mergedValue(merged) : words.retiredValue;
  return (
    <li className={`${classes.row} ${row.active ? '' : classes.retired}`}>
      <span className={classes.moves}>
        <ActionIcon aria-label={words.moveUp(label)} disabled={first} onClick={() => onMove(-1)}>
          <IconArrowUp size={16} stroke={1.6} />
        </ActionIcon>
        <ActionIcon aria-label={words.moveDown(label)} disabled={last} onClick={() => onMove(1)}>
          <IconArrowDown size={16} stroke={1.6} />
        </ActionIcon>
      </span>
      <span className={classes.color}>
        <ColorChoice label={label} color={row.color} onChange={(color) => onChange({ color })} />
      </span>
      <TextInput
        className={classes.french ?? ''}
        aria-label={words.value}
        value={row.fr}
        error={problem}
        autoFocus={autoFocus}
        onChange={(event) => onChange({ fr: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onEnter();
        }}
      />
      <TextInput
        className={classes.english ?? ''}
        aria-label={words.valueEn}
        placeholder={row.fr}
        value={row.en}
        onChange={(event) => onChange({ en: event.currentTarget.value })}
      />
      <span className={classes.code} title={row.code ?? ''}>
        {[row.code, state].filter(Boolean).join(' · ')}
      </span>
      <span className={classes.menu}>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={words.actionsOf(label)}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {row.code === undefined ? (
              <Menu.Item onClick={onRemove}>{words.removeNew}</Menu.Item>
            ) : (
              <Menu.Item onClick={() => onChange({ active: !row.active })}>
                {row.active ? words.retireValue : words.restoreValue}
              </Menu.Item>
            )}
            {row.code !== undefined && !merged ? <Menu.Item onClick={onMerge}>{words.mergeInto}</Menu.Item> : null}
          </Menu.Dropdown>
        </Menu>
      </span>
    </li>
  );
}
