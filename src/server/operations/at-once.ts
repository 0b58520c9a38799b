import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { storedJson } from '../db/stored-json.ts';
import { sendNotice } from '../live/notices.ts';
import { inTransaction } from '../records/write/engine.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { insertOperation, type OperationKind } from './operation.ts';

/**
 * Runs a short batch at once instead of queueing it: its writes and the row that stands for it are one transaction, so
 * that it is whole or not at all, and is undone as any other. Takes who acts, the kind, the record type and what is to
 * be done with a context whose writes belong to the operation; returns the operation's id.
 */
export function runAtOnce(
  context: Context,
  kind: OperationKind,
  record: string,
  parameters: Readonly<Record<string, unknown>>,
  work: (transaction: EngineTransaction, context: Context) => Promise<Readonly<Record<string, unknown>>>,
): Promise<string> {
  return inTransaction(context, async (transaction) => {
    const id = await insertOperation(transaction, context, kind.name, record, parameters);
    const result = await work(transaction, { ...context, operation: id });
    await sql`UPDATE operation SET state = 'done', done = 1, total = 1, started_at = now(), ended_at = now(), result = ${storedJson(result)}::jsonb
      WHERE id = ${id}`.execute(transaction);
    await sendNotice(transaction, { kind: 'operation', id, state: 'done', user: context.principal.userId });
    return id;
  });
}
