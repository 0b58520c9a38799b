import { parentPort, workerData } from 'node:worker_threads';
import { openCompany } from '../company-open.ts';
import { createPool } from '../db/connection.ts';
import type { ServerFeature } from '../feature.ts';
import { loadSecretKey } from '../secret-key.ts';
import type { JobThreadData } from './job-thread.ts';
import { kindsWith } from './kinds.ts';
import { runWaiting } from './runner.ts';

/** Connections of the thread: one writes, one reads beside it. */
const connections = 3;

/** The body of the jobs' thread: opens the company anew, runs the operations that wait, ends. */
export async function runJobThread(features: readonly ServerFeature[]): Promise<void> {
  const { connection, dataFolder, outgoing } = workerData as JobThreadData;
  const report = (error: unknown): void =>
    parentPort?.postMessage(error instanceof Error ? { message: error.message, stack: error.stack } : error);
  const pool = createPool(connection, { max: connections });
  try {
    const company = await openCompany({
      pool,
      connection,
      deriveKey: loadSecretKey(dataFolder),
      dataFolder,
      ...(outgoing ? { outgoing } : {}),
    });
    try {
      await runWaiting(company, kindsWith(features), report);
    } finally {
      await company.close();
    }
  } catch (error) {
    report(error);
  } finally {
    await pool.end();
  }
}
