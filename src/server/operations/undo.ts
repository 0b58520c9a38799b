import { sql } from 'kysely';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import type { Database } from '../company.ts';
import { type Row, storedValue, valuesOf } from '../records/rows.ts';
import type { Changes } from '../records/write/audit.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import { titleOf } from '../records/write/lookups.ts';
import { type Owning, owningParent } from '../records/write/owning-parent.ts';
import { lockRows } from '../records/write/statements.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import { type Job, type OperationKind, type OperationRow, type Reversal, readOperation } from './operation.ts';
import { takenBack } from './taken-back.ts';

/** Roots given back in one transaction. */
const chunk = 2000;
/** Records named in the result as left alone; more are counted. */
const mostKept = 1000;

interface AuditRow {
  readonly record: string;
  readonly record_id: string;
  readonly root_id: string;
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly version: number;
  readonly changes: Changes;
}

/** What an operation did to one record: how it began, and each field as it was before. */
interface Effect {
  readonly record: EffectiveRecord;
  readonly id: string;
  readonly first: AuditRow['kind'];
  readonly last: AuditRow['kind'];
  readonly version: number;
  readonly before: Readonly<Record<string, unknown>>;
}

interface Kept {
  readonly record: string;
  readonly id: string;
  readonly title: string;
  readonly reason: string;
}

interface Planned {
  readonly record: EffectiveRecord;
  readonly write: Write;
}

/** How far the undoing has come. */
interface Reached {
  /** Which of `phases`, and the last root given back in it; null before the first. */
  readonly phase: number;
  readonly last: string | null;
  readonly done: number;
  readonly restored: number;
  readonly keptCount: number;
  readonly kept: readonly Kept[];
}

function effectsOf(lines: readonly AuditRow[], model: Model): Map<string, Map<string, Effect>> {
  const roots = new Map<string, Map<string, Effect>>();
  for (const line of lines) {
    const record = model.find(line.record);
    if (!record) continue;
    const effects = roots.get(line.root_id) ?? new Map<string, Effect>();
    roots.set(line.root_id, effects);
    const known = effects.get(line.record_id);
    const before: Record<string, unknown> = { ...known?.before };
    for (const [name, [was]] of Object.entries(line.changes))
      if (!(name in before) && record.field(name)?.kind === 'plain') before[name] = was;
    effects.set(line.record_id, {
      record,
      id: line.record_id,
      first: known?.first ?? line.kind,
      last: line.kind,
      version: line.version,
      before,
    });
  }
  return roots;
}

/** Tells whether a record came by the operation: it was made, or taken out of the trash. */
function cameBy({ first }: Effect): boolean {
  return first === 'create' || first === 'restore';
}

/** The family of a root that a child of it is in, and was: it is given back with it. Undefined for one that has moved. */
function familyOf(child: Effect, root: string, row: Row | undefined, model: Model): Owning | undefined {
  const owning = owningParent(child.record, model);
  const via = owning ? child.record.field(owning.via) : undefined;
  const isHere = via && row && storedValue(via, row) === root && !(via.name in child.before);
  return owning && isHere ? owning : undefined;
}

/** That a child was the primary one when it went to the trash: another took its place, and gives it back. */
function primaryOf(child: Effect, owning: Owning | undefined, row: Row | undefined): Record<string, unknown> {
  const name = child.last === 'delete' ? owning?.parent.children?.[owning.name]?.primary : undefined;
  const flag = name === undefined ? undefined : child.record.field(name);
  return flag && row && storedValue(flag, row) === true ? { [flag.name]: true } : {};
}

/** Takes a root's effects and the rows as they are; returns the writes that give back what it was, by record type. */
function reversalOf(
  root: string,
  effects: ReadonlyMap<string, Effect>,
  rows: ReadonlyMap<string, Row>,
  model: Model,
): Planned[] {
  const own = effects.get(root);
  const children = [...effects.values()].filter((effect) => effect.id !== root);
  const parent = own?.record ?? children.map((child) => owningParent(child.record, model)?.parent).find(Boolean);
  // It was not there before, or in the trash: it goes there, if it is not there again, once what came to it has left.
  if (own && cameBy(own)) {
    if (own.last === 'delete') return [];
    const moved = (child: Effect) => (owningParent(child.record, model)?.via ?? '') in child.before;
    const left = children.filter((child) => !cameBy(child) && moved(child));
    return [
      ...left.map(({ record, id, before }): Planned => ({ record, write: { kind: 'update', id, values: before } })),
      { record: own.record, write: { kind: 'delete', id: root } },
    ];
  }
  const planned: Planned[] =
    own?.last === 'delete' ? [{ record: own.record, write: { kind: 'restore', id: root } }] : [];
  const nested: Record<string, Record<string, unknown>[]> = {};
  for (const child of children) {
    const owning = familyOf(child, root, rows.get(child.id), model);
    const name = owning?.parent === parent ? owning?.name : undefined;
    const made = cameBy(child);
    // What was made and put in the trash again comes back with its root only when that was deleted too.
    if (made && child.last === 'delete' && own?.last !== 'delete') continue;
    if (!made && child.last === 'delete')
      planned.push({ record: child.record, write: { kind: 'restore', id: child.id } });
    const before = { ...primaryOf(child, owning, rows.get(child.id)), ...child.before };
    const input = made ? { id: child.id, delete: true } : { id: child.id, ...before };
    // A child that only comes back is written no further: its parent may have no other yet.
    if (!made && Object.keys(before).length === 0) continue;
    if (name) nested[name] = [...(nested[name] ?? []), input];
    else
      planned.push({
        record: child.record,
        write: made ? { kind: 'delete', id: child.id } : { kind: 'update', id: child.id, values: before },
      });
  }
  const values = { ...own?.before, ...nested };
  if (parent && Object.keys(values).length > 0)
    planned.push({ record: parent, write: { kind: 'update', id: root, values } });
  return planned;
}

/**
 * The lines of an operation on the records of some roots. Where some roots come `first`, a record may be written under
 * several: it is given back once, with the first of the others.
 */
async function linesOf(
  transaction: EngineTransaction,
  operation: string,
  roots: readonly string[],
  first: readonly string[] | undefined,
): Promise<AuditRow[]> {
  const ofRoots = sql`operation_id = ${operation} AND root_id = ANY(${roots as string[]}::uuid[])`;
  const home = sql`first_value(root_id) OVER (PARTITION BY record_id ORDER BY root_id = ANY(${[...(first ?? [])]}::uuid[]), id)`;
  const lines = first
    ? sql`(SELECT id, record, record_id, ${home} AS root_id, kind, version, changes FROM audit
        WHERE operation_id = ${operation} AND record_id IN (SELECT record_id FROM audit WHERE ${ofRoots})) AS line
        WHERE root_id = ANY(${roots as string[]}::uuid[])`
    : sql`audit WHERE ${ofRoots}`;
  const { rows } = await sql<AuditRow>`
    SELECT record, record_id, root_id, kind, version, changes FROM ${lines} ORDER BY root_id, id`.execute(transaction);
  return rows;
}

/** What tells whether a record was changed since, its name where it was, whose child it is and whether the primary one. */
function columnsToCompare(record: EffectiveRecord, model: Model): string[] {
  const owning = owningParent(record, model);
  const primary = owning?.parent.children?.[owning.name]?.primary;
  const names = [...record.title, owning?.via ?? '', primary ?? ''];
  const columns = names.flatMap((name) => record.field(name)?.columns ?? []);
  return ['id', 'version', 'deleted_at', ...new Set(columns.map(({ name }) => name))];
}

async function currentRows(
  transaction: EngineTransaction,
  effects: readonly Effect[],
  model: Model,
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for (const record of new Set(effects.map((effect) => effect.record))) {
    const rows = await lockRows(
      transaction,
      record,
      effects.filter((effect) => effect.record === record).map((effect) => effect.id),
      columnsToCompare(record, model),
    );
    for (const [id, row] of rows) found.set(id, row);
  }
  return found;
}

/** Takes a root's records and those that are as they were left; returns the first that is not, to be named, or null. */
function changedSince(
  effects: ReadonlyMap<string, Effect>,
  rows: ReadonlyMap<string, Row>,
  asLeft: (effect: Effect) => boolean,
): Kept | null {
  for (const effect of effects.values()) {
    if (asLeft(effect)) continue;
    const row = rows.get(effect.id);
    return {
      record: effect.record.name,
      id: effect.id,
      title: row ? titleOf(effect.record, valuesOf(effect.record, row)) : '',
      reason: 'changed-since',
    };
  }
  return null;
}

/**
 * The order of giving back: what others point to comes back before they do and goes after them. Record types stand
 * after those they point to.
 */
function rankOf(write: Write, root: string, place: number, places: number): number {
  if (write.kind === 'delete') return 4 * places - place;
  if (write.kind === 'update') return 2 * places + place;
  return (write as { id: string }).id === root ? place : places + place;
}

/** Takes what gives a record back; returns the part that frees values which one record alone may have, or null. */
function freeing(record: EffectiveRecord, write: Write): Write | null {
  if (write.kind !== 'update') return null;
  const values = Object.entries(write.values).filter(([name]) => record.field(name)?.unique);
  return values.length > 0 ? { ...write, values: Object.fromEntries(values) } : null;
}

async function undoChunk(
  job: Job,
  { context, options, first }: Reversal,
  transaction: EngineTransaction,
  operation: string,
  roots: readonly string[],
): Promise<{ restored: number; kept: Kept[] }> {
  const model = job.company.model();
  const groups = effectsOf(await linesOf(transaction, operation, roots, first), model);
  const all = [...groups.values()].flatMap((effects) => [...effects.values()]);
  const rows = await currentRows(transaction, all, model);
  const moved = all.filter(({ id, version }) => rows.get(id)?.version !== version);
  const same = await takenBack(
    transaction,
    moved.map(({ id, version, last }) => ({ id, version, deleted: last === 'delete' })),
    rows,
    job.operation.id,
  );
  const asLeft = ({ id, version }: Effect) => rows.get(id)?.version === version || same.has(id);
  const kept: Kept[] = [];
  const batches = new Map<number, { record: EffectiveRecord; writes: Write[] }>();
  const give = (rank: number, { record, write }: Planned) => {
    const batch = batches.get(rank) ?? { record, writes: [] };
    batches.set(rank, batch);
    batch.writes.push(write);
  };
  const comesBack = new Set(all.filter(({ last }) => last === 'delete').map(({ record }) => record));
  for (const [root, effects] of groups) {
    const changed = changedSince(effects, rows, asLeft);
    if (changed) {
      kept.push(changed);
      continue;
    }
    for (const planned of reversalOf(root, effects, rows, model)) {
      const { record, write } = planned;
      const place = model.records.indexOf(record);
      // A record that comes back finds its own value free, though the one that stayed was given it.
      const free = comesBack.has(record) ? freeing(record, write) : null;
      if (free) give(place - model.records.length, { record, write: free });
      give(rankOf(write, root, place, model.records.length), planned);
    }
  }
  for (const [, { record, writes }] of [...batches].sort(([a], [b]) => a - b)) {
    const outcomes = await writeInTransaction(transaction, context, record, writes, {
      ...options,
      trusted: true,
      acceptRetired: true,
      someLines: true,
    });
    for (const [place, outcome] of outcomes.entries()) {
      const id = (writes[place] as { id: string }).id;
      const row = rows.get(id);
      if (!outcome.ok)
        kept.push({
          record: record.name,
          id,
          title: row ? titleOf(record, valuesOf(record, row)) : '',
          reason: outcome.errors[0]?.code ?? outcome.code,
        });
    }
  }
  return { restored: groups.size - kept.length, kept };
}

/**
 * In which order roots are given back: first those with something to take out of the trash, the oldest first, since what
 * is changed back may point to it; late those that go there again, since what points to them must be gone. Among the
 * others the last made goes first, so that a contact goes before the company that was made for it.
 */
function phasesOf({ first = [], again }: Pick<Way, 'first' | 'again'>) {
  const isFirst = sql`root_id = ANY(${first as string[]}::uuid[])`;
  const comes = sql`bool_or(kind = 'delete')`;
  const goes = sql`bool_or(kind = 'restore')`;
  return [
    { having: sql`CASE WHEN ${isFirst} THEN ${!again} ELSE ${comes} END`, ascending: true },
    { having: sql`NOT ${isFirst} AND NOT ${comes} AND NOT ${goes}`, ascending: false },
    { having: sql`NOT ${isFirst} AND ${goes} AND NOT ${comes}`, ascending: false },
    { having: sql`${isFirst} AND ${again}`, ascending: false },
  ];
}

/** The next roots of an operation; moves on to the next phase where one is through. Empty after the last. */
async function nextRoots(
  database: Database,
  operation: string,
  way: Way,
  { phase, last }: Pick<Reached, 'phase' | 'last'>,
): Promise<{ readonly phase: number; readonly roots: readonly string[] }> {
  const { having, ascending } = phasesOf(way)[phase] ?? {};
  if (!having) return { phase, roots: [] };
  const beyond = last === null ? sql`` : ascending ? sql`AND root_id > ${last}` : sql`AND root_id < ${last}`;
  const { rows } = await sql<{ root_id: string }>`
    SELECT root_id FROM audit WHERE operation_id = ${operation} ${beyond} GROUP BY root_id HAVING ${having}
    ORDER BY root_id ${ascending ? sql`ASC` : sql`DESC`} LIMIT ${chunk}`.execute(database);
  if (rows.length === 0) return await nextRoots(database, operation, way, { phase: phase + 1, last: null });
  return { phase, roots: rows.map((row) => row.root_id) };
}

/** How an operation is given back, and whether that does another again: it was an undo itself. */
interface Way extends Reversal {
  readonly again: boolean;
}

/** Takes the undo of an operation; returns how that, or what it undoes in turn, is given back. */
async function howToGiveBack({ context, company, kinds }: Job, operation: string): Promise<Way> {
  let origin: OperationRow | undefined = await readOperation(company.database, operation);
  let again = false;
  for (; origin?.undoes; again = !again) origin = await readOperation(company.database, origin.undoes);
  const reversal = origin && (await kinds.get(origin.kind)?.reversal?.(context, origin));
  return { context, ...reversal, again };
}

/**
 * Gives back what an operation did: created records go to the trash, deleted ones come back, changed ones get their
 * values again, wherever nobody has changed them since. What was changed since is left and named; what another undo
 * has put back as this operation left it was not changed (`takenBack`).
 */
export const undoKind: OperationKind = {
  name: 'undo',
  label: { fr: 'Annulation', en: 'Undo' },
  undoable: true,
  channel: 'undo',
  run: async (job) => {
    const operation = String(job.operation.parameters.operation);
    const { database } = job.company;
    const { checkpoint, result } = job.operation;
    const reversal = await howToGiveBack(job, operation);
    const { aside } = reversal;
    const giveBackAside = async () => {
      if (!aside) return;
      await job.step(async (transaction) => {
        await aside(transaction, reversal.context, operation);
        return {};
      });
    };
    const counted = await sql<{
      total: number;
    }>`SELECT count(DISTINCT root_id)::int AS total FROM audit WHERE operation_id = ${operation}`.execute(database);
    let reached: Reached = {
      phase: Number(checkpoint?.phase ?? 0),
      last: (checkpoint?.last as string | undefined) ?? null,
      done: job.operation.done,
      restored: Number(result.restored ?? 0),
      keptCount: Number(result.keptCount ?? 0),
      kept: (result.kept as Kept[] | undefined) ?? [],
    };
    await giveBackAside();
    for (;;) {
      const { phase, roots } = await nextRoots(database, operation, reversal, reached);
      const last = roots.at(-1);
      if (!last) break;
      let next = reached;
      await job.step(async (transaction) => {
        const outcome = await undoChunk(job, reversal, transaction, operation, roots);
        next = {
          phase,
          last,
          done: reached.done + roots.length,
          restored: reached.restored + outcome.restored,
          keptCount: reached.keptCount + outcome.kept.length,
          kept: [...reached.kept, ...outcome.kept.slice(0, Math.max(0, mostKept - reached.kept.length))],
        };
        const { restored, keptCount, kept } = next;
        return {
          done: next.done,
          total: counted.rows[0]?.total ?? 0,
          checkpoint: { phase, last },
          result: { restored, keptCount, kept },
        };
      });
      reached = next;
    }
    await giveBackAside();
    await job.step(async () => ({
      total: reached.done,
      result: { restored: reached.restored, keptCount: reached.keptCount, kept: reached.kept },
    }));
  },
};
