import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { OpenCompany } from '../company-open.ts';
import type { Connection } from '../db/connection.ts';
import type { Outgoing } from '../outgoing/environment.ts';
import type { OperationKind } from './operation.ts';
import { runWaiting } from './runner.ts';

/** What the thread of the jobs is given. */
export interface JobThreadData {
  readonly connection: Connection;
  readonly dataFolder: string;
  readonly outgoing?: Outgoing;
}

/** What runs the operations that wait. */
export interface JobRunner {
  /** Has the queue looked at: now, and again once what runs has ended. */
  readonly wake: () => void;
  /** Stops. What was at work goes on at the next start, after its last chunk. */
  readonly close: () => Promise<void>;
}

/** The built entry of the thread; absent where Carnet runs from its sources (tests). */
function builtEntry(): string | undefined {
  const path = fileURLToPath(new URL('./main.job.js', import.meta.url));
  return existsSync(path) ? path : undefined;
}

/**
 * Runs a company's operations apart from the thread that answers requests: a thread of its own, with connections of its
 * own, begun when an operation is queued and at start (what a crash cut goes on), ended when none waits. From sources,
 * where there is no such thread, it runs in this one. `report` hears of faults of ours.
 */
export function startJobRunner(
  company: OpenCompany,
  data: JobThreadData,
  kinds: ReadonlyMap<string, OperationKind>,
  report: (error: unknown) => void,
): JobRunner {
  const entry = builtEntry();
  let thread: Worker | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;

  const runThread = (path: string) =>
    new Promise<void>((resolve) => {
      thread = new Worker(path, { workerData: data });
      thread.on('message', (fault: unknown) => report(fault));
      thread.on('error', report);
      thread.once('exit', () => {
        thread = undefined;
        resolve();
      });
    });
  const run = async () => {
    do {
      again = false;
      if (entry) await runThread(entry);
      else await runWaiting(company, kinds, report).catch((error: unknown) => (closed ? undefined : report(error)));
    } while (again && !closed);
  };
  const wake = () => {
    if (closed) return;
    again = true;
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  const unsubscribe = company.changes.subscribe((heard) => {
    if (heard === 'missed' || (heard.kind === 'operation' && 'state' in heard && heard.state === 'queued')) wake();
  });
  wake();
  return {
    wake,
    close: async () => {
      closed = true;
      unsubscribe();
      await thread?.terminate();
      if (entry) await running;
    },
  };
}
