import type { Operation } from '../../api/types.ts';

/** Tells whether an operation waits or runs. */
export function isUnderWay({ state }: Pick<Operation, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** What results are told of, in this order. */
export const toldCounts = [
  'created',
  'updated',
  'changed',
  'merged',
  'moved',
  'together',
  'pairs',
  'unchanged',
  'skipped',
  'deleted',
  'restored',
  'refused',
  'keptCount',
] as const;

export type ToldCount = (typeof toldCounts)[number];

/** Takes an operation; returns the counts of its result that are not nothing. */
export function countsOf({ result }: Operation): readonly (readonly [ToldCount, number])[] {
  return toldCounts.flatMap((name) => {
    const value = result?.[name];
    const count = Array.isArray(value) ? value.length : value;
    return typeof count === 'number' && count > 0 ? [[name, count] as const] : [];
  });
}

const followed = new Map<string, number>();
const told = new Set<string>();

/** Says that a screen follows an operation and tells of its end itself: no toast is shown for it meanwhile. Returns how to end that. */
export function follow(id: string): () => void {
  followed.set(id, (followed.get(id) ?? 0) + 1);
  return () => followed.set(id, (followed.get(id) ?? 1) - 1);
}

/** Says that the end of an operation was told: it is not told again. */
export function endIsTold(id: string): void {
  told.add(id);
}

/** Tells whether the end of an operation is told by a screen, or was. */
export function isFollowed(id: string): boolean {
  return told.has(id) || (followed.get(id) ?? 0) > 0;
}
