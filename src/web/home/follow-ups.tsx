import { ActionIcon } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import { dateIn } from '../../lib/time-zone.ts';
import { subtitleOf } from '../../meta/derive/subtitle.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { fieldAccess } from '../../meta/permissions.ts';
import { usePermission, useRecordList, useUpdateRecord } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useFormatContext } from '../language/format-context.ts';
import { homeMessages } from '../language/home.ts';
import { Tooltip } from '../ui/deferred-floating.tsx';
import { RecordLink } from '../ui/record-link.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { showProblem, showUndo } from '../ui/toast.tsx';
import { Card } from './card.tsx';
import classes from './home.module.css';

/** Days without news after which someone is to be followed up. */
const quietDays = 30;
const mostShown = 8;
const dayLength = 86_400_000;

/** Whom to follow up: those whose last follow-up is the oldest; one click notes that it was done today (F95, F96). */
export function FollowUps({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(homeMessages);
  const context = useFormatContext();
  const permission = usePermission(record.name);
  const field = record.fields.find((candidate) => candidate.action === 'today' && !candidate.hidden);
  const name = field?.name ?? '';
  const today = dateIn(Date.now(), context.timeZone);
  const before = dateIn(Date.now() - quietDays * dayLength, context.timeZone);
  const query = useRecordList(
    record.collection,
    { filter: { field: name, op: 'before', value: before }, sort: name, limit: mostShown, count: false },
    { enabled: field !== undefined },
  );
  const update = useUpdateRecord(record.collection);
  if (!field || fieldAccess(permission, name) === 'none') return null;
  const items = query.data?.pages.flatMap((page) => page.items).slice(0, mostShown) ?? [];
  const note = (item: Item) =>
    update.mutate(
      { id: item.id, version: item.version, values: { [name]: today } },
      {
        onSuccess: ({ version }) =>
          showUndo(words.followed(item.title), async () => {
            await update.mutateAsync({ id: item.id, version, values: { [name]: item[name] } });
          }),
        onError: showProblem,
      },
    );
  const mayNote = permission.update !== 'none' && fieldAccess(permission, name) === 'edit';
  return (
    <Card title={words.followUps} hint={words.followUpsHint(quietDays)}>
      {query.isPending ? (
        <RowSkeletons rows={3} height={40} />
      ) : items.length === 0 ? (
        <p className={classes.none}>{words.followUpsEmptyHint}</p>
      ) : (
        <ul className={classes.lines}>
          {items.map((item) => (
            <li key={item.id} className={classes.person}>
              <div className={classes.personWords}>
                <RecordLink collection={record.collection} id={item.id} className={classes.name}>
                  {item.title}
                </RecordLink>
                <span className={classes.detail}>{subtitleOf(record, item, item.titles, context)}</span>
              </div>
              <span className={classes.date}>{field.type.format(item[name], field.options, context)}</span>
              {mayNote ? (
                <Tooltip label={words.followedToday(item.title)}>
                  <ActionIcon
                    variant="default"
                    size={28}
                    aria-label={words.followedToday(item.title)}
                    onClick={() => note(item)}
                  >
                    <IconCalendarCheck size={16} />
                  </ActionIcon>
                </Tooltip>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
