import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo } from 'react';
import { dateIn } from '../../lib/time-zone.ts';
import type { Model } from '../../meta/effective-record.ts';
import { permissionOn, type RecordPermission } from '../../meta/permissions.ts';
import type { ModelSettings } from '../../meta/settings.ts';
import { useMessages } from '../language/catalogue.ts';
import { uiMessages } from '../language/ui.ts';
import { searchKept } from '../offline/kept-search.ts';
import { useSlot } from '../slots.ts';
import { showProblem, showUndo } from '../ui/toast.tsx';
import { forgetRecord, keepItem } from './cache.ts';
import { api } from './client.ts';
import { modelOf } from './model.ts';
import { isNetworkProblem } from './problem.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import type { AuditPage, Item, ListParameters, Me, Operation, OperationPage, Page, SearchAnswer } from './types.ts';
import { type CreateVariables, createRecord, type UpdateVariables, updateRecord } from './writes.ts';

/** Who is signed in. Fails with status 401 when nobody is. */
export const meQuery = queryOptions({
  queryKey: queryKeys.me,
  queryFn: ({ signal }) => api.get<Me>('/me', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the company laid over the declarations. */
export const modelQuery = queryOptions({
  queryKey: queryKeys.model,
  queryFn: ({ signal }) => api.get<ModelSettings>('/model', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether the company is still to be set up. */
export const setupQuery = queryOptions({
  queryKey: queryKeys.setup,
  queryFn: ({ signal }) => api.get<{ needed: boolean }>('/setup', { signal }),
});

/** Who is signed in and what the company's records are: what every screen behind the sign-in stands on. */
export interface Ground {
  readonly me: Me;
  readonly model: Model;
}

// Read from the cache once, in the shell: every cell of a list asks for it, and an observer of the cache each would be
// a fifth of the work of drawing the list.
const GroundContext = createContext<Ground | null>(null);

/** Lends the ground to the screens below. */
export const GroundProvider = GroundContext.Provider;

/** Reads the ground from the cache, for the shell to lend. */
export function useReadGround(): Ground {
  const me = useSuspenseQuery(meQuery).data;
  const model = modelOf(useSuspenseQuery(modelQuery).data);
  return useMemo(() => ({ me, model }), [me, model]);
}

function useGround(): Ground {
  const ground = useContext(GroundContext);
  if (!ground) throw new Error('This screen is not behind the sign-in');
  return ground;
}

/** The signed-in user, their rights and company. For screens behind the sign-in only. */
export function useMe(): Me {
  return useGround().me;
}

/** Every record type as this company has it. For screens behind the sign-in only. */
export function useModel(): Model {
  return useGround().model;
}

/** Takes a record type's name; returns what the signed-in user may do with it. */
export function usePermission(recordName: string): RecordPermission {
  return permissionOn(useMe().permissions, recordName);
}

type Include = 'counts' | 'children';

/** The query of one record; `include` asks for the tabs' counts and the children too. */
export function recordItemQuery(collection: string, id: string, include: readonly Include[] = []) {
  return queryOptions({
    queryKey: [...queryKeys.item(collection, id), [...include].sort().join(',')] as const,
    queryFn: ({ signal }) =>
      api.get<Item>(`/${collection}/${encodeURIComponent(id)}`, { query: { include: include.join(',') }, signal }),
    enabled: id !== '',
  });
}

/** Asks for a record as its page shows it, before it is drawn; not if it was asked before. */
export function askRecord(collection: string, id: string): void {
  const query = recordItemQuery(collection, id, ['counts']);
  if (!queryClient.getQueryState(query.queryKey)) void queryClient.prefetchQuery(query);
}

/** Takes a collection and an id; returns the query of that record. */
export function useRecordItem(collection: string, id: string, include: readonly Include[] = []) {
  return useQuery(recordItemQuery(collection, id, include));
}

/** The query of a list, page after page. */
export function recordListQuery(collection: string, parameters: ListParameters) {
  return infiniteQueryOptions({
    queryKey: queryKeys.list(collection, parameters),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/${collection}`, {
        query: {
          ...parameters,
          fields: parameters.fields?.join(','),
          cursor: pageParam,
          // The first page told how many there are: those after it need not count again.
          count: pageParam === null ? parameters.count : false,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Takes a collection and what is wanted of it; returns the pages read so far and how to read the next. */
export function useRecordList(collection: string, parameters: ListParameters, options: { enabled?: boolean } = {}) {
  return useInfiniteQuery({
    ...recordListQuery(collection, parameters),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/** The audit trail of one record, newest first, page after page. */
export function useAudit(collection: string, id: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.audit(collection, id),
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditPage>(`/${collection}/${encodeURIComponent(id)}/audit`, { query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Takes records found on this device by collection; returns them as the server answers a search. */
function keptGroups(model: Model, kept: ReadonlyMap<string, readonly Item[]>): SearchAnswer['groups'] {
  return [...kept].flatMap(([collection, items]) => {
    const record = model.collection(collection)?.name;
    return record ? { record, items: items.map(({ id, title }) => ({ id, title, subtitle: null })) } : [];
  });
}

/** Takes the words typed; returns the records of every type that match, nothing while the words are empty. */
export function useSearch(text: string, limit = 8) {
  const wanted = text.trim();
  const model = useModel();
  return useQuery({
    queryKey: queryKeys.search(wanted, limit),
    queryFn: async ({ signal }) => {
      try {
        return await api.get<SearchAnswer>('/search', { query: { q: wanted, limit }, signal });
      } catch (error) {
        // Without network, what was last seen.
        const records = model.records.filter(({ navigation }) => navigation !== undefined);
        const kept = isNetworkProblem(error)
          ? await searchKept({ records, text: wanted, limit })
          : new Map<string, readonly Item[]>();
        if (kept.size === 0) throw error;
        return { groups: keptGroups(model, kept) };
      }
    },
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** How often a running operation is asked for when no live event tells of it, in milliseconds. */
const operationPoll = 2_000;

/** Takes an operation's id, or null for none; returns it, kept up to date while it runs. */
export function useOperation(id: string | null) {
  return useQuery({
    queryKey: queryKeys.operation(id ?? ''),
    queryFn: ({ signal }) => api.get<Operation>(`/operations/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data?.state === 'queued' || state.data?.state === 'running' ? operationPoll : false,
  });
}

/** Every operation the user may see, newest first, page after page. */
export function useOperations() {
  return useInfiniteQuery({
    queryKey: [...queryKeys.operations, 'list'],
    queryFn: ({ pageParam, signal }) => api.get<OperationPage>('/operations', { query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Creates records of a collection, children nested in the values. Throws an `ApiProblem` with the fields refused. */
export function useCreateRecord(collection: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (variables: CreateVariables) => createRecord(collection, variables),
    onSuccess: (item) => {
      keepItem(client, collection, item);
      return forgetRecord(client, collection);
    },
  });
}

/** Changes values of a record. Throws an `ApiProblem`; its `conflict` tells of someone who was faster. */
export function useUpdateRecord(collection: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (variables: UpdateVariables) => updateRecord(collection, variables),
    onSuccess: (item) => {
      keepItem(client, collection, item);
      void forgetRecord(client, collection, item.id);
    },
  });
}

export interface RestoreVariables {
  readonly id: string;
  /** True takes values that one record alone may hold from who holds them. */
  readonly move?: boolean;
}

/** Brings a record back from the trash. */
export function useRestoreRecord(collection: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, move }: RestoreVariables) =>
      api.post<Item>(`/${collection}/${id}/restore`, { query: { move: move || null } }),
    onSuccess: (item) => {
      keepItem(client, collection, item);
      return forgetRecord(client, collection, item.id);
    },
  });
}

/** Takes a collection; returns what has features ask, once records of it were taken away: one, or by a batch. */
export function useAfterRemoval(
  collection: string,
): (removed: { readonly id: string } | { readonly operation: string }) => void {
  const model = useModel();
  const { permissions, user } = useMe();
  const slots = useSlot('afterRemoval');
  return useCallback(
    (removed) => {
      const record = model.records.find((one) => one.collection === collection);
      const today = dateIn(Date.now(), user.timeZone);
      for (const { appliesTo, run } of slots)
        if (record && appliesTo(record, permissions)) run({ record, today, ...removed }, model).catch(() => undefined);
    },
    [collection, model, permissions, user, slots],
  );
}

export interface DeleteVariables {
  readonly id: string;
  readonly title: string;
  /** Given, the record is kept when someone changed it since. */
  readonly version?: number;
}

/** Puts a record in the trash and offers to take that back; what features ask about it then is asked. */
export function useDeleteRecord(collection: string) {
  const client = useQueryClient();
  const ask = useAfterRemoval(collection);
  const restore = useRestoreRecord(collection);
  const words = useMessages(uiMessages);
  return useMutation({
    mutationFn: ({ id, version }: DeleteVariables) =>
      api.delete<null>(
        `/${collection}/${id}`,
        version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } },
      ),
    onSuccess: (_answer, { id, title }) => {
      showUndo(words.deleted(title), async () => {
        await restore.mutateAsync({ id });
      });
      ask({ id });
      return forgetRecord(client, collection, id);
    },
    onError: showProblem,
  });
}
