import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';

/** What can be asked of an operation: each takes its id and throws an `ApiProblem` when it may not be. */
export interface OperationActions {
  readonly cancel: (id: string) => Promise<void>;
  readonly resume: (id: string) => Promise<void>;
  /** Returns the id of the operation that gives it back. */
  readonly undo: (id: string) => Promise<string>;
}

/** Stopping, going on with and giving back operations; what the screens show of them is read anew. */
export function useOperationActions(): OperationActions {
  const client = useQueryClient();
  return useMemo(() => {
    const post = async (id: string, action: string): Promise<string> => {
      const { operation } = await api.post<{ operation: string }>(`/operations/${id}/${action}`);
      await client.invalidateQueries({ queryKey: queryKeys.operations });
      return operation;
    };
    return {
      cancel: async (id) => void (await post(id, 'cancel')),
      resume: async (id) => void (await post(id, 'resume')),
      undo: (id) => post(id, 'undo'),
    };
  }, [client]);
}
