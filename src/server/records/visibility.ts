import { keepsReaders } from '../../meta/derive/access.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { Scope } from '../../meta/permissions.ts';
import { everyoneKey, type Principal } from '../context.ts';

/**
 * Takes who acts, how far their right reaches and a record type; returns the keys that open a row of it: 'all' where
 * no row is closed, 'none' where all are.
 */
export function readingKeys(
  principal: Principal,
  scope: Scope,
  record: EffectiveRecord,
): 'all' | 'none' | readonly string[] {
  if (scope === 'none') return 'none';
  if (scope === 'all' || !keepsReaders(record)) return 'all';
  return [...principal.keys[scope], everyoneKey];
}

/** Takes who acts, how far their right to change reaches, a record type and a row of it; tells whether they may. */
export function mayEditRow(
  principal: Principal,
  scope: Scope,
  record: EffectiveRecord,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const keys = readingKeys(principal, scope, record);
  if (keys === 'all') return true;
  const editors = (row.editors as readonly string[] | undefined) ?? [];
  return keys !== 'none' && editors.some((editor) => keys.includes(editor) && editor !== everyoneKey);
}

/** Takes who acts, how far their right to read reaches, a record type and a row of it; tells whether they may see it. */
export function mayReadRow(
  principal: Principal,
  scope: Scope,
  record: EffectiveRecord,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const keys = readingKeys(principal, scope, record);
  return (
    keys === 'all' ||
    (keys !== 'none' && ((row.readers as readonly string[] | undefined) ?? []).some((reader) => keys.includes(reader)))
  );
}
