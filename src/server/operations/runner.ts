import { sql } from 'kysely';
import { principalFor, systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import { inTransaction } from '../records/write/engine.ts';
import { Cancelled, type Job, type OperationKind, type OperationRow, type OperationState, readOperation } from './operation.ts';

/** How long a runner may be silent before another takes its operation over (after a crash). */
const lease = '30 seconds';
/** How often a runner renews its lease while a chunk is at work, in milliseconds. */
const heartbeat = 10_000;

async function claim(company: Company): Promise<OperationRow | undefined> {
  const { rows } = await sql<OperationRow>`
    UPDATE operation SET state = 'running', started_at = coalesce(started_at, now()), lease_until = now() + ${lease}::interval
    WHERE id = (
      SELECT id FROM operation WHERE state = 'queued' OR (state = 'running' AND lease_until < now())
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING *`.execute(company.database);
  return rows[0];
}

async function contextOf(company: Company, operation: OperationRow, kind: OperationKind): Promise<Context> {
  const principal = operation.created_by === null ? systemPrincipal(company) : await principalFor(company, operation.created_by);
  if (!principal) throw new CarnetError(403, 'forbidden');
  return { company, principal, channel: kind.channel, operation: operation.id };
}

async function end(company: Company, operation: OperationRow, state: OperationState, result: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await sql`UPDATE operation SET state = ${state}, ended_at = now(), lease_until = NULL, result = result || ${JSON.stringify(result)}::jsonb WHERE id = ${operation.id}`.execute(company.database);
  if (state === 'done' && operation.undoes) await sql`UPDATE operation SET state = 'undone', undone_by = ${operation.id} WHERE id = ${operation.undoes}`.execute(company.database);
  const ended = await readOperation(company.database, operation.id);
  await sendNotice(company.database, { kind: 'operation', id: operation.id, state, progress: { done: ended?.done ?? 0, total: ended?.total ?? null }, user: operation.created_by });
}

function jobOf(company: Company, operation: OperationRow, context: Context): Job {
  const step: Job['step'] = async (work) => {
    const cancelled = await inTransaction(context, async (transaction) => {
      const { done = null, total = null, checkpoint = null, result = {} } = await work(transaction);
      const { rows } = await sql<{ done: number; total: number | null; cancel_requested: boolean }>`UPDATE operation SET done = coalesce(${done}::int, done), total = coalesce(${total}::int, total),
        checkpoint = coalesce(${checkpoint === null ? null : JSON.stringify(checkpoint)}::jsonb, checkpoint), result = result || ${JSON.stringify(result)}::jsonb, lease_until = now() + ${lease}::interval
        WHERE id = ${operation.id} RETURNING done, total, cancel_requested`.execute(transaction);
      const row = rows[0];
      await sendNotice(transaction, { kind: 'operation', id: operation.id, state: 'running', progress: { done: row?.done ?? 0, total: row?.total ?? null }, user: operation.created_by });
      return row?.cancel_requested ?? false;
    });
    if (cancelled) throw new Cancelled();
  };
  return { operation, company, context, step };
}

/**
 * Takes operations from the queue, one after the other, until none waits. An operation whose runner died is taken over
 * and goes on after its last chunk. Returns how many were run.
 */
export async function runWaiting(company: Company, kinds: ReadonlyMap<string, OperationKind>, report: (error: unknown) => void): Promise<number> {
  let count = 0;
  for (let operation = await claim(company); operation; operation = await claim(company)) {
    await runOne(company, kinds, operation, report);
    count++;
  }
  return count;
}

async function runOne(company: Company, kinds: ReadonlyMap<string, OperationKind>, operation: OperationRow, report: (error: unknown) => void): Promise<void> {
  const pulse = setInterval(() => {
    sql`UPDATE operation SET lease_until = now() + ${lease}::interval WHERE id = ${operation.id}`.execute(company.database).catch(report);
  }, heartbeat);
  try {
    const kind = kinds.get(operation.kind);
    if (!kind) throw new CarnetError(500, 'internal');
    await kind.run(jobOf(company, operation, await contextOf(company, operation, kind)));
    await end(company, operation, 'done');
  } catch (error) {
    if (error instanceof Cancelled) return await end(company, operation, 'cancelled');
    if (!(error instanceof CarnetError)) report(error);
    await end(company, operation, 'failed', { error: error instanceof CarnetError ? { code: error.code, parameters: error.parameters } : { code: 'internal' } });
  } finally {
    clearInterval(pulse);
  }
}
