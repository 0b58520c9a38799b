import { sql } from 'kysely';
import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import {
  cancelOperation,
  type OperationKind,
  type OperationRow,
  operationFor,
  presentOperation,
  resumeOperation,
  undoOperation,
} from '../../operations/operation.ts';
import { type Route, route } from '../contract.ts';

const id = z.string().refine(isId);
const operation = z.object({
  id,
  kind: z.string(),
  label: z.object({ fr: z.string(), en: z.string() }),
  record: z.string().nullable(),
  source: z.object({ id, name: z.string() }).nullable(),
  state: z.enum(['queued', 'running', 'done', 'cancelled', 'failed', 'undone']),
  progress: z.object({ done: z.int(), total: z.int().nullable() }),
  result: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  createdBy: id.nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  undoable: z.boolean(),
  undoes: id.nullable(),
  undoneBy: id.nullable(),
});
const queued = z.object({ operation: id });

const pageSize = 50;

type Kinds = ReadonlyMap<string, OperationKind>;

function present(row: OperationRow, kinds: Kinds): Record<string, unknown> {
  return presentOperation(row, kinds);
}

/** The principal's own batches, newest first; everyone's for whoever may read the trail. */
async function listOperations({ company, principal }: Context, kinds: Kinds, cursor: string | undefined) {
  const everyone = principal.permissions.areas.audit;
  const { rows } = await sql<OperationRow>`
    SELECT * FROM operation
    WHERE ${everyone ? sql`true` : sql`created_by = ${principal.userId}`} ${cursor ? sql`AND id < ${cursor}::uuid` : sql``}
    ORDER BY id DESC LIMIT ${pageSize + 1}
  `.execute(company.database);
  const page = rows.slice(0, pageSize);
  return {
    items: page.map((row) => present(row, kinds)),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Batches: how far they are, stopping them, going on, giving back what they did. */
export const operationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/operations',
    tag: 'operations',
    summary: { fr: 'Ses opérations, la dernière d’abord', en: 'One’s operations, the last one first' },
    query: z.strictObject({ cursor: z.string().optional() }),
    response: z.object({ items: z.array(operation), next: id.nullable() }),
    handle: ({ context, query, request }) => {
      if (query.cursor !== undefined && !isId(query.cursor)) throw new CarnetError(400, 'invalid-cursor');
      return listOperations(context, request.served.operationKinds, query.cursor);
    },
  }),
  route({
    method: 'GET',
    path: '/operations/:id',
    tag: 'operations',
    summary: { fr: 'Où en est une opération', en: 'How far an operation is' },
    params: z.object({ id }),
    response: operation,
    handle: async ({ context, params, request }) =>
      present(await operationFor(context, params.id), request.served.operationKinds),
  }),
  route({
    method: 'POST',
    path: '/operations/:id/cancel',
    tag: 'operations',
    summary: { fr: 'Arrête une opération ; ce qui est écrit reste', en: 'Stops an operation; what is written stays' },
    params: z.object({ id }),
    response: queued,
    handle: async ({ context, params }) => {
      await cancelOperation(context, params.id);
      return { operation: params.id };
    },
  }),
  route({
    method: 'POST',
    path: '/operations/:id/resume',
    tag: 'operations',
    summary: { fr: 'Reprend une opération arrêtée', en: 'Goes on with a stopped operation' },
    params: z.object({ id }),
    status: 202,
    response: queued,
    handle: async ({ context, params }) => {
      await resumeOperation(context, params.id);
      return { operation: params.id };
    },
  }),
  route({
    method: 'POST',
    path: '/operations/:id/undo',
    tag: 'operations',
    summary: { fr: 'Annule tout ce qu’une opération a fait', en: 'Gives back all that an operation did' },
    params: z.object({ id }),
    status: 202,
    response: queued,
    handle: async ({ context, params, request }) => ({
      operation: await undoOperation(context, params.id, request.served.operationKinds),
    }),
  }),
];
