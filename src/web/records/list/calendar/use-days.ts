import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { api } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query-keys.ts';
import type { Days } from '../../../api/types.ts';
import { layoutFields } from '../layout.ts';
import type { List } from '../use-list.ts';

/** How long a page of the calendar is looked at before those beside it are fetched, in milliseconds. */
const lookedAt = 400;

/** What is asked of the server for some days of a list that is laid out by a date. */
function daysQuery({ record, permission, state }: List, days: readonly string[], each: number) {
  const dates = layoutFields(record, permission).calendar.filter(({ kind }) => kind === 'plain');
  const fields = [
    ...dates.map(({ name }) => name),
    ...(record.subtitle ?? []),
    ...(record.allDay ? [record.allDay] : []),
    ...layoutFields(record, permission).board.map(({ name }) => name),
  ];
  const question = {
    ...(state.search ? { search: state.search } : {}),
    ...(state.filter ? { filter: state.filter } : {}),
    start: state.on?.name,
    end: state.end?.name,
    from: days[0],
    to: days.at(-1),
    each,
  };
  return queryOptions({
    queryKey: queryKeys.days(record.collection, question),
    queryFn: ({ signal }) =>
      api.get<Days>(`/${record.collection}/calendar`, { query: { ...question, fields: fields.join(',') }, signal }),
  });
}

/**
 * Takes a list laid out by a date, the days seen, those of the pages beside them and how many records of each; returns
 * the records of the days seen. The pages beside are fetched ahead, once one is looked at: turning to them asks nothing.
 */
export function useDays(list: List, days: readonly string[], beside: readonly (readonly string[])[], each: number) {
  const client = useQueryClient();
  const seen = useQuery({ ...daysQuery(list, days, each), placeholderData: keepPreviousData });
  const there = seen.data !== undefined && !seen.isPlaceholderData;
  const ahead = useEffectEvent(() => {
    for (const page of beside) void client.prefetchQuery(daysQuery(list, page, each));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page turned to is one looked at anew
  useEffect(() => {
    if (!there) return;
    const timer = setTimeout(ahead, lookedAt);
    return () => clearTimeout(timer);
  }, [there, days]);
  return seen;
}
