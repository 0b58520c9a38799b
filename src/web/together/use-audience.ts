import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { RecordView } from '../records/record/record-context.ts';
import type { Mention } from './mentions.ts';

/** A colleague who may be named beside a record. */
export interface Colleague extends Mention {
  /** Whether they see the record. */
  readonly sees: boolean;
}

interface Audience {
  readonly people: readonly Colleague[];
  readonly mayShare: boolean;
}

/** Takes a record's page and what is typed of a name (null: nothing); returns the colleagues it may be. */
export function useAudience(view: Pick<RecordView, 'record' | 'item'>, search: string | null) {
  const { record, item } = view;
  return useQuery({
    queryKey: ['audience', record.collection, item.id, search],
    queryFn: ({ signal }) =>
      api.get<Audience>(`/${record.collection}/${item.id}/audience`, { query: { search }, signal }),
    enabled: search !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
