import { ActionIcon, Avatar, Button } from '@mantine/core';
import { IconBell, IconCalendar, IconCircle, IconCircleFilled, IconSettings, IconStack2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dateTimeType } from '../../fields/date-time/date-time.ts';
import { dateIn } from '../../lib/time-zone.ts';
import { aboutType } from '../../meta/derive/about.ts';
import type { NotificationDetails } from '../../rules/notification-details.ts';
import { forgetRecord } from '../api/cache.ts';
import { api } from '../api/client.ts';
import { useMe, useModel, useRecordList } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useFormatContext, useNumberFormat } from '../language/format-context.ts';
import { bellMessages } from '../language/notification-bell.ts';
import { notificationMessages } from '../language/notifications.ts';
import { compact } from '../records/record/compact-button.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { showProblem } from '../ui/toast.tsx';
import classes from './notification-list.module.css';
import { notificationSentence, type Teller } from './notification-sentence.ts';

const pageSize = 20;

/** Marks notifications as read or not; all where no ids are given. */
function useMark(collection: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { readonly ids?: readonly string[]; readonly read: boolean }) =>
      api.post('/me/notifications/mark', { body: asked }),
    onSuccess: () => forgetRecord(client, collection),
    onError: showProblem,
  });
}

/** What one is told of, the latest first, today's apart. `onLeave` is called where one goes to what it is about. */
export function NotificationList({ onLeave }: { readonly onLeave: () => void }) {
  const words = useMessages(notificationMessages);
  const bell = useMessages(bellMessages);
  const context = useFormatContext();
  const { collection } = aboutType(useModel(), 'notification');
  const query = useRecordList(collection, {
    filter: { field: 'listed', op: 'equals', value: true },
    sort: '-at',
    limit: pageSize,
    count: false,
  });
  const mark = useMark(collection);
  // Who sees as another person reads what is told to that one, and leaves it unread.
  const { viewer } = useMe();
  const markOne = (id: string, read: boolean) => {
    if (!viewer) mark.mutate({ ids: [id], read });
  };
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const today = dateIn(Date.now(), context.timeZone);
  const isToday = ({ at }: Item) => dateIn(Date.parse(String(at)), context.timeZone) === today;
  const group = (title: string, members: readonly Item[]): ReactNode =>
    members.length === 0 ? null : (
      <section aria-label={title}>
        <h3 className={classes.heading}>{title}</h3>
        <ul className={classes.list}>
          {members.map((item) => (
            <Line key={item.id} item={item} onLeave={onLeave} onMark={(read) => markOne(item.id, read)} />
          ))}
        </ul>
      </section>
    );
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <h2 className={classes.title}>{bell.title}</h2>
        <Button
          {...compact}
          variant="subtle"
          px={8}
          loading={mark.isPending && !mark.variables.ids}
          disabled={Boolean(viewer) || items.every(({ readAt }) => readAt !== null)}
          onClick={() => mark.mutate({ read: true })}
        >
          {words.allRead}
        </Button>
        <ActionIcon
          size={30}
          aria-label={words.choose}
          title={words.choose}
          component={Link}
          to="/settings/account"
          onClick={onLeave}
        >
          <IconSettings size={17} stroke={1.6} />
        </ActionIcon>
      </div>
      <div className={classes.scroll}>
        {query.isError ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <RowSkeletons rows={4} height={64} />
        ) : items.length === 0 ? (
          <EmptyState icon={<IconBell size={24} stroke={1.6} />} title={words.none}>
            {words.noneHint}
          </EmptyState>
        ) : (
          <>
            {group(words.today, items.filter(isToday))}
            {group(
              words.earlier,
              items.filter((item) => !isToday(item)),
            )}
          </>
        )}
        {query.hasNextPage ? (
          <Button
            className={classes.more}
            variant="subtle"
            size="compact-sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {words.more}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface LineProps {
  readonly item: Item;
  readonly onLeave: () => void;
  readonly onMark: (read: boolean) => void;
}

function Mark({ item }: Pick<LineProps, 'item'>) {
  const actor = item.titles?.actor;
  if (actor) return <Avatar name={actor} size={32} color="ink" alt="" />;
  const Drawn = item.kind === 'due' ? IconCalendar : item.kind === 'operation' ? IconStack2 : IconBell;
  return (
    <span className={classes.mark}>
      <Drawn size={18} stroke={1.6} />
    </span>
  );
}

/** One line: on which record, what happened, when; it leads there, and is read by that. */
function Line({ item, onLeave, onMark }: LineProps) {
  const words = useMessages(notificationMessages);
  const model = useModel();
  const context = useFormatContext();
  const number = useNumberFormat();
  const moment = (at: string) => dateTimeType.format(at, {}, context);
  const teller: Teller = { model, language: context.language, number, moment };
  const about = item.about as { readonly record: string; readonly id: string } | null;
  const details = (item.details ?? {}) as NotificationDetails;
  const collection = about && model.find(about.record)?.collection;
  const isUnread = item.readAt === null;
  const leave = () => {
    if (isUnread) onMark(true);
    onLeave();
  };
  const content = (
    <>
      {item.titles?.about ? <strong className={classes.about}>{item.titles.about}</strong> : null}
      <span className={classes.sentence}>{notificationSentence(teller, item)}</span>
      <time className={classes.when} dateTime={String(item.at)}>
        {moment(String(item.at))}
      </time>
    </>
  );
  return (
    <li className={isUnread ? `${classes.line} ${classes.unread}` : classes.line}>
      <Mark item={item} />
      {collection ? (
        <Link
          to="/crm/$collection/$id"
          params={{ collection, id: about.id }}
          search={details.comments ? { tab: 'comments' } : details.documents ? { tab: 'documents' } : {}}
          className={classes.words ?? ''}
          onClick={leave}
        >
          {content}
        </Link>
      ) : item.kind === 'operation' ? (
        <Link to="/operations" className={classes.words ?? ''} onClick={leave}>
          {content}
        </Link>
      ) : (
        <span className={classes.words}>{content}</span>
      )}
      <ActionIcon
        size={28}
        aria-label={isUnread ? words.markRead : words.markUnread}
        title={isUnread ? words.markRead : words.markUnread}
        onClick={() => onMark(isUnread)}
      >
        {isUnread ? <IconCircleFilled size={10} className={classes.dot} /> : <IconCircle size={12} stroke={1.6} />}
      </ActionIcon>
    </li>
  );
}
