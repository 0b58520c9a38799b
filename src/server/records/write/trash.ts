import { sql } from 'kysely';
import { referencesTo } from '../../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import { mergedInto } from '../merged-records.ts';
import { pointerOf } from '../query/titles.ts';
import { type Row, storedValue, valuesOf } from '../rows.ts';
import { mayEditRow, mayReadRow } from '../visibility.ts';
import { type AuditLine, writeAudit } from './audit.ts';
import { saveRecords } from './batch.ts';
import { refreshParents } from './children-apart.ts';
import { consequence } from './consequence.ts';
import { referencesOf, titleOf } from './lookups.ts';
import { leadToKept } from './merged-references.ts';
import { owningParent } from './owning-parent.ts';
import { refreshDependents, refreshRows } from './refresh.ts';
import { lockRows, updateRows } from './statements.ts';
import type { EngineTransaction, Write, WriteOptions, WriteOutcome } from './types.ts';

type Refusal = Extract<WriteOutcome, { ok: false }>;

interface Doomed {
  readonly record: EffectiveRecord;
  readonly row: Row;
  readonly root: string;
}

function refuse(status: number, code: string, errors: Refusal['errors'] = []): Refusal {
  return { ok: false, status, code, errors };
}

/** Rows read at most to tell how many records need one that is to go. */
const mostNeeding = 1001;

async function livePointing(
  transaction: EngineTransaction,
  from: EffectiveRecord,
  field: EffectiveField,
  ids: readonly string[],
  all: boolean,
): Promise<Row[]> {
  const column = sql.ref(field.columns.at(-1)?.name ?? '');
  const { rows } =
    await sql<Row>`SELECT * FROM ${sql.table(from.table)} WHERE ${column} = ANY(${ids as string[]}::uuid[]) AND deleted_at IS NULL ORDER BY id ${all ? sql`FOR UPDATE` : sql`LIMIT ${mostNeeding}`}`.execute(
      transaction,
    );
  return rows;
}

/**
 * Puts records of one type into the trash with what belongs to them. Takes the ids (with the version seen, where the
 * caller has one); returns one outcome each. A record that others need is refused with the number of those that the person may see.
 */
export async function trashRecords(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Extract<Write, { kind: 'delete' }>[],
  options: WriteOptions,
): Promise<WriteOutcome[]> {
  const model = context.company.model();
  const permission = permissionOn(context.principal.permissions, record.name);
  const rows = await lockRows(
    transaction,
    record,
    writes.map((write) => write.id),
  );
  const outcomes = new Map<string, WriteOutcome>();
  for (const { id, version } of writes) {
    const row = rows.get(id);
    if (!row || row.deleted_at !== null || !mayReadRow(context.principal, permission.read, record, row))
      outcomes.set(id, refuse(404, 'not-found'));
    else if (!mayEditRow(context.principal, permission.delete, record, row)) outcomes.set(id, refuse(403, 'forbidden'));
    else if (version !== undefined && version !== row.version) outcomes.set(id, refuse(409, 'version-conflict'));
  }
  const doomed: Doomed[] = [...rows.values()]
    .filter((row) => !outcomes.has(row.id as string))
    .map((row) => ({ record, row, root: row.id as string }));
  const emptied = await follow(transaction, context, model, doomed, outcomes);
  if (owningParent(record, model)) {
    const chosen = writes.filter((write) => !outcomes.has(write.id));
    const found = await saveRecords(transaction, context, record, chosen, options);
    for (const [place, write] of chosen.entries()) outcomes.set(write.id, found[place] as WriteOutcome);
  }
  const going = doomed.filter((entry) =>
    outcomes.has(entry.root) ? outcomes.get(entry.root)?.ok && entry.row.id !== entry.root : true,
  );
  const now = new Date().toISOString();
  const lines: AuditLine[] = [];
  for (const type of new Set(going.map((entry) => entry.record))) {
    const entries = going.filter((entry) => entry.record === type);
    await updateRows(
      transaction,
      type.table,
      entries.map(({ row, root }) => ({
        id: row.id,
        deleted_at: now,
        trash_root: root,
        version: Number(row.version) + 1,
        updated_at: now,
        updated_by: context.principal.userId,
      })),
    );
    for (const { row, root } of entries)
      lines.push({
        record: type.name,
        recordId: row.id as string,
        root,
        kind: 'delete',
        version: Number(row.version) + 1,
        changes: {},
      });
  }
  await writeAudit(transaction, context, lines, now);
  // A child that goes with something else than its parent (a participant with the contact) is missed by the parent.
  const taken = going.filter(({ record: type, row, root }) => type !== record || row.id !== root);
  await refreshParents(transaction, context, model, taken, new Set(going.map(({ row }) => row.id as string)));
  for (const { from, field, rows: pointing } of emptied)
    await saveRecords(
      transaction,
      consequence(context),
      from,
      pointing
        .filter((entry) => outcomes.get(entry.root)?.ok !== false)
        .map(({ row }) => ({ kind: 'update' as const, id: row.id as string, values: { [field.name]: null } })),
      { trusted: true },
    );
  for (const { row } of going)
    if (!outcomes.has(row.id as string))
      outcomes.set(row.id as string, {
        ok: true,
        id: row.id as string,
        version: Number(row.version) + 1,
        changed: true,
      });
  return writes.map(({ id }) => outcomes.get(id) ?? refuse(404, 'not-found'));
}

/** Adds to the doomed what goes with them, refuses those that others need; returns what only loses its reference. */
async function follow(
  transaction: EngineTransaction,
  context: Context,
  model: Model,
  doomed: Doomed[],
  outcomes: Map<string, WriteOutcome>,
) {
  const emptied: { from: EffectiveRecord; field: EffectiveField; rows: Doomed[] }[] = [];
  const known = new Set(doomed.map((entry) => entry.row.id as string));
  for (let start = 0; start < doomed.length; ) {
    const wave = doomed.slice(start);
    start = doomed.length;
    for (const type of new Set(wave.map((entry) => entry.record))) {
      const roots = new Map(
        wave.filter((entry) => entry.record === type).map((entry) => [entry.row.id as string, entry.root]),
      );
      for (const { from, field, onDelete } of referencesTo(model, type)) {
        if (onDelete === 'keep') continue;
        const pointing = (
          await livePointing(transaction, from, field, [...roots.keys()], onDelete !== 'refuse')
        ).filter((row) => !known.has(row.id as string));
        const column = field.columns.at(-1)?.name ?? '';
        const entries = pointing.map((row) => ({ record: from, row, root: roots.get(row[column] as string) ?? '' }));
        if (onDelete === 'trash') {
          for (const entry of entries) known.add(entry.row.id as string);
          doomed.push(...entries);
        } else if (onDelete === 'refuse') refuseNeeded(context, entries, from, outcomes);
        else if (entries.length > 0) emptied.push({ from, field, rows: entries });
      }
    }
  }
  return emptied;
}

/**
 * Refuses those that records of a type need, saying how many of which: of those that the person may see, since the number
 * of others is not theirs to know. That some are needed is said all the same.
 */
function refuseNeeded(
  { principal }: Context,
  entries: readonly Doomed[],
  from: EffectiveRecord,
  outcomes: Map<string, WriteOutcome>,
): void {
  const { read } = permissionOn(principal.permissions, from.name);
  for (const root of new Set(entries.map((entry) => entry.root))) {
    const count = entries.filter((entry) => entry.root === root && mayReadRow(principal, read, from, entry.row)).length;
    const before = outcomes.get(root);
    const errors = before && !before.ok && before.code === 'still-referenced' ? before.errors : [];
    const parameters = {
      what: from.label.many[principal.language],
      count: count < mostNeeding ? count : `${mostNeeding - 1}+`,
    };
    const needing = count === 0 ? [] : [{ field: from.collection, code: 'referenced-by', parameters }];
    outcomes.set(root, refuse(409, 'still-referenced', [...errors, ...needing]));
  }
}

/**
 * Takes records out of the trash with what went there with them; returns one outcome each. One that was merged into
 * another comes back only where the merge is undone (`trusted`): what was linked to it is the other's now, and so is what
 * comes out of the trash.
 */
export async function restoreRecords(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  ids: readonly string[],
  { trusted = false, parting }: WriteOptions = {},
): Promise<WriteOutcome[]> {
  const model = context.company.model();
  const permission = permissionOn(context.principal.permissions, record.name);
  const rows = await lockRows(transaction, record, ids);
  const outcomes = new Map<string, WriteOutcome>();
  for (const id of ids) {
    const row = rows.get(id);
    if (!row || !mayReadRow(context.principal, permission.read, record, row))
      outcomes.set(id, refuse(404, 'not-found'));
    else if (!mayEditRow(context.principal, permission.delete, record, row)) outcomes.set(id, refuse(403, 'forbidden'));
    else if (row.deleted_at === null) outcomes.set(id, { ok: true, id, version: Number(row.version), changed: false });
  }
  const asked = trusted ? [] : ids.filter((id) => !outcomes.has(id));
  for (const [id] of await mergedInto(transaction, asked)) outcomes.set(id, refuse(409, 'restore-merged'));
  const found: Doomed[] = [];
  for (const type of model.records) {
    const wanted = ids.filter((id) => !outcomes.has(id));
    const { rows: own } =
      await sql<Row>`SELECT * FROM ${sql.table(type.table)} WHERE deleted_at IS NOT NULL AND (trash_root = ANY(${wanted}::uuid[]) OR (id = ANY(${wanted}::uuid[]) AND ${type === record})) ORDER BY id FOR UPDATE`.execute(
        transaction,
      );
    found.push(
      ...own.map((row) => ({
        record: type,
        row,
        root: wanted.includes(row.id as string) ? (row.id as string) : (row.trash_root as string),
      })),
    );
  }
  const apart = new Set([...found.map(({ row }) => row.id as string), ...(parting ?? [])]);
  const { redirected, staying } = await leadToKept(transaction, model, found, apart);
  for (const id of ids) if (staying.has(id)) outcomes.set(id, refuse(409, 'already-linked'));
  const coming = found
    .filter(({ row, root }) => !staying.has(row.id) && !outcomes.has(root))
    .map((entry) => redirected.get(entry.row.id) ?? entry);
  await refuseOrphans(transaction, model, coming, outcomes);
  const back = coming.filter((entry) => !outcomes.has(entry.root));
  const now = new Date().toISOString();
  for (const type of new Set(back.map((entry) => entry.record))) {
    const entries = back.filter((entry) => entry.record === type);
    const demoted = await primariesTaken(
      transaction,
      model,
      type,
      entries.map((entry) => entry.row),
    );
    await updateRows(
      transaction,
      type.table,
      entries.map(({ row }) => ({
        id: row.id,
        deleted_at: null,
        trash_root: null,
        version: Number(row.version) + 1,
        updated_at: now,
        updated_by: context.principal.userId,
        ...referenceColumns(type, row),
        ...(demoted.get(row.id as string) ?? {}),
      })),
    );
  }
  await writeAudit(
    transaction,
    context,
    back.map(({ record: type, row, root }) => ({
      record: type.name,
      recordId: row.id as string,
      root,
      kind: 'restore' as const,
      version: Number(row.version) + 1,
      changes: redirected.get(row.id)?.changes ?? {},
    })),
    now,
  );
  await refreshRestored(transaction, context, model, back);
  for (const { row, root } of back)
    if (row.id === root) outcomes.set(root, { ok: true, id: root, version: Number(row.version) + 1, changed: true });
  return ids.map((id) => outcomes.get(id) ?? refuse(404, 'not-found'));
}

/** Takes a row that comes back; returns its references as they are, or as they lead to the records that others became. */
function referenceColumns(record: EffectiveRecord, row: Row): Record<string, unknown> {
  const columns = referencesOf(record).flatMap((field) => field.columns);
  return Object.fromEntries(columns.map(({ name }) => [name, row[name]]));
}

/** Refuses what would come back pointing, by a required field, to a record that is still in the trash. */
async function refuseOrphans(
  transaction: EngineTransaction,
  model: Model,
  coming: readonly Doomed[],
  outcomes: Map<string, WriteOutcome>,
): Promise<void> {
  const back = new Set(coming.map((entry) => entry.row.id as string));
  for (const { record, row, root } of coming)
    for (const field of record.fields) {
      if (field.kind !== 'plain' || !field.required || field.type.comparison !== 'reference') continue;
      const pointer = pointerOf(field, storedValue(field, row));
      if (!pointer || back.has(pointer.id)) continue;
      const to = model.record(pointer.record);
      const { rows } = await sql<Row>`SELECT * FROM ${sql.table(to.table)} WHERE id = ${pointer.id}`.execute(
        transaction,
      );
      if (rows[0] && rows[0].deleted_at !== null)
        outcomes.set(
          root,
          refuse(409, 'restore-target-first', [
            {
              field: field.name,
              code: 'restore-target-first',
              parameters: { title: titleOf(to, valuesOf(to, rows[0])) },
            },
          ]),
        );
    }
}

/** The children among rows whose parent has a primary child already, with the flag they lose on coming back. */
async function primariesTaken(
  transaction: EngineTransaction,
  model: Model,
  type: EffectiveRecord,
  rows: readonly Row[],
): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>();
  for (const parent of model.records)
    for (const children of Object.values(parent.children ?? {})) {
      if (children.record !== type.name || !children.primary) continue;
      const flag = type.field(children.primary)?.columns[0]?.name ?? '';
      const via = type.field(children.via)?.columns[0]?.name ?? '';
      const { rows: taken } =
        await sql<Row>`SELECT ${sql.ref(via)} AS parent FROM ${sql.table(type.table)} WHERE ${sql.ref(via)} = ANY(${rows.map((row) => row[via] as string)}::uuid[]) AND ${sql.ref(flag)} AND deleted_at IS NULL`.execute(
          transaction,
        );
      const parents = new Set(taken.map((row) => row.parent));
      // The others keep their flag as it is, set or empty: one statement writes them all.
      for (const row of rows)
        found.set(row.id as string, { [flag]: parents.has(row[via]) && row[flag] === true ? false : row[flag] });
    }
  return found;
}

async function refreshRestored(
  transaction: EngineTransaction,
  context: Context,
  model: Model,
  back: readonly Doomed[],
): Promise<void> {
  for (const type of model.records.filter((candidate) => back.some((entry) => entry.record === candidate))) {
    const ids = back.filter((entry) => entry.record === type).map((entry) => entry.row.id as string);
    await refreshDependents(transaction, context, model, await refreshRows(transaction, context, model, type, ids));
  }
  await refreshParents(transaction, context, model, back);
}
