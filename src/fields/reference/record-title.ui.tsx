import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { api } from '../../web/api/client.ts';
import { isApiProblem } from '../../web/api/problem.ts';
import type { Item } from '../../web/api/types.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';

function titleKey(collection: string, id: string) {
  return ['titles', collection, id] as const;
}

/** Keeps the title of a record just picked or made, so that its field shows it without asking. */
export function rememberTitle(client: QueryClient, collection: string, id: string, title: string): void {
  client.setQueryData(titleKey(collection, id), title);
}

/**
 * Takes a record type, an id (null for none) and the title where it is known; returns the title, undefined while it
 * is asked for, null for a record that may not be seen.
 */
export function useRecordTitle(
  record: EffectiveRecord | undefined,
  id: string | null,
  known: string | null | undefined,
): string | null | undefined {
  const asked = record !== undefined && id !== null && known === undefined;
  const { data } = useQuery({
    queryKey: titleKey(record?.collection ?? '', id ?? ''),
    queryFn: async ({ signal }) => {
      try {
        return (await api.get<Item>(`/${record?.collection}/${id}`, { signal })).title;
      } catch (error) {
        if (isApiProblem(error) && (error.status === 403 || error.status === 404)) return null;
        throw error;
      }
    },
    enabled: asked,
    staleTime: 5 * 60_000,
  });
  return known === undefined ? data : known;
}

interface RecordTitleProps {
  readonly record: EffectiveRecord | undefined;
  readonly id: string;
  /** The title where it is known already: nothing is asked, nor watched, then. */
  readonly known: string | null | undefined;
  /** Takes the title and the record type; returns what is shown of a record that may be seen. */
  readonly children: (title: string, record: EffectiveRecord) => ReactNode;
}

/** What is shown of a record by its title; of one that may not be seen, that it may not. */
export function RecordTitle(props: RecordTitleProps) {
  return props.known === undefined ? <AskedTitle {...props} /> : <ShownTitle {...props} title={props.known} />;
}

function AskedTitle(props: RecordTitleProps) {
  return <ShownTitle {...props} title={useRecordTitle(props.record, props.id, undefined)} />;
}

type ShownTitleProps = Pick<RecordTitleProps, 'record' | 'children'> & { readonly title: string | null | undefined };

function ShownTitle({ record, title, children }: ShownTitleProps) {
  const words = useMessages(fieldMessages);
  if (title === undefined) return '…';
  if (title === null || !record) return title ?? words.notVisible;
  return children(title, record);
}
