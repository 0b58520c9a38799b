import { sql } from 'kysely';
import { hasEnded } from '../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Database } from '../../server/company.ts';
import { type Context, todayIn } from '../../server/context.ts';
import { column } from '../../server/db/compared.ts';
import { presentRows } from '../../server/records/query/present-rows.ts';
import { mayRead, visibleRows } from '../../server/records/query/readable.ts';
import type { Row } from '../../server/records/rows.ts';
import { mayWriteRow } from '../../server/records/visibility.ts';
import { listFields } from './written-fields.ts';

/** A link of a record beside its primary one, which says of itself what the record says of that one (A26). */
export interface HeldLink {
  readonly id: string;
  readonly version: number;
  /** What it leads to: the company. */
  readonly at: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether the link is the reader's to change, and whether it has ended. */
  readonly editable: boolean;
  readonly ended: boolean;
}

/** Where such links are: the children's name, their type, and their lists that someone may write. */
export interface LinkPlace {
  readonly name: string;
  readonly child: EffectiveRecord;
  readonly lists: readonly EffectiveField[];
}

/** Takes a record type and its lists that are written; returns where its links have them too, null where none has. */
export function linkPlace(
  context: Context,
  record: EffectiveRecord,
  lists: readonly EffectiveField[],
): LinkPlace | null {
  const model = context.company.model();
  const name = record.through?.children;
  const declaration = name === undefined ? undefined : record.children?.[name];
  if (name === undefined || !declaration?.primary) return null;
  const child = model.record(declaration.record);
  const permission = permissionOn(context.principal.permissions, child.name);
  if (!mayRead(context, child) || permission.update === 'none') return null;
  const through = new Set(lists.flatMap((field) => (field.kind === 'through' ? field.name : [])));
  const own = listFields(child, permission).filter((field) => through.has(field.name));
  return own.length > 0 ? { name, child, lists: own } : null;
}

/** Takes ids of records; returns of each the links beside the primary one that the reader may see, in order of id. */
export async function heldLinks(
  context: Context,
  record: EffectiveRecord,
  { name, child, lists }: LinkPlace,
  ids: readonly string[],
  executor: Database = context.company.database,
): Promise<ReadonlyMap<string, readonly HeldLink[]>> {
  const declaration = record.children?.[name];
  const via = child.field(declaration?.via ?? '')?.columns[0]?.name ?? '';
  const primary = child.field(declaration?.primary ?? '')?.columns[0]?.name ?? '';
  const seen = visibleRows(context, child, 'row');
  const { rows } = await sql<Row>`SELECT row.* FROM ${sql.table(child.table)} AS row
    WHERE row.deleted_at IS NULL AND ${column('row', via)} = ANY(${[...ids]}::uuid[])
      AND ${column('row', primary)} IS NOT TRUE ${seen ? sql`AND ${seen}` : sql``} ORDER BY row.id`.execute(executor);
  const far = declaration?.distinct ?? '';
  const wanted = [...lists.map((field) => field.name), far, ...(child.ends === undefined ? [] : [child.ends])];
  const items = await presentRows(context, child, rows, executor, { wanted });
  const { principal } = context;
  const scope = permissionOn(principal.permissions, child.name).update;
  const today = todayIn(principal.timeZone);
  const found = new Map<string, HeldLink[]>();
  for (const [place, item] of items.entries()) {
    const row = rows[place] ?? {};
    const link: HeldLink = {
      id: item.id,
      version: item.version,
      at: item.titles[far] ?? '',
      values: item,
      editable: mayWriteRow(principal, scope, child, row),
      ended: hasEnded(child, item, today),
    };
    found.set(String(row[via]), [...(found.get(String(row[via])) ?? []), link]);
  }
  return found;
}
