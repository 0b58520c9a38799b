import { type ReactNode, useRef, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type ConflictBody, isApiProblem, isNetworkProblem } from '../../api/problem.ts';
import { useUpdateRecord } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { changeKey, dropHeld } from '../../offline/outbox.ts';
import { useKeepWrite } from '../../offline/use-keep-write.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { useMove } from './use-move.tsx';

type Values = Readonly<Record<string, unknown>>;

/**
 * What came of a save: the record as stored (as it will be, where it is `kept` on this device until the server is back),
 * or why not; `error` is null where the person closed the dialog that asked.
 */
export type SaveOutcome =
  | { readonly ok: true; readonly item: Item; readonly kept: boolean }
  | { readonly ok: false; readonly error: unknown };

interface Pending {
  readonly id: string;
  readonly conflict: ConflictBody;
  readonly settle: (outcome: SaveOutcome) => void;
}

/** What was typed in again, having waited to be sent, is saved: it waits no longer. */
function saved(record: EffectiveRecord, item: Item): SaveOutcome {
  void dropHeld(changeKey(record.name, item.id));
  return { ok: true, item, kept: false };
}

/**
 * Takes a record type; returns how to save changes of its records, whether one is under way, and the dialog to draw
 * somewhere in the page: it opens by itself when someone else changed the same fields, or holds what one alone may hold. While the server does not
 * answer, changes are kept on this device and sent later.
 */
export function useSave(record: EffectiveRecord): {
  readonly save: (id: string, version: number, values: Values) => Promise<SaveOutcome>;
  readonly saving: boolean;
  readonly dialog: ReactNode;
} {
  const update = useUpdateRecord(record.collection);
  const move = useMove();
  const { keepChange } = useKeepWrite(record);
  const [pending, setPending] = useState<Pending | null>(null);
  const latest = useRef(pending);
  latest.current = pending;

  const save = async (id: string, version: number, values: Values): Promise<SaveOutcome> => {
    try {
      const item = await move.attempt((moving) => update.mutateAsync({ id, version, values, move: moving }));
      return item ? saved(record, item) : { ok: false, error: null };
    } catch (error) {
      const item = isNetworkProblem(error) ? await keepChange({ id, version, values }) : null;
      if (item) return { ok: true, item, kept: true };
      const conflict = isApiProblem(error) ? error.conflict : null;
      if (!conflict) return { ok: false, error };
      return new Promise((settle) => setPending({ id, conflict, settle }));
    }
  };
  const settle = (outcome: SaveOutcome) => {
    latest.current?.settle(outcome);
    setPending(null);
  };
  const resolve = useOneAtATime(async (values: Values, version: number) => {
    if (!pending) return;
    if (Object.keys(values).length === 0) {
      settle(saved(record, pending.conflict.current));
      return;
    }
    try {
      const item = await move.attempt((moving) =>
        update.mutateAsync({ id: pending.id, version, values, move: moving }),
      );
      settle(item ? saved(record, item) : { ok: false, error: null });
    } catch (error) {
      const again = isApiProblem(error) ? error.conflict : null;
      if (again) setPending({ ...pending, conflict: again });
      else settle({ ok: false, error });
    }
  });
  const dialog = (
    <>
      <ConflictDialog
        record={record}
        conflict={pending?.conflict ?? null}
        onResolve={(values, version) => void resolve(values, version)}
        onClose={() => settle({ ok: false, error: null })}
        saving={update.isPending}
      />
      {move.dialog}
    </>
  );
  return { save, saving: update.isPending, dialog };
}
