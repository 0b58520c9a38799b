import { ActionIcon } from '@mantine/core';
import { IconCalendar, IconCheck, IconLayoutKanban, IconLayoutRows, IconList } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { layoutMessages } from '../../language/layouts.ts';
import { MenuButton, Tooltip } from '../../ui/deferred-floating.tsx';
import type { Layout } from './layout.ts';
import classes from './layout-switch.module.css';
import type { List } from './use-list.ts';

const icons = { list: IconList, groups: IconLayoutRows, board: IconLayoutKanban, calendar: IconCalendar };

/** The ways a list can be laid out: a row of buttons on a desk, a menu on a phone. */
export function LayoutSwitch({ list, phone }: { readonly list: List; readonly phone: boolean }) {
  const words = useMessages(layoutMessages);
  const { layout, possible, trash } = list.state;
  if (trash || possible.length < 2) return null;
  const Current = icons[layout];
  const choose = (next: Layout) => {
    if (next !== layout) list.arrange({ layout: next });
  };
  if (phone)
    return (
      <MenuButton
        position="bottom-end"
        width={200}
        label={words.layout}
        target={
          <ActionIcon size={36} aria-label={words.layout}>
            <Current size={20} stroke={1.7} />
          </ActionIcon>
        }
      >
        {(Menu) =>
          possible.map((name) => {
            const Icon = icons[name];
            return (
              <Menu.Item
                key={name}
                leftSection={<Icon size={18} stroke={1.6} />}
                rightSection={name === layout ? <IconCheck size={16} /> : null}
                aria-current={name === layout ? 'true' : undefined}
                onClick={() => choose(name)}
              >
                {words[name]}
              </Menu.Item>
            );
          })
        }
      </MenuButton>
    );
  // One stop of the tabulator, arrows between the choices (WAI-ARIA radio group).
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = possible[(possible.indexOf(layout) + step + possible.length) % possible.length];
    if (!next) return;
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-layout=${next}]`)?.focus();
  };
  return (
    <div className={classes.switch} role="radiogroup" aria-label={words.layout} onKeyDown={onKeyDown}>
      {possible.map((name) => {
        const Icon = icons[name];
        return (
          <Tooltip key={name} label={words[name]}>
            {/* biome-ignore lint/a11y/useSemanticElements: a button that looks like one, in a group of which one is chosen */}
            <button
              type="button"
              role="radio"
              aria-checked={name === layout}
              aria-label={words[name]}
              tabIndex={name === layout ? 0 : -1}
              className={classes.choice}
              data-layout={name}
              onClick={() => choose(name)}
            >
              <Icon size={16} stroke={1.7} aria-hidden />
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
