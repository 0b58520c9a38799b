import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { forgetRecord, keepItem } from '../../../api/cache.ts';
import { isApiProblem } from '../../../api/problem.ts';
import { useUpdateRecord } from '../../../api/queries.ts';
import type { Item } from '../../../api/types.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { layoutMessages } from '../../../language/layouts.ts';
import { showProblem, showToast, showUndo } from '../../../ui/toast.tsx';

type Values = Readonly<Record<string, unknown>>;

/** A record as it was moved, before what shows it was read again. */
interface Moved {
  readonly item: Item;
  /** The server has it: it is shown so until it is read. */
  readonly saved: boolean;
}

/** What the person is told of a move. */
interface Told {
  /** Where it is now, by the values it has: « Gagnée », « 12/11/2026 ». */
  readonly place: (item: Item) => string;
  /** What the server will make of the values beside them: takes the record and the values written. */
  readonly follows?: (item: Item, values: Values) => Values;
}

const asMoved = (item: Item, values: Values, { follows }: Told): Item => ({
  ...item,
  ...values,
  ...follows?.(item, values),
});

export interface Moves {
  /** The records moved, as they are to be shown, by id. */
  readonly moved: ReadonlyMap<string, Item>;
  readonly move: (item: Item, values: Values, told: Told) => void;
  /**
   * Tells rows that were read: one that is newer than its move is moved no more; one of the same version neither, where
   * it counts (it stands where it was moved to).
   */
  readonly settle: (rows: readonly Item[], counts?: (row: Item) => boolean) => void;
}

/** How long a record is shown as it was moved though nothing read tells of it, in milliseconds. */
const longestShown = 10_000;

/**
 * Moves records of a layout by changing what places them: shown at once, written after, taken back with one press. One
 * that someone else moved meanwhile goes where it really is, and the person is told so.
 */
export function useMoves(collection: string): Moves {
  const words = useMessages(layoutMessages);
  const client = useQueryClient();
  const { mutateAsync } = useUpdateRecord(collection);
  const [all, setAll] = useState<ReadonlyMap<string, Moved>>(new Map());
  const put = useCallback(
    (item: Item, saved: boolean) => setAll((known) => new Map(known).set(item.id, { item, saved })),
    [],
  );
  const forget = useCallback(
    (id: string, version?: number) =>
      setAll((known) => {
        const entry = known.get(id);
        if (!entry || (version !== undefined && entry.item.version !== version)) return known;
        const rest = new Map(known);
        rest.delete(id);
        return rest;
      }),
    [],
  );

  const write = useCallback(
    async (item: Item, values: Values, told: Told): Promise<Item | null> => {
      put(asMoved(item, values, told), false);
      try {
        const saved = { ...item, ...(await mutateAsync({ id: item.id, version: item.version, values })) };
        put(saved, true);
        setTimeout(() => forget(item.id, saved.version), longestShown);
        return saved;
      } catch (error) {
        const conflict = isApiProblem(error) ? error.conflict : null;
        if (conflict) keepItem(client, collection, conflict.current);
        // Someone changed other fields: the move is as good on what the record is now.
        if (conflict && !conflict.conflicts.some((name) => name in values))
          return await write({ ...item, ...conflict.current }, values, told);
        forget(item.id);
        if (conflict) showToast(words.movedElsewhere(item.title, told.place(conflict.current)));
        else if (isApiProblem(error) && error.status === 404) showToast(words.gone(item.title));
        else showProblem(error);
        void forgetRecord(client, collection, item.id);
        return null;
      }
    },
    [client, collection, forget, mutateAsync, put, words],
  );
  // One moved again before the server answered waits for that answer: its version is what the next move is based on.
  const underWay = useRef(new Map<string, Promise<Item | null>>());
  const move = useCallback(
    (item: Item, values: Values, told: Told) => {
      put(asMoved(item, values, told), false);
      const before = underWay.current.get(item.id) ?? Promise.resolve(null);
      const writing = before.then((saved) => write({ ...item, ...saved }, values, told));
      underWay.current.set(item.id, writing);
      void writing.then((saved) => {
        if (underWay.current.get(item.id) === writing) underWay.current.delete(item.id);
        if (!saved) return;
        const back = Object.fromEntries(Object.keys(values).map((name) => [name, item[name] ?? null]));
        showUndo(words.moved(item.title, told.place(saved)), async () => {
          await write(saved, back, told);
        });
      });
    },
    [put, write, words],
  );
  const settle = useCallback((rows: readonly Item[], counts: (row: Item) => boolean = () => true) => {
    setAll((known) => {
      const over = rows.filter((row) => {
        const entry = known.get(row.id);
        if (!entry?.saved) return false;
        return row.version > entry.item.version || (row.version === entry.item.version && counts(row));
      });
      if (over.length === 0) return known;
      const rest = new Map(known);
      for (const { id } of over) rest.delete(id);
      return rest;
    });
  }, []);
  const moved = useMemo(() => new Map([...all].map(([id, { item }]) => [id, item])), [all]);
  return useMemo(() => ({ moved, move, settle }), [moved, move, settle]);
}
