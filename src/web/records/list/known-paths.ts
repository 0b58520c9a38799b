import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { fieldAccess, type RecordPermission } from '../../../meta/permissions.ts';
import type { FilterNode } from '../../api/types.ts';
import { targetOf } from './filter-fields.ts';
import { readSort, writeSort } from './sort.ts';

/** Tells whether a list can be filtered or sorted on what a path names (`jobTitle`, `address.city`, `account.industry`). */
export type KnowsPath = (path: string) => boolean;

/**
 * Takes a record type and what the reader may see; returns which paths its list knows. A field that was retired, hidden
 * or taken from the reader's role is none: a view that was saved before still names it.
 */
export function knownPaths(
  record: EffectiveRecord,
  model: Model,
  permissionOf: (record: string) => RecordPermission,
): KnowsPath {
  const leads = (from: EffectiveRecord, [name = '', ...rest]: readonly string[]): boolean => {
    if (name === 'id') return rest.length === 0;
    const some = from.some?.[name];
    const child = some && model.find(from.children?.[some.children]?.record ?? '');
    const [owner, field] = some ? [child, child?.field(some.field)] : [from, from.field(name)];
    if (!owner || !field || (field.hidden && field.kind !== 'system')) return false;
    if (fieldAccess(permissionOf(owner.name), field.name) === 'none') return false;
    const [next] = rest;
    if (next === undefined || (rest.length === 1 && Object.hasOwn(field.type.parts ?? {}, next))) return true;
    const target = targetOf(field, model);
    return target !== undefined && permissionOf(target.name).read !== 'none' && leads(target, rest);
  };
  return (path) => leads(record, path.split('.'));
}

/** Takes a filter; returns what of it is on known paths, and how many conditions are not. */
export function knownFilter(
  filter: FilterNode | null,
  knows: KnowsPath,
): { readonly filter: FilterNode | null; readonly lost: number } {
  if (filter === null) return { filter, lost: 0 };
  if (!('and' in filter) && !('or' in filter))
    return knows(filter.field) ? { filter, lost: 0 } : { filter: null, lost: 1 };
  const inner = ('and' in filter ? filter.and : filter.or).map((node) => knownFilter(node, knows));
  const lost = inner.reduce((sum, one) => sum + one.lost, 0);
  // Untouched, it stays the very same: what depends on it need not be made anew.
  if (lost === 0) return { filter, lost };
  const nodes = inner.flatMap((one) => one.filter ?? []);
  if (nodes.length === 0) return { filter: null, lost };
  return { filter: 'and' in filter ? { and: nodes } : { or: nodes }, lost };
}

/** Takes a sort as the address has it; returns its levels on known fields, and how many are not. */
export function knownSort(sort: string, knows: KnowsPath): { readonly sort: string; readonly lost: number } {
  const levels = readSort(sort);
  const known = levels.filter(({ field }) => knows(field));
  return { sort: known.length === levels.length ? sort : writeSort(known), lost: levels.length - known.length };
}
