import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { api } from '../../web/api/client.ts';
import { isNetworkProblem } from '../../web/api/problem.ts';
import type { FilterNode, Page } from '../../web/api/types.ts';
import { searchKept } from '../../web/offline/kept-search.ts';

/** How many are proposed: what the eye takes in; the search finds the others. */
const proposals = 8;
/** How long typing must rest before the server is asked, in milliseconds. */
const rest = 80;

async function askServerOrDevice(
  record: EffectiveRecord,
  wanted: string,
  filter: FilterNode | undefined,
  signal: AbortSignal,
): Promise<Page> {
  try {
    const query = { search: wanted, filter, limit: proposals, count: false };
    return await api.get<Page>(`/${record.collection}`, { query, signal });
  } catch (error) {
    // Without network, those last seen: what is typed meanwhile still finds its company.
    if (!isNetworkProblem(error)) throw error;
    const kept = await searchKept({ records: [record], text: wanted, filter, limit: proposals });
    const items = kept.get(record.collection);
    if (!items) throw error;
    return { items, next: null };
  }
}

/** Takes a record type, what was typed and, where wanted, a filter; asks the server for the few that match best. */
export function usePickerSearch(
  record: EffectiveRecord,
  text: string,
  options: { readonly enabled: boolean; readonly filter?: FilterNode | undefined },
) {
  const [wanted] = useDebouncedValue(text.trim(), rest);
  const query = useQuery({
    queryKey: ['search', 'picker', record.collection, wanted, options.filter ?? null],
    queryFn: ({ signal }) => askServerOrDevice(record, wanted, options.filter, signal),
    enabled: options.enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return { ...query, settled: wanted === text.trim() && !query.isPlaceholderData };
}
