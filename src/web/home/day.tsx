import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { dateIn } from '../../lib/time-zone.ts';
import { ownerField } from '../../meta/derive/access.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { usePermission, useRecordList } from '../api/queries.ts';
import type { FilterNode, Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { useFormatContext } from '../language/format-context.ts';
import { homeMessages } from '../language/home.ts';
import { TimelineLine } from '../records/timeline/timeline-line.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { Card } from './card.tsx';
import classes from './home.module.css';

/** Days ahead that are shown. */
const daysAhead = 7;
const mostLines = 50;

/** Takes a type of what is planned; reads what of the reader's own is not done: late, and in the days to come. */
function usePlanned(record: EffectiveRecord) {
  const { timeline } = record;
  const mine: FilterNode = { field: ownerField(record) ?? '', op: 'isMe' };
  const notDone: FilterNode = { field: timeline?.done?.field ?? '', op: 'notIn', value: timeline?.done?.values ?? [] };
  const { timeZone } = useFormatContext();
  const today = dateIn(Date.now(), timeZone);
  const late = useRecordList(
    record.collection,
    {
      filter: { and: [mine, notDone, { field: timeline?.due ?? '', op: 'before', value: today }] },
      sort: timeline?.at ?? '',
      limit: mostLines,
    },
    { enabled: timeline?.due !== undefined },
  );
  const ahead = useRecordList(record.collection, {
    filter: { and: [mine, notDone, { field: timeline?.at ?? '', op: 'inNextDays', value: daysAhead }] },
    sort: timeline?.at ?? '',
    limit: mostLines,
  });
  const items = (query: typeof ahead): readonly Item[] => query.data?.pages.flatMap((page) => page.items) ?? [];
  return { late, ahead, today, items, timeZone };
}

/** What is planned for the reader: what is late first, then today, then the days to come. */
export function Day({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(homeMessages);
  const language = useLanguage();
  const permission = usePermission(record.name);
  const { late, ahead, today, items, timeZone } = usePlanned(record);
  const at = record.timeline?.at ?? '';
  const dayOf = (item: Item): string => (typeof item[at] === 'string' ? dateIn(Date.parse(item[at]), timeZone) : '');
  const groups = [
    { title: words.overdue, items: items(late), late: true },
    { title: words.today, items: items(ahead).filter((item) => dayOf(item) === today) },
    { title: words.nextDays, items: items(ahead).filter((item) => dayOf(item) !== today) },
  ].filter((group) => group.items.length > 0);
  const create = permission.create ? (
    <Button
      component={Link}
      to={`/crm/${record.collection}/new`}
      variant="default"
      size="compact-sm"
      leftSection={<IconPlus size={14} />}
    >
      {record.label.one[language]}
    </Button>
  ) : null;
  return (
    <Card title={words.day} actions={create}>
      {ahead.isError ? (
        <ErrorNotice error={ahead.error} onRetry={() => void ahead.refetch()} />
      ) : ahead.isPending ? (
        <RowSkeletons rows={5} height={52} />
      ) : groups.length === 0 ? (
        <EmptyState icon={<RecordIcon name={record.icon} size={24} />} title={words.dayEmpty}>
          {words.dayEmptyHint}
        </EmptyState>
      ) : (
        groups.map((group) => (
          <div key={group.title}>
            <h3 className={group.late ? `${classes.groupTitle} ${classes.late}` : classes.groupTitle}>{group.title}</h3>
            <ul className={classes.lines}>
              {group.items.map((item) => (
                <TimelineLine
                  key={item.id}
                  entry={{ record: record.name, at: typeof item[at] === 'string' ? item[at] : null, item }}
                  hereId=""
                  planned
                />
              ))}
            </ul>
          </div>
        ))
      )}
    </Card>
  );
}
