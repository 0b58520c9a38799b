import { sql } from 'kysely';
import { type MergeWay, mergeWays } from '../../../meta/derive/merging.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { presentRecords } from '../merged-records.ts';
import { isReference, pointerOf, pointingTo } from '../query/titles.ts';
import { addStoredColumns, type Row, storedValue } from '../rows.ts';
import type { Changes } from './audit.ts';
import type { EngineTransaction } from './types.ts';
import { keepUntold, type UntoldChange } from './untold.ts';

/** A row that comes out of the trash. */
export interface Coming {
  readonly record: EffectiveRecord;
  readonly row: Row;
  readonly root: string;
}

/** A row that led to records that are merged, as it leads to those they have become one with. */
interface Redirected extends Coming {
  readonly changes: Changes;
}

interface Pointing extends Coming {
  readonly field: EffectiveField;
  readonly target: { readonly record: string; readonly id: string };
}

function pointers(coming: readonly Coming[], except: ReadonlySet<string>): Pointing[] {
  return coming.flatMap(({ record, row, root }) =>
    record.fields.flatMap((field): Pointing[] => {
      if (field.kind === 'system' || !isReference(field)) return [];
      const target = pointerOf(field, storedValue(field, row));
      return target && !except.has(target.id) ? [{ record, row, root, field, target }] : [];
    }),
  );
}

/** Takes ids of records of any type; returns those that lie in the trash. */
async function trashed(transaction: EngineTransaction, model: Model, found: readonly Pointing[]): Promise<string[]> {
  const ids = new Map<EffectiveRecord, Set<string>>();
  for (const { target } of found) {
    const record = model.find(target.record);
    if (record) ids.set(record, (ids.get(record) ?? new Set()).add(target.id));
  }
  const gone: string[] = [];
  for (const [{ table }, known] of ids) {
    const { rows } = await sql<{
      id: string;
    }>`SELECT id FROM ${sql.table(table)} WHERE id = ANY(${[...known]}::uuid[]) AND deleted_at IS NOT NULL`.execute(
      transaction,
    );
    gone.push(...rows.map(({ id }) => id));
  }
  return gone;
}

function keyOf(fields: readonly EffectiveField[], row: Row): string {
  return JSON.stringify(fields.map((field) => storedValue(field, row)));
}

/** Tells which links that are redirected say nothing that another, there or coming too, does not say already. */
async function needless(
  transaction: EngineTransaction,
  way: MergeWay,
  rows: readonly Row[],
  coming: readonly Row[],
): Promise<Set<unknown>> {
  const { from, field, others } = way;
  if (!others) return new Set();
  const known = new Set(coming.filter((row) => !rows.includes(row)).map((row) => keyOf([field, ...others], row)));
  const column = field.columns.at(-1)?.name ?? '';
  const { rows: live } = await sql<Row>`SELECT * FROM ${sql.table(from.table)} WHERE deleted_at IS NULL
    AND ${sql.ref(column)} = ANY(${rows.map((row) => row[column])}::uuid[])`.execute(transaction);
  for (const row of live) known.add(keyOf([field, ...others], row));
  const found = new Set<unknown>();
  for (const row of rows) {
    const key = keyOf([field, ...others], row);
    if (known.has(key)) found.add(row.id);
    known.add(key);
  }
  return found;
}

/**
 * Has what comes out of the trash lead to the records that those it led to were merged into meanwhile; what the undo of
 * those merges gives back is kept with them. Takes the rows, and ids that nothing is led away from: what comes back
 * itself, what an undo of a merge brings back. Returns the rows that change, with what of each; and the ids of links
 * that stay in the trash, since the kept record has the same link already.
 */
export async function leadToKept(
  transaction: EngineTransaction,
  model: Model,
  coming: readonly Coming[],
  except: ReadonlySet<string>,
): Promise<{ readonly redirected: ReadonlyMap<unknown, Redirected>; readonly staying: ReadonlySet<unknown> }> {
  const all = pointers(coming, except);
  const present = await presentRecords(transaction, await trashed(transaction, model, all));
  const redirected = new Map<unknown, Redirected>();
  const groups = new Map<string, Pointing[]>();
  for (const one of all) {
    const { record, row, root, field, target } = one;
    const into = present.get(target.id)?.at(-1)?.into;
    if (into === undefined) continue;
    const known = redirected.get(row.id);
    const before = storedValue(field, row);
    const after = pointingTo(before, into);
    const columns: Record<string, unknown> = { ...(known?.row ?? row) };
    addStoredColumns(columns, [field], { [field.name]: after });
    const changes = { ...known?.changes, [field.name]: [before, after] as const };
    redirected.set(row.id, { record, row: columns, root, changes });
    const key = `${record.name} ${field.name} ${target.record}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const staying = new Set<unknown>();
  for (const group of groups.values()) {
    const [{ record, field, target }] = group as [Pointing];
    const to = model.record(target.record);
    const way = mergeWays(model, to).find((one) => one.from.name === record.name && one.field.name === field.name);
    const ids = new Set(group.map((one) => one.row.id));
    const own = coming
      .filter((entry) => entry.record === record)
      .map((entry) => redirected.get(entry.row.id)?.row ?? entry.row);
    const led = own.filter(({ id }) => ids.has(id));
    if (way) for (const id of await needless(transaction, way, led, own)) staying.add(id);
  }
  // What is mirrored from a link is given back with the link.
  const led = [...groups.values()].flat().filter(({ row, field }) => field.kind === 'plain' && !staying.has(row.id));
  const kept = new Map<string, UntoldChange[]>();
  for (const { record, row, field, target } of led) {
    const stations = present.get(target.id) ?? [];
    for (const [place, { by }] of stations.entries()) {
      const before = stations[place - 1]?.into ?? target.id;
      const change = { record: record.name, recordId: String(row.id), field: field.name, before };
      kept.set(by, [...(kept.get(by) ?? []), change]);
    }
  }
  for (const [by, changes] of kept) await keepUntold(transaction, by, changes);
  return { redirected, staying };
}
