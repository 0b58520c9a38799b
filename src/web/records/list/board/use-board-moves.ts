import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import { forgetRecord, keepItem } from '../../../api/cache.ts';
import { isApiProblem } from '../../../api/problem.ts';
import { useUpdateRecord } from '../../../api/queries.ts';
import type { Item } from '../../../api/types.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { layoutMessages } from '../../../language/layouts.ts';
import { showProblem, showToast, showUndo } from '../../../ui/toast.tsx';
import { movedValue } from './board-value.ts';

/** A card that was put elsewhere before the columns were read again. */
export interface MovedCard {
  readonly item: Item;
  readonly from: string | null;
  readonly to: string | null;
  /** The server has it: it stays as it is drawn until its column is read again. */
  readonly saved: boolean;
}

/** How long a card is shown where it was put though its column does not tell of it yet, in milliseconds. */
const longestOverride = 10_000;

export interface BoardMoves {
  readonly moved: readonly MovedCard[];
  readonly move: (item: Item, from: string | null, to: string | null) => void;
  /** Tells what was read of a column: a card that stands in it by itself, or that is newer than its move, is moved no more. */
  readonly settle: (value: string | null, rows: readonly Item[]) => void;
}

/**
 * Moves cards between the columns of a board: shown at once, written after, and taken back with one press. A card that
 * someone else moved meanwhile goes where it really is, and the person is told so.
 */
export function useBoardMoves(collection: string, by: EffectiveField, nameOf: (value: unknown) => string): BoardMoves {
  const words = useMessages(layoutMessages);
  const client = useQueryClient();
  const { mutateAsync } = useUpdateRecord(collection);
  const [moved, setMoved] = useState<readonly MovedCard[]>([]);

  const forget = useCallback((id: string) => setMoved((all) => all.filter(({ item }) => item.id !== id)), []);
  const write = useCallback(
    async (item: Item, from: string | null, to: string | null): Promise<Item | null> => {
      setMoved((all) => [...all.filter((other) => other.item.id !== item.id), { item, from, to, saved: false }]);
      const values = { [by.name]: movedValue(by, item, from, to) };
      try {
        const saved = await mutateAsync({ id: item.id, version: item.version, values });
        setMoved((all) =>
          all.map((other) =>
            other.item.id === item.id ? { ...other, item: { ...item, ...saved }, saved: true } : other,
          ),
        );
        // By then every column was read again, whatever became of the card.
        setTimeout(
          () =>
            setMoved((all) => all.filter((other) => other.item.version !== saved.version || other.item.id !== item.id)),
          longestOverride,
        );
        return saved;
      } catch (error) {
        const conflict = isApiProblem(error) ? error.conflict : null;
        if (conflict && !conflict.conflicts.includes(by.name)) {
          // Someone changed other fields: the move is as good on what the record is now.
          keepItem(client, collection, conflict.current);
          return await write({ ...item, ...conflict.current }, from, to);
        }
        forget(item.id);
        if (conflict) {
          keepItem(client, collection, conflict.current);
          const now = conflict.current[by.name];
          const place = Array.isArray(now) ? now.map(nameOf).join(', ') : nameOf(now ?? null);
          showToast(words.movedElsewhere(item.title, place));
        } else if (isApiProblem(error) && error.status === 404) showToast(words.gone(item.title));
        else showProblem(error);
        void forgetRecord(client, collection, item.id);
        return null;
      }
    },
    [by, client, collection, forget, mutateAsync, nameOf, words],
  );
  // A card moved again before the server answered waits for that answer: its version is what the next move is based on.
  const underWay = useRef(new Map<string, Promise<Item | null>>());
  const move = useCallback(
    (item: Item, from: string | null, to: string | null) => {
      const before = underWay.current.get(item.id) ?? Promise.resolve(null);
      const writing = before.then((saved) => write({ ...item, ...saved }, from, to));
      underWay.current.set(item.id, writing);
      void writing.then((saved) => {
        if (underWay.current.get(item.id) === writing) underWay.current.delete(item.id);
        if (saved)
          showUndo(words.moved(item.title, nameOf(to)), async () => {
            await write({ ...item, ...saved }, to, from);
          });
      });
    },
    [write, words, nameOf],
  );
  const settle = useCallback((value: string | null, rows: readonly Item[]) => {
    const isOver = ({ item, to, saved }: MovedCard): boolean => {
      const row = saved && rows.find(({ id }) => id === item.id);
      return row ? row.version > item.version || (to === value && row.version === item.version) : false;
    };
    setMoved((all) => (all.some(isOver) ? all.filter((one) => !isOver(one)) : all));
  }, []);
  return useMemo(() => ({ moved, move, settle }), [moved, move, settle]);
}
