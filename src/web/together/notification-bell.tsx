import { ActionIcon } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { aboutType } from '../../meta/derive/about.ts';
import { useModel, useRecordList } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { useNumberFormat } from '../language/format-context.ts';
import { bellMessages } from '../language/notification-bell.ts';
import { deferred } from '../ui/deferred.tsx';
import { PopoverButton } from '../ui/deferred-floating.tsx';
import { useQuiet } from '../ui/later.ts';
import { usePhone } from '../ui/phone.ts';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import classes from './notification-bell.module.css';

const NotificationList = deferred<{ readonly onLeave: () => void }>(
  () => import('./notification-list.tsx').then((module) => module.NotificationList),
  <RowSkeletons rows={4} height={64} />,
);

/** More than this are not counted one by one. */
const mostShown = 99;

/** The bell: how much there is to read, kept up to date, and the list of it. */
export function NotificationBell() {
  const words = useMessages(bellMessages);
  const number = useNumberFormat();
  const [opened, setOpened] = useState(false);
  const quiet = useQuiet();
  const phone = usePhone();
  const { collection } = aboutType(useModel(), 'notification');
  const unread = {
    and: [
      { field: 'listed', op: 'equals', value: true },
      { field: 'readAt', op: 'isEmpty' },
    ],
  };
  const { data } = useRecordList(collection, { filter: unread, limit: 1, fields: ['kind'] }, { enabled: quiet });
  const count = data?.pages[0]?.count?.value ?? 0;
  const shown = count > mostShown ? `${mostShown}+` : number(count);
  return (
    <PopoverButton
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={phone ? 'calc(100vw - 16px)' : 400}
      label={words.title}
      target={
        <ActionIcon
          size={34}
          className={classes.bell}
          aria-label={count > 0 ? words.unread(count, shown) : words.title}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={19} stroke={1.6} />
          {count > 0 ? (
            <span className={classes.count} aria-hidden>
              {shown}
            </span>
          ) : null}
        </ActionIcon>
      }
    >
      <NotificationList onLeave={() => setOpened(false)} />
    </PopoverButton>
  );
}
