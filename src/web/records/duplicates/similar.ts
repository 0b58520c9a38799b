import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import { isConnectionLost } from '../../api/connection.ts';
import { queryKeys } from '../../api/query-keys.ts';
import type { Item } from '../../api/types.ts';

type Values = Readonly<Record<string, unknown>>;

/** A record that may be the one being typed. */
export interface Similar {
  readonly record: Item;
  readonly score: number;
  readonly reasons: readonly string[];
  /** Name and e-mail are the same. */
  readonly sure: boolean;
}

/** How long typing pauses before the server is asked, in milliseconds. */
const pause = 350;
/** How long an answer is good, in milliseconds: what was shown is not asked for again when it is saved. */
const fresh = 15_000;

/** Takes a record type and a form's values; returns those by which it is compared and that hold something. */
export function comparedValues({ duplicates }: EffectiveRecord, values: Values): Values {
  const names = [duplicates?.name, duplicates?.firstName, ...(duplicates?.evidence ?? []).map(({ field }) => field)];
  const held = names.flatMap((name) => {
    const value = name === undefined ? null : values[name];
    return value === null || value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(held);
}

/** The query of what is like values, but for the record they are of. */
export function similarQuery(record: EffectiveRecord, compared: Values, id: string | undefined) {
  return queryOptions({
    queryKey: queryKeys.similar(record.collection, { compared, id }),
    queryFn: ({ signal }) =>
      api.post<{ items: readonly Similar[] }>(`/${record.collection}/similar`, {
        body: { values: compared, ...(id ? { id } : {}) },
        signal,
      }),
    staleTime: fresh,
    retry: false,
  });
}

/**
 * Takes a record type, a form's values, those it opened with and the id of the record they are of; returns the records
 * that are like what is being typed, none until something by which records are compared has changed.
 */
export function useSimilar(record: EffectiveRecord, values: Values, initial: Values, id?: string): readonly Similar[] {
  const text = JSON.stringify(comparedValues(record, values));
  const changed = id === undefined || text !== JSON.stringify(comparedValues(record, initial));
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  const compared = JSON.parse(wanted ?? '{}') as Values;
  const asks = Boolean(record.duplicates) && changed && Object.keys(compared).length > 0 && !isConnectionLost();
  const { data } = useQuery({
    ...similarQuery(record, compared, id),
    enabled: asks,
    // What was found stays until the next answer: nothing jumps while someone types.
    placeholderData: (before) => before,
  });
  return asks ? (data?.items ?? []) : [];
}
