import { sql } from 'kysely';
import type { Localized } from '../../lib/localized.ts';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import type { Database } from '../company.ts';
import { noteOf } from '../import/row-values.ts';
import { type Row, valuesOf } from '../records/rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import { titleOf } from '../records/write/lookups.ts';
import { owningParent } from '../records/write/owning-parent.ts';
import { lockRows } from '../records/write/statements.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import { type Job, type OperationKind, type OperationRow, type Reversal, readOperation } from './operation.ts';
import { takenBack } from './taken-back.ts';
import { type AuditRow, type Effect, effectsOf, freeing, type Planned, rankOf, reversalOf } from './undo-writes.ts';

/** Roots given back in one transaction. */
const chunk = 2000;
/** Records named in the result as left alone; more are counted. */
const mostKept = 1000;

interface Kept {
  readonly record: string;
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  /** The reason in words. */
  readonly message: Localized;
}

/** Takes a record that is left alone and the code of why; returns it with why in words. */
function keptFor(
  left: Pick<Kept, 'record' | 'id' | 'title'>,
  reason: string,
  parameters?: Readonly<Record<string, string | number>>,
): Kept {
  return { ...left, reason, message: noteOf(null, reason, parameters).message };
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
    const title = row ? titleOf(effect.record, valuesOf(effect.record, row)) : '';
    return keptFor({ record: effect.record.name, id: effect.id, title }, 'changed-since');
  }
  return null;
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
    const refused = writes.flatMap((write, place) => (outcomes[place]?.ok === false ? [String(write.id)] : []));
    // Of some only the lines were changed: their own row was not read yet.
    const unread = refused.filter((id) => !rows.has(id));
    const more = await lockRows(transaction, record, unread, columnsToCompare(record, model));
    for (const [place, outcome] of outcomes.entries()) {
      const id = (writes[place] as { id: string }).id;
      const row = rows.get(id) ?? more.get(id);
      if (outcome.ok) continue;
      const [error] = outcome.errors;
      const title = row ? titleOf(record, valuesOf(record, row)) : '';
      kept.push(keptFor({ record: record.name, id, title }, error?.code ?? outcome.code, error?.parameters));
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
