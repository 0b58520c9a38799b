import { Menu } from '@mantine/core';
import {
  IconArrowBarLeft,
  IconArrowBarRight,
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconEyeOff,
  IconFilter,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconX,
} from '@tabler/icons-react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { type Point, PointMenu } from './point-menu.tsx';
import type { List } from './use-list.ts';

/** Pixels a choice of the menu widens or shrinks a column by. */
const step = 48;

export interface ColumnMenuProps {
  readonly list: List;
  readonly record: EffectiveRecord;
  readonly field: EffectiveField | undefined;
  readonly at: Point | null;
  readonly width: number;
  readonly onClose: () => void;
  readonly onResize: (width: number) => void;
  readonly onShift: (by: -1 | 1) => void;
  readonly onFilterField: (name: string) => void;
}

/** What may be done with a column: the twin, by keyboard and by touch, of what its head does by drag and click. */
export function ColumnMenu({ list, field, at, width, onClose, onResize, onShift, onFilterField }: ColumnMenuProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const { state } = list;
  const name = field?.name ?? '';
  const level = state.sort.find((other) => other.field === name);
  const pinned = state.pinned.includes(name);
  const sortable = field !== undefined && field.type.sort !== false;
  const filterable = field !== undefined && (field.type.operators.length > 0 || field.type.parts !== undefined);
  const sortBy = (descending: boolean) => list.setSort([{ field: name, descending }]);
  return (
    <PointMenu
      at={field ? at : null}
      label={words.columnMenu(field ? localize(field.label, language) : '')}
      onClose={onClose}
    >
      {sortable ? (
        <>
          <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => sortBy(false)}>
            {words.sortUp}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => sortBy(true)}>
            {words.sortDown}
          </Menu.Item>
          {level === undefined && state.sort.length > 0 ? (
            <Menu.Item
              leftSection={<IconSortAscending size={16} />}
              onClick={() => list.setSort([...state.sort, { field: name, descending: false }])}
            >
              {words.sortMore}
            </Menu.Item>
          ) : null}
          {level ? (
            <Menu.Item
              leftSection={<IconX size={16} />}
              onClick={() => list.setSort(state.sort.filter((other) => other !== level))}
            >
              {words.sortOff}
            </Menu.Item>
          ) : null}
          <Menu.Divider />
        </>
      ) : null}
      {filterable ? (
        <Menu.Item leftSection={<IconFilter size={16} />} onClick={() => onFilterField(name)}>
          {words.filterColumn}
        </Menu.Item>
      ) : null}
      <Menu.Item
        leftSection={pinned ? <IconPinnedOff size={16} /> : <IconPin size={16} />}
        onClick={() =>
          list.setLayout({ pinned: pinned ? state.pinned.filter((other) => other !== name) : [...state.pinned, name] })
        }
      >
        {pinned ? words.unpin : words.pin}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowLeft size={16} />} onClick={() => onShift(-1)}>
        {words.moveLeft}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowRight size={16} />} onClick={() => onShift(1)}>
        {words.moveRight}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowBarRight size={16} />}
        closeMenuOnClick={false}
        onClick={() => onResize(width + step)}
      >
        {words.widen}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowBarLeft size={16} />}
        closeMenuOnClick={false}
        onClick={() => onResize(width - step)}
      >
        {words.shrink}
      </Menu.Item>
      {state.columns.length > 1 ? (
        <Menu.Item
          leftSection={<IconEyeOff size={16} />}
          onClick={() => list.setColumns(state.columns.map((other) => other.name).filter((other) => other !== name))}
        >
          {words.hideColumn}
        </Menu.Item>
      ) : null}
    </PointMenu>
  );
}
