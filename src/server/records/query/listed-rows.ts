import { sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import { type FilterNode, readFilter } from './filter-tree.ts';
import { notGone } from './not-gone.ts';
import { allOf } from './readable.ts';

function names(node: FilterNode, field: string): boolean {
  if (node.kind === 'condition') return node.field === field;
  return node.kind === 'not' ? names(node.node, field) : node.nodes.some((child) => names(child, field));
}

/** What of a selection says whether rows that are gone belong to it. */
interface ListedRows {
  readonly ids?: readonly string[] | undefined;
  readonly filter?: unknown;
  readonly trash?: boolean | undefined;
}

/**
 * Takes a record type, the alias of its table and what a list is asked; returns the condition that a row is one that
 * lists hold at all: in the trash or not, as asked, and not gone unless they are named one by one or the filter names the field that says so (A31).
 * Throws 400 `invalid-filter`.
 */
export function listedRows(
  record: EffectiveRecord,
  alias: string,
  { ids, filter, trash = false }: ListedRows,
): Condition {
  const deleted = column(alias, 'deleted_at');
  if (trash) return sql`${deleted} IS NOT NULL`;
  const live = sql<boolean>`${deleted} IS NULL`;
  const node = record.gone ? readFilter(filter) : null;
  if (ids || (record.gone && node && names(node, record.gone.field))) return live;
  return allOf([live, notGone(record, alias)]) ?? live;
}
