import { sql } from 'kysely';
import { goneField } from '../../../meta/derive/gone.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';
import { type FilterNode, readFilter } from './filter-tree.ts';
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

/** Takes a record type and the alias of its table; returns the condition that a row is not gone, null where none can be. */
function notGone(record: EffectiveRecord, alias: string): Condition | null {
  const field = goneField(record);
  const name = field?.columns[0]?.name;
  if (!record.gone || !name) return null;
  return allOf(record.gone.values.map((value) => sql<boolean>`${column(alias, name)} IS DISTINCT FROM ${value}`));
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
