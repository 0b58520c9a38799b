import { ActionIcon } from '@mantine/core';
import { IconCalendar, IconCheck, IconLayoutKanban, IconLayoutRows, IconList } from '@tabler/icons-react';
import { useMessages } from '../../language/catalogue.ts';
import { layoutMessages } from '../../language/layouts.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import type { Layout } from './layout.ts';
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
  return (
    <ChoiceRow
      label={words.layout}
      value={layout}
      choices={possible.map((name) => {
        const Icon = icons[name];
        return { value: name, label: words[name], icon: <Icon size={16} stroke={1.7} aria-hidden /> };
      })}
      onChange={choose}
    />
  );
}
