import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Localized } from '../../lib/localized.ts';
import type { Company, Database } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import type { EngineTransaction, WriteOptions } from '../records/write/types.ts';

export type OperationState = 'queued' | 'running' | 'done' | 'cancelled' | 'failed' | 'undone';

/** A batch as it is kept. */
export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly record: string | null;
  readonly state: OperationState;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly done: number;
  readonly total: number | null;
  readonly checkpoint: Readonly<Record<string, unknown>> | null;
  readonly result: Readonly<Record<string, unknown>>;
  readonly cancel_requested: boolean;
  readonly undoes: string | null;
  readonly undone_by: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

/** What one chunk of an operation leaves behind, written in its own transaction. */
export interface Progress {
  readonly done?: number;
  readonly total?: number;
  readonly checkpoint?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** An operation as its kind runs it. */
export interface Job {
  readonly operation: OperationRow;
  readonly company: Company;
  /** Acts for who began it; writes through it belong to the operation. */
  readonly context: Context;
  /**
   * Runs one chunk: its writes and the place it reached commit together, so that a run that is cut goes on after the
   * last chunk, nothing twice and nothing half. Throws Cancelled when someone asked to stop.
   */
  readonly step: (work: (transaction: EngineTransaction) => Promise<Progress>) => Promise<void>;
  /** Every kind of batch there is. */
  readonly kinds: ReadonlyMap<string, OperationKind>;
}

/** A kind of batch. */
export interface OperationKind {
  readonly name: string;
  readonly label: Localized;
  /** Whether its writes can be given back as one. */
  readonly undoable: boolean;
  readonly channel: Context['channel'];
  /** True where it goes through much and nobody waits for it: it lets any other batch go before it, between two steps. */
  readonly givesWay?: true;
  /** Does the work from the last checkpoint on. */
  readonly run: (job: Job) => Promise<void>;
  /**
   * How what it did is given back, where that takes more than the rights and writes of who undoes it. Takes them and
   * the operation; throws 403 where they may not.
   */
  readonly reversal?: (context: Context, operation: OperationRow) => Promise<Reversal>;
}

/** How the writes of an operation are given back, and those of its undo in turn. */
export interface Reversal {
  /** Whose rights the writes have. */
  readonly context: Context;
  readonly options?: WriteOptions;
  /**
   * Roots that are given back with what comes out of the trash, before all others; when the operation is done again
   * instead (the undo of its undo), after what goes there.
   */
  readonly first?: readonly string[];
  /** Gives back what the trail does not tell of an operation, as far as it can be: before the trail is followed back, and after. */
  readonly aside?: (transaction: EngineTransaction, context: Context, operation: string) => Promise<void>;
}

/** Thrown by a step when someone asked the operation to stop. */
export class Cancelled extends Error {}

/** Thrown by a step when the operation waits again, for another to go first. What the step wrote is kept. */
export class GaveWay extends Error {}

/** Thrown by a step when the operation is no longer this runner's: another took it over. Nothing of the step is kept. */
export class TakenOver extends Error {}

/** How a batch begins: what it undoes, and by whom it is run at once instead of being queued. */
interface Beginning {
  readonly undoes?: string;
  readonly runner?: string;
}

/** Puts a batch in the queue with what else the caller's transaction writes. Returns its id. */
export async function insertOperation(
  transaction: EngineTransaction,
  context: Context,
  kind: string,
  record: string | null,
  parameters: Readonly<Record<string, unknown>>,
  { undoes, runner }: Beginning = {},
): Promise<string> {
  const id = newId();
  const state: OperationState = runner === undefined ? 'queued' : 'running';
  await sql`INSERT INTO operation (id, kind, record, state, parameters, undoes, created_by, runner, started_at)
      VALUES (${id}, ${kind}, ${record}, ${state}, ${JSON.stringify(parameters)}::jsonb, ${undoes ?? null}, ${context.principal.userId}, ${runner ?? null}, CASE WHEN ${runner ?? null}::text IS NOT NULL THEN now() END)`.execute(
    transaction,
  );
  await sendNotice(transaction, { kind: 'operation', id, state, user: context.principal.userId });
  return id;
}

/** Puts a batch in the queue; it runs as soon as a runner is free. Returns its id. */
export function queueOperation(
  context: Context,
  kind: string,
  record: string | null,
  parameters: Readonly<Record<string, unknown>>,
  beginning: Beginning = {},
): Promise<string> {
  return context.company.database
    .transaction()
    .execute((transaction) => insertOperation(transaction, context, kind, record, parameters, beginning));
}

/** Takes an id; returns the operation as kept, or undefined. */
export async function readOperation(
  database: Database | EngineTransaction,
  id: string,
): Promise<OperationRow | undefined> {
  const { rows } = await sql<OperationRow>`SELECT * FROM operation WHERE id = ${id}`.execute(database);
  return rows[0];
}

/** Takes an id; returns the operation if the principal began it or may see everyone's. Throws CarnetError 404. */
export async function operationFor(context: Context, id: string): Promise<OperationRow> {
  const operation = await readOperation(context.company.database, id);
  const { principal } = context;
  if (!operation || (operation.created_by !== principal.userId && !principal.permissions.areas.audit))
    throw new CarnetError(404, 'operation-not-found');
  return operation;
}

/** The file that an operation reads, if any: a screen names it and goes back to it. */
function sourceOf({ parameters }: OperationRow): { id: string; name: string } | null {
  return typeof parameters.import === 'string' ? { id: parameters.import, name: String(parameters.name ?? '') } : null;
}

/** What an undo gives back in the end, and whether it does that again instead: it undoes an undo. */
interface Undoing {
  readonly operation: string;
  readonly origin: string;
  readonly again: boolean;
}

function undoingOf({ id, kind, parameters }: OperationRow): Record<string, unknown> {
  const earlier = kind === 'undo' ? (parameters as unknown as Partial<Undoing>) : null;
  return { operation: id, origin: earlier ? earlier.origin : kind, again: earlier ? !earlier.again : false };
}

/** « Annulation (import) », « Rétablissement (import) »: an undo says of what. */
function labelOf({ kind, parameters }: OperationRow, kinds: ReadonlyMap<string, OperationKind>): Localized {
  const label = kinds.get(kind)?.label ?? { fr: kind, en: kind };
  const { origin, again } = parameters as unknown as Partial<Undoing>;
  const of = kind === 'undo' && origin !== undefined ? kinds.get(origin)?.label : undefined;
  if (!of) return label;
  const within = (word: string, what: string) => `${word} (${what.charAt(0).toLowerCase()}${what.slice(1)})`;
  return {
    fr: within(again ? 'Rétablissement' : label.fr, of.fr),
    en: within(again ? 'Redo' : label.en, of.en),
  };
}

/** Takes an operation and the kinds there are; returns what the API tells of it. */
export function presentOperation(
  operation: OperationRow,
  kinds: ReadonlyMap<string, OperationKind>,
): Record<string, unknown> {
  const kind = kinds.get(operation.kind);
  return {
    id: operation.id,
    kind: operation.kind,
    label: labelOf(operation, kinds),
    record: operation.record,
    source: sourceOf(operation),
    state: operation.state,
    progress: { done: operation.done, total: operation.total },
    result: operation.result,
    createdAt: operation.created_at,
    createdBy: operation.created_by,
    startedAt: operation.started_at,
    endedAt: operation.ended_at,
    undoable:
      (kind?.undoable ?? false) &&
      (operation.state === 'done' || operation.state === 'cancelled' || operation.state === 'failed'),
    undoes: operation.undoes,
    undoneBy: operation.undone_by,
  };
}

/** Asks an operation to stop after its present chunk; what is written stays and can be undone. Throws CarnetError 404, 409. */
export async function cancelOperation(context: Context, id: string): Promise<void> {
  const operation = await operationFor(context, id);
  if (operation.state !== 'queued' && operation.state !== 'running') throw new CarnetError(409, 'operation-ended');
  const { rows } = await sql<{
    state: OperationState;
  }>`UPDATE operation SET cancel_requested = true, state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
    ended_at = CASE WHEN state = 'queued' THEN now() END WHERE id = ${id} AND state IN ('queued', 'running') RETURNING state`.execute(
    context.company.database,
  );
  if (rows[0]?.state === 'cancelled')
    await sendNotice(context.company.database, {
      kind: 'operation',
      id,
      state: 'cancelled',
      user: operation.created_by,
    });
}

/** Tells whether an operation is given back, or about to be. */
async function isGivenBack(database: Database, id: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT 1 FROM operation WHERE undoes = ${id} AND state IN ('queued', 'running', 'done') LIMIT 1`.execute(
      database,
    );
  return rows.length > 0;
}

/** Puts an operation that failed or was cancelled back in the queue, to go on after its last chunk. Throws CarnetError 404, 409. */
export async function resumeOperation(context: Context, id: string): Promise<void> {
  const operation = await operationFor(context, id);
  if (operation.state !== 'failed' && operation.state !== 'cancelled')
    throw new CarnetError(
      409,
      operation.state === 'queued' || operation.state === 'running' ? 'operation-running' : 'operation-ended',
    );
  if (await isGivenBack(context.company.database, id)) throw new CarnetError(409, 'already-undone');
  await sql`UPDATE operation SET state = 'queued', cancel_requested = false, ended_at = NULL WHERE id = ${id}`.execute(
    context.company.database,
  );
  await sendNotice(context.company.database, { kind: 'operation', id, state: 'queued', user: operation.created_by });
}

/** Puts the undoing of an operation in the queue; returns the id of that operation. Throws CarnetError 404, 409. */
export async function undoOperation(
  context: Context,
  id: string,
  kinds: ReadonlyMap<string, OperationKind>,
): Promise<string> {
  const operation = await operationFor(context, id);
  if (!kinds.get(operation.kind)?.undoable) throw new CarnetError(409, 'not-undoable');
  if (operation.state === 'queued' || operation.state === 'running') throw new CarnetError(409, 'operation-running');
  if (operation.state === 'undone' || (await isGivenBack(context.company.database, id)))
    throw new CarnetError(409, 'already-undone');
  return queueOperation(context, 'undo', operation.record, undoingOf(operation), { undoes: id });
}
