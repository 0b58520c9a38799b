import { sql } from 'kysely';
import type { Localized } from '../../lib/localized.ts';
import type { Context } from '../../server/context.ts';
import { CarnetError } from '../../server/errors.ts';
import { type Job, type OperationKind, operationFor, queueOperation } from '../../server/operations/operation.ts';
import {
  type HandedAccess,
  handPortalAccess,
  type LetIn,
  type PortalHanding,
} from '../../server/portal/portal-access.ts';
import { countSelected, nextSelected } from '../../server/records/selected-rows.ts';
import { writeInTransaction } from '../../server/records/write/engine.ts';
import type { EngineTransaction } from '../../server/records/write/types.ts';
import { seal, unseal } from '../../server/sealed.ts';
import {
  countFates,
  demandOutside,
  lineOf,
  type OutsideRequest,
  outsideRecord,
  planOutside,
} from './outside-plan.server.ts';
import type { Handout, OutsideKind, OutsideResult } from './outside-reasons.ts';

/** Contacts let in in one transaction. */
const chunk = 250;
/** Contacts named in the result as left alone; more are counted. */
const mostLeft = 1000;

const purpose = 'portal-handout';

/** How what lets people in reaches them, as the batch keeps it. */
type Parameters = OutsideRequest & { readonly base: string };

/** Begins to let the contacts of a selection in; returns the operation's id. Throws 403, 422. */
export async function queueOutside(
  context: Context,
  kind: OutsideKind,
  request: OutsideRequest,
  base: string,
): Promise<string> {
  demandOutside(context, kind, request);
  const parameters: Parameters = { ...request, base };
  return await queueOperation(context, kind, 'contact', parameters as unknown as Record<string, unknown>);
}

/** Keeps what was not mailed, sealed, for who began the batch to fetch. */
async function keepHandouts(
  transaction: EngineTransaction,
  { context, operation }: Job,
  handed: readonly HandedAccess[],
): Promise<number> {
  const waiting = handed.filter(({ mailed }) => !mailed);
  if (waiting.length === 0) return 0;
  const sealed = waiting.map(({ name, login, link, password }) =>
    seal(context.company, purpose, JSON.stringify({ name, login, link, password } satisfies Handout)),
  );
  await sql`
    INSERT INTO auth.portal_handout (operation_id, visitor_id, sealed)
    SELECT ${operation.id}::uuid, made.visitor, made.sealed
    FROM unnest(${waiting.map(({ id }) => id)}::uuid[], ${sealed}::bytea[]) AS made (visitor, sealed)
  `.execute(transaction);
  return waiting.length;
}

/**
 * Takes who asks and the id of a batch of theirs; returns the links and temporary passwords that it made, this once:
 * they are forgotten as they are told. Throws 404 for another's batch.
 */
export async function takeHandouts(context: Context, id: string): Promise<Handout[]> {
  const { created_by } = await operationFor(context, id);
  if (created_by !== context.principal.userId) throw new CarnetError(404, 'operation-not-found');
  const { rows } = await sql<{ sealed: Buffer }>`
    DELETE FROM auth.portal_handout WHERE operation_id = ${id} RETURNING sealed`.execute(context.company.database);
  return rows
    .flatMap(({ sealed }) => {
      const text = unseal(context.company, purpose, sealed);
      return text === undefined ? [] : [JSON.parse(text) as Handout];
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'fr'));
}

async function letIn(
  job: Job,
  kind: OutsideKind,
  request: Parameters,
  transaction: EngineTransaction,
  ids: readonly string[],
): Promise<OutsideResult> {
  const { context } = job;
  const planned = await planOutside(context, kind, request, ids, new Set(), transaction);
  const chosen = planned.filter(({ values }) => values !== null);
  const writes = chosen.map(({ values }) => ({ kind: 'create' as const, values: values ?? {} }));
  const outcomes = await writeInTransaction(transaction, context, outsideRecord(context, kind), writes, {
    trusted: true,
  });
  const people = chosen.flatMap(({ title, email }, place): LetIn[] => {
    const outcome = outcomes[place];
    return outcome?.ok && email !== null ? [{ id: outcome.id, name: title, login: email }] : [];
  });
  const handing: PortalHanding = { mail: request.mail, base: request.base, origin: {} };
  const handed =
    request.passwordMode === 'none'
      ? []
      : await handPortalAccess(transaction, context, people, request.passwordMode, handing);
  const left = planned.filter(({ fate }) => fate !== 'create').map(lineOf);
  const created = outcomes.filter(({ ok }) => ok).length;
  return {
    created,
    skipped: left.length,
    refused: outcomes.length - created,
    fates: countFates(left, {}),
    left,
    handouts: await keepHandouts(transaction, job, handed),
  };
}

function added(before: OutsideResult, more: OutsideResult): OutsideResult {
  return {
    created: before.created + more.created,
    skipped: before.skipped + more.skipped,
    refused: before.refused + more.refused,
    handouts: before.handouts + more.handouts,
    fates: countFates(more.left, before.fates),
    left: [...before.left, ...more.left].slice(0, mostLeft),
  };
}

const nothing: OutsideResult = { created: 0, skipped: 0, refused: 0, fates: {}, left: [], handouts: 0 };

function outsideKind(name: OutsideKind, label: Localized): OperationKind {
  return {
    name,
    label,
    // What was made goes to the trash: with the record, whoever it is no longer comes in.
    undoable: true,
    channel: 'bulk',
    run: async (job) => {
      const { context, operation } = job;
      const record = context.company.model().record('contact');
      const request = operation.parameters as unknown as Parameters;
      demandOutside(context, name, request);
      let after = (operation.checkpoint?.after as string | undefined) ?? null;
      let done = operation.done;
      let result: OutsideResult = { ...nothing, ...(operation.result as Partial<OutsideResult>) };
      const total = operation.total ?? (await countSelected(context, record, request.selection));
      for (;;) {
        const ids = await nextSelected(context, record, request.selection, after, chunk);
        const last = ids.at(-1);
        if (last === undefined) break;
        let next = result;
        await job.step(async (transaction) => {
          next = added(result, await letIn(job, name, request, transaction, ids));
          const kept = next as unknown as Record<string, unknown>;
          return { done: done + ids.length, total, checkpoint: { after: last }, result: kept };
        });
        result = next;
        done += ids.length;
        after = last;
      }
      await job.step(async () => ({ done, total: done, result: result as unknown as Record<string, unknown> }));
    },
  };
}

/** « Créer des utilisateurs extranet », « Créer des collaborateurs externes » (F113, F114). */
export const outsideKinds: readonly OperationKind[] = [
  outsideKind('extranet-users', { fr: 'Utilisateurs extranet', en: 'Extranet users' }),
  outsideKind('external-collaborators', { fr: 'Collaborateurs externes', en: 'External collaborators' }),
];
