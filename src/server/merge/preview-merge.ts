import { type RawBuilder, sql } from 'kysely';
import { foldedValues, type MergeWay, mergeWays } from '../../meta/derive/merging.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { fieldAccess, permissionOn } from '../../meta/permissions.ts';
import { betterValue } from '../../rules/better-value.ts';
import type { MergePreview } from '../../rules/merge-preview.ts';
import type { Context } from '../context.ts';
import { column } from '../db/compared.ts';
import { type Item, presentRows } from '../records/query/present-rows.ts';
import { readRecords } from '../records/query/read-records.ts';
import { isReadable, mayRead, visibleRows } from '../records/query/readable.ts';
import { type Row, sameValue, valuesOf } from '../records/rows.ts';
import { closedFields } from './closed-fields.ts';
import { type Merging, pointsWithin } from './linked-rows.ts';
import { type MergeRequest, readMerge } from './merge-request.ts';

/** Most links named that become one while both say something else. */
const mostConflicts = 20;

/** The fields whose value is chosen: those that the principal may write, at the primary company only where it is the same for all. */
function choosable(context: Context, record: EffectiveRecord, items: readonly Item[]): EffectiveField[] {
  const permission = permissionOn(context.principal.permissions, record.name);
  const { through } = record;
  const target = through && record.children?.[through.children]?.distinct;
  const together = !target || items.every((item) => sameValue(item[target], items[0]?.[target]));
  return record.fields.filter(
    (field) =>
      (field.kind === 'plain' || (field.kind === 'through' && (together || field.name === target))) &&
      !field.readOnly &&
      field.type.choosable &&
      isReadable(context, record, field) &&
      fieldAccess(permission, field.name) === 'edit',
  );
}

function proposalOf(record: EffectiveRecord, field: EffectiveField, items: readonly Item[]): string {
  const { through } = record;
  const target = through && record.children?.[through.children]?.distinct;
  const [kept] = items;
  // Which link is the primary one is no better or worse: the kept record's own stays.
  if (kept && field.kind === 'through' && field.name === target && kept[field.name] !== null) return kept.id;
  return betterValue(
    items.map((item) => ({ id: item.id, value: item[field.name] ?? null, updatedAt: String(item.updatedAt ?? '') })),
    field.type.comparison === 'text',
  );
}

/** The rows linked by a way to the merged records that the reader may see, as `row`. */
function visibleLinked(context: Context, { from, field }: MergeWay, { keep, merge }: Merging): RawBuilder<boolean> {
  const seen = visibleRows(context, from, 'row');
  return sql<boolean>`row.deleted_at IS NULL AND ${column('row', field.columns.at(-1)?.name ?? '')} = ANY(${[...merge]}::uuid[])
    AND row.id <> ALL(${[keep, ...merge]}::uuid[]) ${seen ? sql`AND ${seen}` : sql``}`;
}

/** The condition that `other` is the kept record's link to the same. */
function sameLink({ field, others }: MergeWay, keep: string): RawBuilder<boolean> {
  const columns = (others ?? []).flatMap((other) => other.columns.map(({ name }) => name));
  const same = columns.map((name) => sql`${column('other', name)} = ${column('row', name)}`);
  return sql<boolean>`other.deleted_at IS NULL AND ${column('other', field.columns.at(-1)?.name ?? '')} = ${keep}::uuid AND ${sql.join(same, sql` AND `)}`;
}

async function countMoves(context: Context, way: MergeWay, merging: Merging) {
  const { from, others } = way;
  const table = sql.table(from.table);
  const linked = visibleLinked(context, way, merging);
  const columns = (others ?? []).flatMap((other) => other.columns.map(({ name }) => column('row', name)));
  const together = others
    ? sql`count(*) - count(DISTINCT (${sql.join(columns)})) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ${table} other WHERE ${sameLink(way, merging.keep)}))`
    : sql`0`;
  const { rows } = await sql<{ count: string; together: string }>`
    SELECT count(*) AS count, ${together} AS together FROM ${table} AS row WHERE ${linked}`.execute(
    context.company.database,
  );
  return { record: from.name, count: Number(rows[0]?.count ?? 0), together: Number(rows[0]?.together ?? 0) };
}

/** The links that become one with one of the kept record and say something else than that, but for fields whose value is chosen. */
async function conflictsOf(
  context: Context,
  way: MergeWay,
  merging: Merging,
  chosen: readonly string[],
): Promise<MergePreview<Item>['conflicts']> {
  const { from, field, others } = way;
  if (!others) return [];
  const { database } = context.company;
  const table = sql.table(from.table);
  const { rows: pairs } = await sql<{ mine: string; other: string }>`
    SELECT row.id AS mine, other.id AS other FROM ${table} AS row JOIN ${table} AS other ON ${sameLink(way, merging.keep)}
    WHERE ${visibleLinked(context, way, merging)} ORDER BY row.id LIMIT ${mostConflicts}`.execute(database);
  if (pairs.length === 0) return [];
  const ids = pairs.flatMap(({ mine, other }) => [mine, other]);
  const { rows } = await sql<Row>`SELECT * FROM ${table} WHERE id = ANY(${ids}::uuid[])`.execute(database);
  const byId = new Map(rows.map((row) => [String(row.id), row]));
  const items = new Map((await presentRows(context, from, rows)).map((item) => [item.id, item]));
  return pairs.flatMap(({ mine, other }) => {
    const row = byId.get(mine);
    if (!row || pointsWithin(others, row, [merging.keep, ...merging.merge])) return [];
    const [own, kept] = [valuesOf(from, row), valuesOf(from, byId.get(other) ?? {})];
    const folded = foldedValues(from, kept, own, [field.name, ...others.map(({ name }) => name)]);
    const left = new Set(closedFields(context.principal, from, byId.get(other) ?? {}));
    const differing = from.fields.filter(({ name, kind, type }) => {
      if (kind !== 'plain' || name === field.name || chosen.includes(name) || items.get(mine)?.[name] === undefined)
        return false;
      // What the reader may not change at the kept one stays as it is there.
      if (left.has(name)) return name in folded || (own[name] !== null && !sameValue(own[name], kept[name]));
      return (
        name !== from.ends &&
        !['boolean', 'codes'].includes(type.comparison) &&
        (own[name] ?? null) !== null &&
        (kept[name] ?? null) !== null &&
        !sameValue(own[name], kept[name])
      );
    });
    const title = others.map(({ name }) => items.get(mine)?.titles[name]).find(Boolean) ?? items.get(mine)?.title ?? '';
    return differing.length > 0 ? [{ record: from.name, title, fields: differing.map(({ name }) => name) }] : [];
  });
}

/** Adds up what goes over by type, in the order of the types. */
function byType(moves: readonly { record: string; count: number; together: number }[]): MergePreview<Item>['moves'] {
  const found = new Map<string, { record: string; count: number; together: number }>();
  for (const { record, count, together } of moves) {
    const known = found.get(record);
    if (count > 0)
      found.set(record, {
        record,
        count: (known?.count ?? 0) + count,
        together: (known?.together ?? 0) + together,
      });
  }
  return [...found.values()];
}

/**
 * Tells what a merge would do, as its reader may know it: what they may not see goes over too, and is not counted.
 * Throws as `readMerge`.
 */
export async function previewMerge(
  context: Context,
  record: EffectiveRecord,
  asked: MergeRequest,
): Promise<MergePreview<Item>> {
  const { request } = await readMerge(context, record, asked);
  const merging: Merging = { record, keep: request.keep, merge: request.merge };
  const items = await readRecords(context, record, [request.keep, ...request.merge]);
  const fields = choosable(context, record, items);
  const differing = fields.filter(({ name }) => items.some((item) => !sameValue(item[name], items[0]?.[name])));
  const same = fields.filter((field) => !differing.includes(field) && (items[0]?.[field.name] ?? null) !== null);
  const ways = mergeWays(context.company.model(), record).filter(
    ({ from, field }) => from.audited !== false && mayRead(context, from) && isReadable(context, from, field),
  );
  const primary = record.children?.[record.through?.children ?? ''];
  const chosenThere = fields.flatMap(({ kind, name }) => (kind === 'through' ? name : []));
  const [moves, conflicts] = await Promise.all([
    Promise.all(ways.map((way) => countMoves(context, way, merging))),
    Promise.all(
      ways.map((way) => conflictsOf(context, way, merging, way.from.name === primary?.record ? chosenThere : [])),
    ),
  ]);
  return {
    items,
    fields: differing.map((field) => ({ name: field.name, proposed: proposalOf(record, field, items) })),
    same: same.length,
    moves: byType(moves),
    conflicts: conflicts.flat().slice(0, mostConflicts),
  };
}
