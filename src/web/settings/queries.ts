import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { FieldSettings, ListValue } from '../../fields/field-type.ts';
import type { Localized } from '../../lib/localized.ts';
import type { FieldKind } from '../../meta/effective-record.ts';
import { api } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** A field as the settings show it. */
export interface SettingField
  extends Required<
    Pick<
      FieldSettings,
      'label' | 'required' | 'readOnly' | 'hidden' | 'audited' | 'inList' | 'sortable' | 'indexed' | 'search' | 'unique'
    >
  > {
  readonly name: string;
  readonly kind: FieldKind;
  readonly type: string;
  readonly standardLabel: Localized;
  readonly help: Localized | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly alwaysRequired: boolean;
  readonly defaultValue: unknown;
  readonly section: string | null;
  readonly custom: boolean;
  readonly retired: boolean;
  readonly ready: boolean;
  readonly coming: Readonly<Record<string, boolean>> | null;
  /** The batch that a change queued, in the answer to that change. */
  readonly operation?: string | null;
}

interface FieldsAnswer {
  readonly record: string;
  readonly sections: readonly { readonly name: string; readonly label: Localized }[];
  readonly fields: readonly SettingField[];
}

/** A value list as the settings show it. */
export interface SettingList {
  readonly name: string;
  readonly label: Localized;
  readonly values: readonly ListValue[];
  readonly standard: boolean;
  readonly usedBy: readonly { readonly record: string; readonly field: string; readonly label: Localized }[];
  readonly operation?: string | null;
}

export interface TrailItem {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly changes: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
}

/** Below the model's key: when anyone changes the model, all of it is read anew. */
const settingsKey = [...queryKeys.model, 'settings'] as const;

/** How often fields that are being prepared are asked for, in milliseconds. */
const preparationPoll = 1_000;

export const fieldsQuery = (record: string) =>
  queryOptions({
    queryKey: [...settingsKey, 'fields', record],
    queryFn: ({ signal }) => api.get<FieldsAnswer>(`/settings/records/${record}/fields`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.fields.some(({ ready, coming }) => !ready || coming) ? preparationPoll : false,
  });

/** The fields of a record type, retired ones included. */
export function useSettingFields(record: string) {
  return useQuery(fieldsQuery(record));
}

/** Every value list. */
export function useSettingLists() {
  return useQuery({
    queryKey: [...settingsKey, 'lists'],
    queryFn: ({ signal }) => api.get<{ items: readonly SettingList[] }>('/settings/lists', { signal }),
  });
}

/** What was changed of the settings, newest first, page after page. */
export function useSettingsTrail() {
  return useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: [...settingsKey, 'trail'],
      queryFn: ({ pageParam, signal }) =>
        api.get<{ items: readonly TrailItem[]; next: string | null }>('/settings/audit', {
          query: { cursor: pageParam },
          signal,
        }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  );
}

export type SettingsChange =
  | { readonly kind: 'add-field'; readonly record: string; readonly body: object }
  | { readonly kind: 'change-field'; readonly record: string; readonly field: string; readonly body: object }
  | { readonly kind: 'retire-field' | 'restore-field'; readonly record: string; readonly field: string }
  | { readonly kind: 'order-fields'; readonly record: string; readonly body: object }
  | { readonly kind: 'rename-record'; readonly record: string; readonly body: object }
  | { readonly kind: 'add-list'; readonly body: object }
  | { readonly kind: 'change-list'; readonly list: string; readonly body: object }
  | { readonly kind: 'merge-value'; readonly list: string; readonly body: object };

function send(change: SettingsChange): Promise<unknown> {
  switch (change.kind) {
    case 'add-field':
      return api.post(`/settings/records/${change.record}/fields`, { body: change.body });
    case 'change-field':
      return api.patch(`/settings/records/${change.record}/fields/${change.field}`, { body: change.body });
    case 'retire-field':
      return api.delete(`/settings/records/${change.record}/fields/${change.field}`);
    case 'restore-field':
      return api.post(`/settings/records/${change.record}/fields/${change.field}/restore`);
    case 'order-fields':
      return api.put(`/settings/records/${change.record}/order`, { body: change.body });
    case 'rename-record':
      return api.patch(`/settings/records/${change.record}`, { body: change.body });
    case 'add-list':
      return api.post('/settings/lists', { body: change.body });
    case 'change-list':
      return api.put(`/settings/lists/${change.list}`, { body: change.body });
    case 'merge-value':
      return api.post(`/settings/lists/${change.list}/merge`, { body: change.body });
  }
}

/** Changes the settings; resolves with the server's answer once every screen has the new model. */
export function useChangeSettings<Answer = unknown>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: SettingsChange): Promise<Answer> => {
      const answer = (await send(change)) as Answer;
      await client.invalidateQueries({ queryKey: queryKeys.model });
      return answer;
    },
  });
}
