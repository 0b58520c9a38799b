import { sql } from 'kysely';
import { principalFor, systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { connect } from '../db/connection.ts';
import { storedJson } from '../db/stored-json.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import { noteEndOfOperation } from '../notifications/source.ts';
import { inTransaction } from '../records/write/engine.ts';
import {
  Cancelled,
  GaveWay,
  type Job,
  type OperationKind,
  type OperationRow,
  type OperationState,
  type Progress,
  readOperation,
  TakenOver,
} from './operation.ts';

/** What a runner is told of beside the queue. */
export interface RunOptions {
  /** Hears of each fault of ours. */
  readonly report: (error: unknown) => void;
  /** Hears of each chunk that is committed. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number | null }) => void;
}

/** Who runs operations: a session of the database that lives as long as the runner. */
interface Runner {
  readonly name: string;
  readonly isAlive: () => boolean;
  readonly close: () => Promise<void>;
}

/**
 * Opens the session that stands for a runner. PostgreSQL ends it at once when its process dies, however it dies: what
 * the runner left is free for another without any waiting.
 */
async function openRunner(company: Company): Promise<Runner> {
  const client = await connect({ connectionString: company.databaseUrl, application_name: 'carnet jobs' });
  let alive = true;
  client.once('end', () => {
    alive = false;
  });
  const { rows } = await client.query<{ name: string }>(
    `SELECT ${sessionName} AS name FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
  );
  return { name: rows[0]?.name ?? '', isAlive: () => alive, close: () => client.end() };
}

/** The name of a session as SQL: a process number alone is used again. */
const sessionName = "pid || '/' || extract(epoch FROM backend_start)";

type Kinds = Job['kinds'];

/** The condition that an operation is of a kind that lets others go before it. */
function givesWay(kinds: Kinds) {
  const names = [...kinds.values()].filter((kind) => kind.givesWay).map(({ name }) => name);
  return sql<boolean>`(kind = ANY(${names}::text[]))`;
}

async function claim(company: Company, kinds: Kinds, runner: Runner): Promise<OperationRow | undefined> {
  const { rows } = await sql<OperationRow>`
    UPDATE operation SET state = 'running', started_at = coalesce(started_at, now()), runner = ${runner.name}
    WHERE id = (
      SELECT id FROM operation
      WHERE state = 'queued'
        OR (state = 'running' AND (runner IS NULL OR runner NOT IN (SELECT ${sql.raw(sessionName)} FROM pg_stat_activity WHERE backend_start IS NOT NULL)))
      ORDER BY ${givesWay(kinds)}, created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING *`.execute(company.database);
  return rows[0];
}

/** Puts an operation back in the queue where another waits that it gives way to. Tells whether it did. */
async function letOthersGo(company: Company, kinds: Kinds, runner: Runner, { id }: OperationRow): Promise<boolean> {
  const { rows } = await sql`UPDATE operation SET state = 'queued', runner = NULL
    WHERE id = ${id} AND runner = ${runner.name}
      AND EXISTS (SELECT FROM operation WHERE state = 'queued' AND NOT ${givesWay(kinds)}) RETURNING id`.execute(
    company.database,
  );
  return rows.length > 0;
}

async function contextOf(company: Company, operation: OperationRow, kind: OperationKind): Promise<Context> {
  const principal =
    operation.created_by === null ? systemPrincipal(company) : await principalFor(company, operation.created_by);
  if (!principal) throw new CarnetError(403, 'forbidden');
  return { company, principal, channel: kind.channel, operation: operation.id };
}

async function end(
  company: Company,
  runner: Runner,
  operation: OperationRow,
  state: OperationState,
  result: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  // One statement: nobody, and no crash, comes between the end of an undoing and what it undid being undone.
  const { rows } = await sql`
    WITH ended AS (
      UPDATE operation SET state = ${state}, ended_at = now(), runner = NULL, result = result || ${storedJson(result)}::jsonb
      WHERE id = ${operation.id} AND runner = ${runner.name} RETURNING id, undoes
    ), undone AS (
      UPDATE operation SET state = 'undone', undone_by = ended.id FROM ended
      WHERE operation.id = ended.undoes AND ${state}::text = 'done'
    )
    SELECT id FROM ended`.execute(company.database);
  if (rows.length === 0) return;
  const ended = await readOperation(company.database, operation.id);
  if (operation.created_by) await noteEndOfOperation(company, operation.id);
  await sendNotice(company.database, {
    kind: 'operation',
    id: operation.id,
    state,
    progress: { done: ended?.done ?? 0, total: ended?.total ?? null },
    user: operation.created_by,
  });
}

function jobOf(
  context: Context,
  kinds: Kinds,
  runner: Runner,
  operation: OperationRow,
  { onProgress }: RunOptions,
): Job {
  const save = async (work: Parameters<Job['step']>[0]) =>
    inTransaction(context, async (transaction) => {
      const { done, total, checkpoint, result }: Progress = await work(transaction);
      const { rows } = await sql<{
        done: number;
        total: number | null;
        cancel_requested: boolean;
      }>`UPDATE operation SET done = coalesce(${done ?? null}::int, done), total = coalesce(${total ?? null}::int, total),
        checkpoint = coalesce(${checkpoint ? JSON.stringify(checkpoint) : null}::jsonb, checkpoint), result = result || ${storedJson(result ?? {})}::jsonb
        WHERE id = ${operation.id} AND runner = ${runner.name} RETURNING done, total, cancel_requested`.execute(
        transaction,
      );
      const row = rows[0];
      if (!row || !runner.isAlive()) throw new TakenOver();
      await sendNotice(transaction, {
        kind: 'operation',
        id: operation.id,
        state: 'running',
        progress: { done: row.done, total: row.total },
        user: operation.created_by,
      });
      return row;
    });
  const step: Job['step'] = async (work) => {
    const row = await save(work);
    onProgress?.({ done: row.done, total: row.total });
    if (row.cancel_requested) throw new Cancelled();
    if (kinds.get(operation.kind)?.givesWay && (await letOthersGo(context.company, kinds, runner, operation)))
      throw new GaveWay();
  };
  return { operation, company: context.company, context, step, kinds };
}

/**
 * Takes operations from the queue, one after the other, until none waits. An operation whose runner died is taken over
 * and goes on after its last chunk. Returns how many were run.
 */
export async function runWaiting(company: Company, kinds: Kinds, report: (error: unknown) => void): Promise<number> {
  const runner = await openRunner(company);
  try {
    let count = 0;
    for (let next = await claim(company, kinds, runner); next; next = await claim(company, kinds, runner)) {
      await runOne(company, kinds, runner, next, { report });
      count++;
    }
    return count;
  } finally {
    await runner.close();
  }
}

/**
 * Runs one operation here and now, past the queue (for the command line): nobody else takes it while this process
 * lives. Takes what began it and what it is; returns it as it ended.
 */
export async function runHere(
  context: Context,
  kinds: Kinds,
  begin: (runner: string) => Promise<string>,
  options: RunOptions,
): Promise<OperationRow> {
  const runner = await openRunner(context.company);
  try {
    const id = await begin(runner.name);
    const operation = await readOperation(context.company.database, id);
    if (!operation) throw new CarnetError(404, 'operation-not-found');
    await runOne(context.company, kinds, runner, operation, options);
    return (await readOperation(context.company.database, id)) ?? operation;
  } finally {
    await runner.close();
  }
}

async function runOne(
  company: Company,
  kinds: Kinds,
  runner: Runner,
  operation: OperationRow,
  options: RunOptions,
): Promise<void> {
  try {
    const kind = kinds.get(operation.kind);
    if (!kind) throw new CarnetError(500, 'internal');
    const context = await contextOf(company, operation, kind);
    await kind.run(jobOf(context, kinds, runner, operation, options));
    await end(company, runner, operation, 'done');
  } catch (error) {
    if (error instanceof TakenOver || error instanceof GaveWay) return;
    if (error instanceof Cancelled) return await end(company, runner, operation, 'cancelled');
    if (!(error instanceof CarnetError)) options.report(error);
    const told =
      error instanceof CarnetError
        ? {
            code: error.code,
            parameters: error.parameters,
            errors: error.errors,
            message: { fr: error.problem('fr').detail, en: error.problem('en').detail },
          }
        : { code: 'internal' };
    await end(company, runner, operation, 'failed', { error: told });
  }
}
