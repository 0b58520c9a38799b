import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query-keys.ts';
import type { Days } from '../../../api/types.ts';
import { layoutFields } from '../layout.ts';
import type { List } from '../use-list.ts';

/** Takes a list laid out by a date, the first and last day seen and how many records of each; returns them. */
export function useDays(list: List, days: readonly string[], each: number) {
  const { record, permission, state } = list;
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
  return useQuery({
    queryKey: queryKeys.days(record.collection, question),
    queryFn: ({ signal }) =>
      api.get<Days>(`/${record.collection}/calendar`, { query: { ...question, fields: fields.join(',') }, signal }),
    placeholderData: keepPreviousData,
  });
}
