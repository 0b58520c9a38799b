import { type RawBuilder, sql } from 'kysely';
import { accessRules, keepsReaders } from '../../../meta/derive/access.ts';
import { duplicateKeysColumn } from '../../../meta/derive/storage.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { type Row, sameValue, storedValue, type Values, valuesOf } from '../rows.ts';
import type { Changed } from './apply.ts';
import { notifyChanges, type Told, toldOfReaders } from './audit.ts';
import { accessColumns, dependsOnChildren, derivedColumns, type Shares } from './derived.ts';
import { dueInsertion } from './due-duplicates.ts';
import { lookUp, References } from './lookups.ts';
import { sharesOf } from './shares.ts';
import { insertRows, lockChildren, lockRows, updateRows } from './statements.ts';
import type { EngineTransaction } from './types.ts';

/** Rows whose derived columns are made anew in one statement. */
const chunk = 1000;

interface Dependency {
  readonly record: EffectiveRecord;
  /** Table and column whose rows point to the changed record, and the column of theirs that names the dependent row. */
  readonly table: string;
  readonly column: string;
  readonly id: string;
  /** Whether the title of what they point to is kept with them, and whether who sees that one sees them. */
  readonly byTitle: boolean;
  readonly byReaders: boolean;
}

/** Takes a record type; returns where what depends on its title or readers is found. */
function dependenciesOf(changed: EffectiveRecord, model: Model): Dependency[] {
  const found: Dependency[] = [];
  const pointsHere = (field: EffectiveField | undefined) =>
    field?.type.comparison === 'reference' && (field.type.targets?.(field.options) ?? []).includes(changed.name);
  for (const record of model.records) {
    for (const field of (record.maintained ?? record).fields) {
      if (field.kind === 'system' || !pointsHere(field)) continue;
      const inherits = accessRules(record, 'inherit').some((rule) => rule.from === field.name);
      const byTitle = field.keyColumn !== undefined || field.search === true;
      const column = field.columns.at(-1)?.name ?? '';
      if (byTitle || inherits)
        found.push({ record, table: record.table, column, id: 'id', byTitle, byReaders: inherits });
    }
    for (const rule of accessRules(record, 'children')) {
      const children = record.children?.[rule.children];
      const child = children && model.record(children.record);
      if (child && pointsHere(child.field(rule.field)))
        found.push({
          record,
          table: child.table,
          column: child.field(rule.field)?.columns.at(-1)?.name ?? '',
          id: child.field(children.via)?.columns.at(-1)?.name ?? '',
          // What the children say is made part of what their parent is found by.
          byTitle: record.through?.children === rule.children,
          byReaders: true,
        });
    }
  }
  return found;
}

/**
 * Brings what is kept of changed records elsewhere up to date: folded titles, words to search, who may see. Follows
 * the chain (account, site, link to the site) until nothing changes. Versions and audit are untouched: nothing that a
 * person wrote has changed.
 */
export async function refreshDependents(
  transaction: EngineTransaction,
  context: Context,
  model: Model,
  changed: readonly Changed[],
): Promise<void> {
  let pending = changed;
  while (pending.length > 0) {
    const next: Changed[] = [];
    for (const record of new Set(pending.map((change) => change.record))) {
      const own = pending.filter((change) => change.record === record);
      const titled = new Set(own.filter(({ title }) => title).map(({ id }) => id));
      const opened = own.filter(({ readers }) => readers).map(({ id }) => id);
      const all = own.map(({ id }) => id);
      for (const dependency of await pointingAt(transaction, dependenciesOf(record, model), all)) {
        const whole = dependency.byTitle ? [...titled] : [];
        const access = dependency.byReaders ? opened.filter((id) => !dependency.byTitle || !titled.has(id)) : [];
        const refresh = (rows: readonly string[]) => refreshRows(transaction, context, model, dependency.record, rows);
        const reopen = (rows: readonly string[]) => refreshAccess(transaction, context, model, dependency.record, rows);
        next.push(...(await refreshPointing(transaction, dependency, whole, refresh)));
        next.push(...(await refreshPointing(transaction, dependency, access, reopen)));
      }
    }
    pending = next;
  }
}

/** Takes where what depends on records may be found, and their ids; returns where there is some: most often hardly anywhere. */
async function pointingAt(
  transaction: EngineTransaction,
  dependencies: readonly Dependency[],
  ids: readonly string[],
): Promise<Dependency[]> {
  if (dependencies.length === 0) return [];
  const any = ({ table, column }: Dependency, state: RawBuilder<unknown>) =>
    sql`EXISTS (SELECT 1 FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ANY(${ids as string[]}::uuid[]) AND deleted_at ${state})`;
  const asked = dependencies.map(
    (dependency) => sql`(${any(dependency, sql`IS NULL`)} OR ${any(dependency, sql`IS NOT NULL`)})`,
  );
  const { rows } = await sql<{ found: boolean[] }>`SELECT ARRAY[${sql.join(asked)}] AS found`.execute(transaction);
  return dependencies.filter((_dependency, place) => rows[0]?.found[place]);
}

async function refreshPointing(
  transaction: EngineTransaction,
  dependency: Dependency,
  ids: readonly string[],
  refresh: (rows: readonly string[]) => Promise<Changed[]>,
): Promise<Changed[]> {
  const found: Changed[] = [];
  if (ids.length === 0) return found;
  let after = '00000000-0000-0000-0000-000000000000';
  const id = sql.ref(dependency.id);
  for (;;) {
    // Apart, since what is live is found by its index, and what is in the trash is little.
    const pointing = sql`${sql.ref(dependency.column)} = ANY(${ids as string[]}::uuid[]) AND ${id} > ${after}`;
    const { rows } = await sql<{
      id: string;
    }>`SELECT ${id} AS id FROM ${sql.table(dependency.table)} WHERE ${pointing} AND deleted_at IS NULL
      UNION SELECT ${id} FROM ${sql.table(dependency.table)} WHERE ${pointing} AND deleted_at IS NOT NULL
      ORDER BY 1 LIMIT ${chunk}`.execute(transaction);
    const last = rows.at(-1);
    if (!last) return found;
    found.push(...(await refresh(rows.map((row) => row.id))));
    after = last.id;
  }
}

/**
 * Makes the derived columns of rows anew from the database, and tells who may see them now or no longer. Returns the
 * records whose readers changed.
 */
export async function refreshRows(
  transaction: EngineTransaction,
  context: Context,
  model: Model,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<Changed[]> {
  const rows = await lockRows(transaction, record, ids);
  const children = new Map<string, Record<string, Row[]>>();
  for (const [name, declaration] of Object.entries(record.children ?? {})) {
    if (!dependsOnChildren(record, name)) continue;
    for (const [parent, list] of await lockChildren(
      transaction,
      model.record(declaration.record),
      declaration.via,
      ids,
    ))
      children.set(parent, { ...children.get(parent), [name]: list });
  }
  const families = [...rows.values()].map((row) => {
    const lists = Object.entries(children.get(row.id as string) ?? {}).map(
      ([name, list]) =>
        [name, list.map((child) => valuesOf(model.record(record.children?.[name]?.record ?? ''), child))] as const,
    );
    return { row, values: valuesOf(record, row), children: Object.fromEntries(lists) };
  });
  const references = new References();
  for (const family of families) {
    references.addValues(record, family.values);
    for (const [name, list] of Object.entries(family.children))
      for (const values of list) references.addValues(model.record(record.children?.[name]?.record ?? ''), values);
  }
  const targets = await lookUp(transaction, context, model, references);
  const shares = await sharesOf(transaction, record, ids);
  const changed: Changed[] = [];
  const told: Told[] = [];
  const due: Pick<Changed, 'record' | 'id'>[] = [];
  const updates: Record<string, unknown>[] = [];
  for (const { row, values, children: lists } of families) {
    const derived = derivedColumns(record, model, values, lists, targets, shares.get(row.id as string) ?? unshared);
    if (Object.entries(derived).every(([name, value]) => sameValue(value, row[name]))) continue;
    updates.push({ id: row.id, ...derived });
    if (!sameValue(derived[duplicateKeysColumn], row[duplicateKeysColumn])) due.push({ record, id: row.id as string });
    if (!sameValue(derived.readers, row.readers) || !sameValue(derived.editors, row.editors)) {
      changed.push({ record, id: row.id as string, title: false, readers: true });
      told.push(toldOfReaders(record, row.id as string, row.readers, derived.readers));
    }
  }
  await updateRows(transaction, record.table, updates);
  await insertRows(transaction, [dueInsertion(due)]);
  await notifyChanges(transaction, context, told);
  return changed;
}

/**
 * Makes anew, from the database, who may see rows and who may change them, of what they point to nothing else having
 * changed; reads and writes no more than that. Tells who may see them now or no longer; returns those that changed.
 */
async function refreshAccess(
  transaction: EngineTransaction,
  context: Context,
  model: Model,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<Changed[]> {
  if (!keepsReaders(record)) return [];
  const pointing = accessRules(record, 'inherit').flatMap(({ from }) => record.field(from) ?? []);
  const named = [...accessRules(record, 'owner'), ...accessRules(record, 'author')]
    .flatMap((rule) => [rule.field, ...('sharedBy' in rule && rule.sharedBy !== undefined ? [rule.sharedBy] : [])])
    .flatMap((name) => record.field(name) ?? []);
  const columns = [...pointing, ...named].flatMap((field) => field.columns.map(({ name }) => name));
  const rows = await lockRows(transaction, record, ids, ['id', 'readers', 'editors', ...columns]);
  const references = new References();
  const families = new Map([...rows].map(([id, row]) => [id, decoded([...pointing, ...named], row)]));
  for (const row of rows.values()) references.addValues(record, decoded(pointing, row));
  const children = new Map<string, Record<string, Values[]>>();
  for (const rule of accessRules(record, 'children')) {
    const declaration = record.children?.[rule.children];
    const child = declaration && model.record(declaration.record);
    const field = child?.field(rule.field);
    if (!child || !field) continue;
    const own = field.columns.map(({ name }) => name);
    for (const [parent, list] of await lockChildren(transaction, child, declaration.via, ids, own)) {
      const values = list.map((row) => decoded([field], row));
      for (const one of values) references.addValues(child, one);
      children.set(parent, { ...children.get(parent), [rule.children]: values });
    }
  }
  const targets = await lookUp(transaction, context, model, references);
  const shares = await sharesOf(transaction, record, ids);
  const updates: { readonly id: string; readonly readers: string[]; readonly editors: string[] }[] = [];
  for (const [id, values] of families) {
    const access = accessColumns(record, model, values, targets, shares.get(id) ?? unshared, children.get(id) ?? {});
    const row = rows.get(id);
    if (!sameValue(access.readers, row?.readers) || !sameValue(access.editors, row?.editors))
      updates.push({ id, ...access });
  }
  await updateRows(transaction, record.table, updates);
  const told = updates.map(({ id, readers }) => toldOfReaders(record, id, rows.get(id)?.readers, readers));
  await notifyChanges(transaction, context, told);
  return updates.map(({ id }) => ({ record, id, title: false, readers: true }));
}

function decoded(fields: readonly EffectiveField[], row: Row): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, storedValue(field, row)]));
}

const unshared: Shares = { readers: [], editors: [] };

/**
 * Recomputes who may see records (after a share was given or taken) and all that follows from it.
 * Takes the caller's transaction, so that the share and its effect are one.
 */
export async function refreshReaders(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<void> {
  const model = context.company.model();
  await refreshDependents(transaction, context, model, await refreshRows(transaction, context, model, record, ids));
}
