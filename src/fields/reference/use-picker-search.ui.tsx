import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lookedForAround } from '../../meta/derive/timeline.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { api } from '../../web/api/client.ts';
import { isApiProblem, isNetworkProblem } from '../../web/api/problem.ts';
import type { FilterNode, Page } from '../../web/api/types.ts';
import { searchKept } from '../../web/offline/kept-search.ts';

/** How many are proposed: what the eye takes in; the search finds the others. */
const proposals = 8;
/** How long typing must rest before the server is asked, in milliseconds. */
const rest = 80;

/** As many days as a filter takes: all that is to come, or all that was. */
const anyDays = 40_000;
/** Of what was, so many are proposed at least, however much is to come. */
const mostRecent = 3;

interface Asked {
  readonly record: EffectiveRecord;
  readonly wanted: string;
  readonly filter: FilterNode | undefined;
  readonly signal: AbortSignal;
}

function ask({ record, wanted, filter, signal }: Asked, more: FilterNode | null = null, sort?: string): Promise<Page> {
  const both = filter && more ? { and: [filter, more] } : (more ?? filter);
  const query = { search: wanted, filter: both, limit: proposals, count: false, ...(sort ? { sort } : {}) };
  return api.get<Page>(`/${record.collection}`, { query, signal });
}

/** Asks for what is nearest to today: of today and to come, then what was last, then what has no day. */
async function askAround(asked: Asked, field: string): Promise<Page> {
  const days = (op: 'inNextDays' | 'inLastDays'): FilterNode => ({ field, op, value: anyDays });
  const [coming, past] = await Promise.all([
    ask(asked, days('inNextDays'), field),
    ask(asked, days('inLastDays'), `-${field}`),
  ]);
  const next = new Map(coming.items.map((item) => [item.id, item]));
  const last = past.items.filter(({ id }) => !next.has(id));
  const dated = [...[...next.values()].slice(0, proposals - Math.min(mostRecent, last.length)), ...last];
  const undated = dated.length < proposals ? (await ask(asked, { field, op: 'isEmpty' })).items : [];
  return { items: [...dated, ...undated].slice(0, proposals), next: null };
}

async function askServer(asked: Asked): Promise<Page> {
  const around = lookedForAround(asked.record);
  if (!around) return await ask(asked);
  try {
    return await askAround(asked, around.name);
  } catch (error) {
    // Whoever may not read that day looks for them as for all else.
    if (!isApiProblem(error) || error.status !== 400) throw error;
    return await ask(asked);
  }
}

async function askServerOrDevice(
  record: EffectiveRecord,
  wanted: string,
  filter: FilterNode | undefined,
  signal: AbortSignal,
): Promise<Page> {
  try {
    return await askServer({ record, wanted, filter, signal });
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
