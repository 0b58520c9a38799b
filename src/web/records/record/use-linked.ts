import { useQueryClient } from '@tanstack/react-query';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { forgetRecord } from '../../api/cache.ts';
import { useModel, usePermission, useRecordList } from '../../api/queries.ts';
import type { FilterNode } from '../../api/types.ts';
import { visibleFields } from '../form/form-fields.ts';
import type { RecordView } from './record-context.ts';

/** How many linked records are read at a time. */
const pageSize = 25;

/** What is linked to a record: records of a type whose reference points to it. */
export interface LinkedSource {
  readonly record: string;
  readonly via: string;
  /** Adds by the short form. */
  readonly short?: boolean;
  /** References of the record that what is added is linked to as well. */
  readonly also?: readonly string[];
  /** What is said of a new one and that its form does not show. */
  readonly said?: Readonly<Record<string, string>>;
}

/**
 * Takes a record's page and what is linked to it; reads it page after page, the primary one first. Tells the field that
 * marks that one, where there is such a field and the reader may see it.
 */
export function useLinked(
  view: Pick<RecordView, 'record' | 'item'>,
  source: LinkedSource,
  options: { enabled?: boolean; also?: FilterNode } = {},
) {
  const linked = useModel().record(source.record);
  const marked = Object.values(view.record.children ?? {}).find(
    ({ record, via }) => record === source.record && via === source.via,
  )?.primary;
  const primary = visibleFields(linked, usePermission(linked.name)).find(({ name }) => name === marked);
  const mine: FilterNode = { field: source.via, op: 'equals', value: view.item.id };
  const query = useRecordList(
    linked.collection,
    {
      filter: options.also ? { and: [mine, options.also] } : mine,
      limit: pageSize,
      ...(primary ? { sort: `-${primary.name}` } : {}),
    },
    { enabled: options.enabled ?? true },
  );
  // The list kept in view while another is read must not be that of another record.
  const items = query.isPlaceholderData ? [] : (query.data?.pages.flatMap((page) => page.items) ?? []);
  return { ...query, linked, primary, items, count: query.isPlaceholderData ? undefined : query.data?.pages[0]?.count };
}

/** Takes a record's page; returns what to call once something linked to it changed: its counts, facts and lists. */
export function useForgetLinked(view: Pick<RecordView, 'record' | 'item'>): (linked: EffectiveRecord) => void {
  const client = useQueryClient();
  return (linked) => {
    void forgetRecord(client, linked.collection);
    void forgetRecord(client, view.record.collection, view.item.id);
  };
}
