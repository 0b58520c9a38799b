import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { RecordPermission } from '../../../meta/permissions.ts';
import { recordListQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { storedLayout } from './layout-storage.ts';
import { type ListSearch, withStartView } from './list-search.ts';
import { listParameters, listState, readViewQuery } from './list-state.ts';

/**
 * Asks for the first page of a list before it is drawn, unless it was asked before. Takes the record type, the reader's
 * rights on it and the list's address; one that follows a saved view waits for the views, as the list itself does.
 */
export function askList(
  record: EffectiveRecord,
  permission: RecordPermission,
  given: ListSearch,
  start: string | undefined,
): void {
  const search = withStartView(given, start);
  if (search.view !== undefined || permission.read === 'none') return;
  const layout = storedLayout(record.collection, undefined);
  const state = listState({ record, permission, search, view: readViewQuery(undefined), layout });
  const query = recordListQuery(record.collection, listParameters(record, state));
  if (!queryClient.getQueryState(query.queryKey)) void queryClient.prefetchInfiniteQuery(query);
}
