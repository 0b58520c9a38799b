import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { api } from '../../web/api/client.ts';
import type { FilterNode, Page } from '../../web/api/types.ts';

/** How many are proposed: what the eye takes in; the search finds the others. */
const proposals = 8;
/** How long typing must rest before the server is asked, in milliseconds. */
const rest = 80;

/** Takes a record type, what was typed and, where wanted, a filter; asks the server for the few that match best. */
export function usePickerSearch(
  record: EffectiveRecord,
  text: string,
  options: { readonly enabled: boolean; readonly filter?: FilterNode | undefined },
) {
  const [wanted] = useDebouncedValue(text.trim(), rest);
  const query = useQuery({
    queryKey: ['search', 'picker', record.collection, wanted, options.filter ?? null],
    queryFn: ({ signal }) =>
      api.get<Page>(`/${record.collection}`, {
        query: { search: wanted, filter: options.filter, limit: proposals, count: false },
        signal,
      }),
    enabled: options.enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return { ...query, settled: wanted === text.trim() && !query.isPlaceholderData };
}
