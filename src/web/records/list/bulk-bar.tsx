import { ActionIcon, Button } from '@mantine/core';
import { IconDots, IconDownload, IconX } from '@tabler/icons-react';
import { useMessages } from '../../language/catalogue.ts';
import { useCountFormat } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { MenuButton, Tooltip } from '../../ui/deferred-floating.tsx';
import { usePhone } from '../../ui/phone.ts';
import classes from './bulk-bar.module.css';
import { everythingSelected, nothingSelected, selectionCount } from './selection.ts';
import type { Gesture, Gestures } from './use-gestures.tsx';
import type { List } from './use-list.ts';

export interface BulkBarProps {
  readonly list: List;
  readonly gestures: Gestures;
}

/** Gestures that stand in the bar themselves, so that it stays on one line; what is more waits behind « Plus ». */
const mostAtOnce = 2;

function GestureButton({ gesture, phone }: { readonly gesture: Gesture; readonly phone: boolean }) {
  const { label, icon: GestureIcon, danger, run } = gesture;
  return phone ? (
    <ActionIcon size={40} aria-label={label} onClick={run} {...(danger ? { color: 'red' } : {})}>
      <GestureIcon size={20} stroke={1.6} />
    </ActionIcon>
  ) : (
    <Button
      size="compact-sm"
      variant="subtle"
      color={danger ? 'red' : 'gray'}
      leftSection={<GestureIcon size={16} stroke={1.6} />}
      onClick={run}
    >
      {label}
    </Button>
  );
}

/** What is chosen in the list and what may be done to it, over the list's lower edge: nothing moves when it comes. */
export function BulkBar({ list, gestures }: BulkBarProps) {
  const words = useMessages(listMessages);
  const written = useCountFormat();
  const phone = usePhone();
  const { selection, select, rows } = list;
  const count = selectionCount(selection, rows.count);
  const total = rows.count;
  const plain = gestures.gestures.filter(({ danger }) => !danger);
  const last = gestures.gestures.filter(({ danger }) => danger);
  const atOnce = plain.slice(0, mostAtOnce);
  const further = plain.slice(mostAtOnce);
  const said =
    count === null
      ? words.allSelected
      : count.value === 1 && count.exact
        ? words.oneSelected
        : words.selected(written(count));
  return (
    <div className={classes.place}>
      <div className={classes.bar} role="toolbar" aria-label={words.selectionActions}>
        <span role="status" className={classes.count}>
          {said}
        </span>
        {selection.all || (total?.exact && total.value <= selection.ids.size) ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.all ?? ''}
            onClick={() => select(everythingSelected)}
          >
            {total ? (phone ? words.selectAllShort : words.selectAll)(written(total)) : words.selectAllUncounted}
          </Button>
        )}
        <span className={classes.divider} />
        {atOnce.map((gesture) => (
          <GestureButton key={gesture.name} gesture={gesture} phone={phone} />
        ))}
        {further.length > 0 ? (
          <MenuButton
            position="top-end"
            width={280}
            target={
              phone ? (
                <ActionIcon size={40} aria-label={words.moreGestures}>
                  <IconDots size={20} stroke={1.6} />
                </ActionIcon>
              ) : (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  leftSection={<IconDots size={16} stroke={1.6} />}
                >
                  {words.moreGestures}
                </Button>
              )
            }
          >
            {(Menu) =>
              further.map(({ name, label, icon: GestureIcon, run }) => (
                <Menu.Item key={name} leftSection={<GestureIcon size={16} stroke={1.6} />} onClick={run}>
                  {label}
                </Menu.Item>
              ))
            }
          </MenuButton>
        ) : null}
        {last.map((gesture) => (
          <GestureButton key={gesture.name} gesture={gesture} phone={phone} />
        ))}
        {gestures.exports.length > 0 ? (
          <MenuButton
            position="top-end"
            width={180}
            target={
              phone ? (
                <ActionIcon size={40} aria-label={words.export}>
                  <IconDownload size={20} stroke={1.6} />
                </ActionIcon>
              ) : (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  leftSection={<IconDownload size={16} stroke={1.6} />}
                >
                  {words.export}
                </Button>
              )
            }
          >
            {(Menu) =>
              gestures.exports.map(({ format, label, run }) => (
                <Menu.Item key={format} onClick={() => run(false)}>
                  {label}
                </Menu.Item>
              ))
            }
          </MenuButton>
        ) : null}
        <Tooltip label={words.clearSelection}>
          <ActionIcon
            className={classes.clear ?? ''}
            size={phone ? 40 : 28}
            aria-label={words.clearSelection}
            onClick={() => select(nothingSelected)}
          >
            <IconX size={16} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
