import type { Company } from '../company.ts';
import type { OpenCompany } from '../company-open.ts';
import { readOperation } from '../operations/operation.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { dueBetween, takeDueTime } from './due.ts';
import { happeningsOf } from './happenings.ts';
import { closeSource, nextSource, noteFailedSource, type Source } from './source.ts';
import { tell, tellOfBatch } from './tell.ts';

/** A batch that took less is over before one looks away; milliseconds. */
const shortBatch = 10_000;

async function tellOfEnd(transaction: EngineTransaction, company: Company, id: string): Promise<void> {
  const operation = await readOperation(transaction, id);
  if (!operation?.created_by || !operation.started_at || !operation.ended_at) return;
  const took = new Date(operation.ended_at).getTime() - new Date(operation.started_at).getTime();
  if (operation.state !== 'failed' && took < shortBatch) return;
  const { kind, state, done } = operation;
  await tellOfBatch(transaction, company, operation.created_by, id, { kind, state, done });
}

/** Tells of one source and closes it; returns whether there was one. */
async function tellNext(company: Company, report: (error: unknown) => void): Promise<boolean> {
  let source: Source | undefined;
  try {
    return await company.database.transaction().execute(async (transaction) => {
      source = await nextSource(transaction);
      if (!source) return false;
      if (source.operation_id) await tellOfEnd(transaction, company, source.operation_id);
      else await tell(transaction, company, await happeningsOf(transaction, company.model(), source));
      await closeSource(transaction, source);
      return true;
    });
  } catch (error) {
    if (!source) throw error;
    report(error);
    await noteFailedSource(company.database, source);
    return true;
  }
}

/** Tells people of all that has happened and of what has fallen due up to `now`; returns when all is told. */
export async function tellAll(
  company: Company,
  report: (error: unknown) => void,
  { now = new Date(), open = () => true }: { readonly now?: Date; readonly open?: () => boolean } = {},
): Promise<void> {
  while (open() && (await tellNext(company, report))) {
    // On to the next.
  }
  if (!open()) return;
  await company.database.transaction().execute(async (transaction) => {
    const after = await takeDueTime(transaction, now);
    if (after) await tell(transaction, company, await dueBetween(transaction, company.model(), after, now));
  });
}

/** How often it is looked at what has fallen due, in milliseconds. */
const dueInterval = 30_000;
/** How long changes are gathered before people are told of them, in milliseconds. */
const gathering = 200;

/**
 * Tells a company's people of what happens, as it happens, and of what falls due. Several processes may do so at once:
 * each thing is told once. `report` hears of faults of ours. Returns what stops it.
 */
export function startNotifier(company: OpenCompany, report: (error: unknown) => void): { close: () => Promise<void> } {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  let closed = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await tellAll(company, report, { open: () => !closed }).catch((error: unknown) =>
        closed ? undefined : report(error),
      );
    } while (again && !closed);
  };
  const wake = (): void => {
    timer = undefined;
    if (closed) return;
    again = true;
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  const unsubscribe = company.changes.subscribe(() => {
    timer ??= setTimeout(wake, gathering);
  });
  const due = setInterval(wake, dueInterval);
  due.unref();
  wake();
  return {
    close: async () => {
      closed = true;
      unsubscribe();
      clearTimeout(timer);
      clearInterval(due);
      await running;
    },
  };
}
