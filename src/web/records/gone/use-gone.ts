import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isGone } from '../../../meta/derive/gone.ts';
import { api } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useMessages } from '../../language/catalogue.ts';
import { goneMessages } from '../../language/gone.ts';
import { showProblem, showUndo } from '../../ui/toast.tsx';
import { undoOperation } from '../operations/undo-operation.ts';
import type { RecordView } from '../record/record-context.ts';

/** Takes a record's page; returns whether it is gone, and how it is declared so and taken back, each with its undo. */
export function useGone({ record, item }: Pick<RecordView, 'record' | 'item'>) {
  const client = useQueryClient();
  const words = useMessages(goneMessages);
  const address = `/${record.collection}/${encodeURIComponent(item.id)}/gone`;
  const options = { headers: { 'If-Match': `"${item.version}"` } };
  // What ends with it, what points to it, who receives what: all of it may be on the screen.
  const forget = () => client.invalidateQueries({ queryKey: queryKeys.records });
  const change = useMutation({
    mutationFn: (gone: boolean) =>
      gone ? api.put<{ operation: string }>(address, options) : api.delete<{ operation: string }>(address, options),
    onSuccess: async ({ operation }, gone) => {
      await forget();
      showUndo(gone ? words.declared(item.title) : words.back(item.title), async () => {
        const left = await undoOperation(operation);
        await forget();
        return left;
      });
    },
    onError: showProblem,
  });
  return {
    gone: isGone(record, item),
    busy: change.isPending,
    declare: () => change.mutateAsync(true),
    takeBack: () => change.mutate(false),
  };
}
