import { isId } from '../../../lib/ids.ts';
import type { ChildInput, Write, WriteOptions } from './types.ts';

function without(values: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}

/**
 * Takes a write on a child, the reference that leads to its parent and the parent it has; returns the one it is given
 * instead, null where it stays. Only features, imports and undo (`trusted`) move a child.
 */
export function newParent(write: Write, via: string, parent: string, { trusted }: WriteOptions): string | null {
  const wanted = write.kind === 'update' && trusted ? write.values[via] : undefined;
  return isId(wanted) && wanted !== parent ? wanted : null;
}

/** Takes a write on a child and the reference it is moved by (null where it stays); returns it as its family takes it. */
export function childInput(write: Write, moved: string | null): ChildInput {
  if (write.kind === 'create') return without(write.values, 'id');
  if (write.kind === 'delete') return { id: write.id, delete: true };
  const values = write.kind === 'update' ? write.values : {};
  return { ...(moved === null ? values : without(values, moved)), id: write.id };
}
