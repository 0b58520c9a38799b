import { type ReactNode, useState } from 'react';
import { useRestoreRecord } from '../../api/queries.ts';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { useMove } from './use-move.tsx';

/**
 * Takes a collection; returns what brings one of its records back from the trash. Where another record holds by now what
 * one alone may hold, the person is asked, as they are when they edit (A28). `bringBack` takes the id and what to say
 * once it is back; it resolves with whether it is, and tells a refusal itself. The dialog is to be drawn in the page.
 */
export function useBringBack(collection: string): {
  readonly bringBack: (id: string, said: string) => Promise<boolean>;
  readonly busy: boolean;
  readonly dialog: ReactNode;
} {
  const restore = useRestoreRecord(collection);
  const { attempt, dialog } = useMove();
  const [busy, setBusy] = useState(false);
  const bringBack = async (id: string, said: string): Promise<boolean> => {
    setBusy(true);
    try {
      const item = await attempt((move) => restore.mutateAsync({ id, move }));
      if (item) showToast(said);
      return item !== null;
    } catch (error) {
      showProblem(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { bringBack, busy, dialog };
}
