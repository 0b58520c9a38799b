import { Menu } from '@mantine/core';
import { IconArrowUpRight, IconCopy, IconDownload, IconExternalLink, IconPencil } from '@tabler/icons-react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { showToast } from '../../ui/toast.tsx';
import classes from './bulk-bar.module.css';
import type { CellPlace } from './cell-moves.ts';
import { copyText } from './clipboard.ts';
import { isEditable } from './columns.ts';
import { cellText, tableText } from './copy-text.ts';
import { type Point, PointMenu } from './point-menu.tsx';
import { isSelected, selectionCount } from './selection.ts';
import type { Gesture, Gestures } from './use-gestures.tsx';
import type { List } from './use-list.ts';

export interface RowMenuProps {
  readonly list: List;
  readonly gestures: Gestures;
  readonly at: Point | null;
  readonly cell: CellPlace | null;
  readonly onOpen: (id: string, inNewTab?: boolean) => void;
  readonly onEdit: (cell: { readonly id: string; readonly field: string }) => void;
  readonly onClose: () => void;
}

/** The menu of the rows chosen, under the pointer or at the cell of the focus: the same gestures as the bar's. */
export function RowMenu({ list, gestures, at, cell, onOpen, onEdit, onClose }: RowMenuProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const context = useFormatContext();
  const { rows, state, selection, permission } = list;
  const item = cell ? rows.rows[cell.row] : undefined;
  const field = cell ? state.columns[cell.column - 1] : undefined;
  const count = selectionCount(selection, rows.count);
  const single = item !== undefined && count?.exact === true && count.value === 1;
  // What a feature does with one record stands for what it does with many.
  const many = gestures.gestures.filter(({ name }) => !gestures.single.some((one) => one.name === name));
  const last = many.filter(({ danger }) => danger);
  const line = ({ name, label, icon: GestureIcon, danger, run }: Gesture) => (
    <Menu.Item
      key={name}
      leftSection={<GestureIcon size={16} stroke={1.6} />}
      onClick={run}
      {...(danger ? { className: classes.danger ?? '' } : {})}
    >
      {label}
    </Menu.Item>
  );
  const copy = () => {
    const chosen = rows.rows.filter(({ id }) => isSelected(selection, id));
    const text = single && field ? cellText(field, item, context) : tableText(state.columns, chosen, context);
    void copyText(text).then((done) => {
      if (done) showToast(words.copied);
    });
  };
  return (
    <PointMenu at={at} label={words.selectionActions} onClose={onClose}>
      {single ? (
        <>
          <Menu.Item leftSection={<IconArrowUpRight size={16} stroke={1.6} />} onClick={() => onOpen(item.id)}>
            {words.open}
          </Menu.Item>
          <Menu.Item leftSection={<IconExternalLink size={16} stroke={1.6} />} onClick={() => onOpen(item.id, true)}>
            {words.openInTab}
          </Menu.Item>
        </>
      ) : null}
      <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} />} onClick={copy}>
        {words.copy}
      </Menu.Item>
      {single && field && !state.trash && isEditable(field, permission) ? (
        <Menu.Item
          leftSection={<IconPencil size={16} stroke={1.6} />}
          onClick={() => onEdit({ id: item.id, field: field.name })}
        >
          {words.editField(localize(field.label, language))}
        </Menu.Item>
      ) : null}
      <Menu.Divider />
      {[...gestures.single, ...many.filter(({ danger }) => !danger)].map(line)}
      {gestures.exports.map(({ format, label, run }) => (
        <Menu.Item key={format} leftSection={<IconDownload size={16} stroke={1.6} />} onClick={() => run(false)}>
          {words.export} {label}
        </Menu.Item>
      ))}
      {last.length > 0 ? <Menu.Divider /> : null}
      {last.map(line)}
    </PointMenu>
  );
}
