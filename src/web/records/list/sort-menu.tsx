import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { columnFields } from './columns.ts';
import classes from './list-page.module.css';
import { cycleSort } from './sort.ts';
import type { List } from './use-list.ts';

/** The order of a list on a phone, where no head of a column can be touched. */
export function SortMenu({ list, icon }: { readonly list: List; readonly icon: ReactNode }) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const { record, permission, state } = list;
  const fields = columnFields(record, permission, state.trash).filter(
    (field) => field.sortable && field.type.sort !== false,
  );
  return (
    <MenuButton
      position="bottom-end"
      width={240}
      classNames={{ dropdown: classes.tallMenu ?? '' }}
      target={
        <ActionIcon size={36} aria-label={words.sort}>
          {icon}
        </ActionIcon>
      }
    >
      {(Menu) =>
        fields.map((field) => {
          const level = state.sort.find((other) => other.field === field.name);
          const Arrow = level?.descending ? IconArrowDown : IconArrowUp;
          return (
            <Menu.Item
              key={field.name}
              closeMenuOnClick={false}
              rightSection={level ? <Arrow size={16} /> : null}
              aria-current={level ? 'true' : undefined}
              onClick={() => list.setSort(cycleSort(state.sort, field.name, false))}
            >
              {localize(field.label, language)}
            </Menu.Item>
          );
        })
      }
    </MenuButton>
  );
}
