import type { Operation } from '../../api/types.ts';

/** Tells whether an operation waits or runs. */
export function isUnderWay({ state }: Pick<Operation, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** What results are told of, in this order. */
export const toldCounts = [
  'created',
  'updated',
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

const followed = new Set<string>();

/** Says that a screen tells of an operation's end itself: no toast is shown for it while it does. Returns how to end that. */
export function follow(id: string): () => void {
  followed.add(id);
  return () => followed.delete(id);
}

/** Tells whether a screen follows an operation. */
export function isFollowed(id: string): boolean {
  return followed.has(id);
}
