import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query-keys.ts';
import type { Groups } from '../../../api/types.ts';
import type { List } from '../use-list.ts';

/** Takes a list laid out by a field; returns its groups with their counts and totals, kept in step with the server. */
export function useGroups({ record, state }: List) {
  const question = {
    ...(state.search ? { search: state.search } : {}),
    ...(state.filter ? { filter: state.filter } : {}),
    by: state.by?.name,
    totals: state.totals.map(({ name }) => name).join(','),
  };
  return useQuery({
    queryKey: queryKeys.groups(record.collection, question),
    queryFn: ({ signal }) =>
      api.get<Groups>(`/${record.collection}/groups`, {
        query: { ...question, totals: question.totals || undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}
