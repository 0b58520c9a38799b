import { sql } from 'kysely';
import { foldedValues, type MergeWay } from '../../meta/derive/merging.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { pointerOf } from '../records/query/titles.ts';
import { type Row, storedValue, type Values, valuesOf } from '../records/rows.ts';
import { heldOnceRules } from '../records/write/held-once.ts';
import type { EngineTransaction } from '../records/write/types.ts';

/** Records that become one. */
export interface Merging {
  readonly record: EffectiveRecord;
  readonly keep: string;
  readonly merge: readonly string[];
}

/** A linked row that goes over, with the values it gets. */
export interface Moving {
  readonly row: Row;
  readonly values: Values;
}

/** A link that becomes one with a link of the kept record, with the values that one gets. */
export interface Folding {
  readonly row: Row;
  readonly into: string;
  readonly values: Values;
}

/** The column by which rows are found by what they point to. */
function columnOf(field: EffectiveField) {
  return sql.ref(field.columns.at(-1)?.name ?? '');
}

/** Reads the live rows that point by a way to merged records, in order of id beyond `after`; not those records themselves. */
export async function linkedRows(
  transaction: EngineTransaction,
  { from, field }: MergeWay,
  { keep, merge }: Merging,
  after: string | null,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`SELECT * FROM ${sql.table(from.table)} WHERE deleted_at IS NULL
    AND ${columnOf(field)} = ANY(${merge as string[]}::uuid[]) AND id <> ALL(${[keep, ...merge]}::uuid[])
    ${after === null ? sql`` : sql`AND id > ${after}::uuid`} ORDER BY id LIMIT ${limit}`.execute(transaction);
  return rows;
}

function keyOf(others: readonly EffectiveField[], row: Row): string {
  return JSON.stringify(others.map((field) => storedValue(field, row)));
}

/** Tells whether a link leads from one of some records to another of them. */
export function pointsWithin(others: readonly EffectiveField[], row: Row, ids: readonly string[]): boolean {
  return others.some((field) => ids.includes(pointerOf(field, storedValue(field, row))?.id ?? ''));
}

/** The links of the kept record that those of the merged may become one with. */
async function keptLinks(
  transaction: EngineTransaction,
  { from, field }: MergeWay,
  others: readonly EffectiveField[],
  keep: string,
  rows: readonly Row[],
): Promise<Row[]> {
  const narrow = others.find(({ type }) => type.comparison === 'reference');
  const column = narrow?.columns.at(-1)?.name ?? '';
  const ids = rows.flatMap((row) => row[column] ?? []) as string[];
  const { rows: found } = await sql<Row>`SELECT * FROM ${sql.table(from.table)} WHERE deleted_at IS NULL
    AND ${columnOf(field)} = ${keep}::uuid AND ${sql.ref(column)} = ANY(${ids}::uuid[]) ORDER BY id`.execute(
    transaction,
  );
  return found;
}

/** The codes that one record alone may hold for the kept one, and that one does already. */
class HeldCodes {
  private readonly rules;
  private readonly held = new Map<string, Set<string>>();
  private readonly way: MergeWay;

  constructor(way: MergeWay) {
    this.way = way;
    this.rules = heldOnceRules(way.from).filter(({ per }) => per.name === way.field.name);
  }

  async read(transaction: EngineTransaction, keep: string): Promise<void> {
    for (const { field, codes } of this.rules) {
      const column = sql.ref(field.columns[0]?.name ?? '');
      const { rows } = await sql<Row>`SELECT * FROM ${sql.table(this.way.from.table)} WHERE deleted_at IS NULL
        AND ${columnOf(this.way.field)} = ${keep}::uuid AND ${column} && ${codes as string[]}::text[]`.execute(
        transaction,
      );
      const held = rows.flatMap((row) => (storedValue(field, row) as string[]).filter((code) => codes.includes(code)));
      this.held.set(field.name, new Set(held));
    }
  }

  /** Takes the values a row would have and had at the kept record; returns what of them it may not have, taken off. */
  take(values: Values, had: Values | null): Record<string, unknown> {
    const changed: Record<string, unknown> = {};
    for (const { field, codes } of this.rules) {
      const held = this.held.get(field.name) ?? new Set();
      const wanted = values[field.name];
      if (!Array.isArray(wanted)) continue;
      const own = (had?.[field.name] ?? []) as readonly string[];
      const left = wanted.filter((code) => !held.has(code) || own.includes(code));
      for (const code of left) if (codes.includes(code)) held.add(code);
      if (left.length < wanted.length) changed[field.name] = left.length > 0 ? left : null;
    }
    return changed;
  }
}

/**
 * Takes a way, records and rows linked to the merged; returns which go over, and which become one with what is there.
 * `apart` are fields that stay as they are, `closed` those of one link that do.
 */
export async function sortRows(
  transaction: EngineTransaction,
  way: MergeWay,
  { record, keep, merge }: Merging,
  rows: readonly Row[],
  apart: readonly string[],
  closed: (row: Row) => readonly string[],
): Promise<{ readonly moving: readonly Moving[]; readonly folding: readonly Folding[] }> {
  const { from, field, others } = way;
  const held = new HeldCodes(way);
  await held.read(transaction, keep);
  const pointer = (field.type.targets?.(field.options).length ?? 0) > 1 ? { record: record.name, id: keep } : keep;
  const links = others && rows.length > 0 ? await keptLinks(transaction, way, others, keep, rows) : [];
  const known = new Map(links.map((row) => [keyOf(others ?? [], row), { row, values: valuesOf(from, row) }]));
  const moving: Moving[] = [];
  const folding: Folding[] = [];
  const except = [field.name, ...(others ?? []).map(({ name }) => name), ...apart];
  for (const row of rows) {
    // A link between two of them says nothing of one: it goes to the trash with the merged.
    if (others && pointsWithin(others, row, [keep, ...merge])) continue;
    const own = valuesOf(from, row);
    const there = others ? known.get(keyOf(others, row)) : undefined;
    if (there) {
      const folded = foldedValues(from, there.values, own, [...except, ...closed(there.row)]);
      const values = { ...folded, ...held.take(folded, there.values) };
      folding.push({ row, into: String(there.row.id), values });
      known.set(keyOf(others ?? [], row), { row: there.row, values: { ...there.values, ...values } });
      continue;
    }
    moving.push({ row, values: { [field.name]: pointer, ...held.take(own, null) } });
    if (others) known.set(keyOf(others, row), { row, values: own });
  }
  return { moving, folding };
}
