import type pg from 'pg';
import { ExplainedError } from '../explained-error.ts';
import { type Cluster, stopPostmaster } from './embedded-cluster.ts';

/**
 * Who uses an embedded cluster is told by advisory locks of PostgreSQL, which end with the process that holds them:
 * nothing stale is left by a kill. Each Carnet holds "use" shared; the server also holds "server" alone; who leaves
 * last can take "use" alone, and stops the cluster.
 */
const namespace = 0x0ca_54e7;
const serverLock = 1;
const useLock = 2;

/** The connection whose locks tell that this process uses the cluster. */
export interface Session {
  readonly client: pg.Client;
}

async function holds(client: pg.Client, call: string, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(`SELECT ${call}($1::int, $2::int) AS held`, [namespace, lock]);
  return rows[0]?.held ?? false;
}

/** Takes the server's lock; throws an ExplainedError that names the process holding it, having closed the connection. */
export async function takeServerLock(client: pg.Client, dataFolder: string): Promise<void> {
  if (await holds(client, 'pg_try_advisory_lock', serverLock)) return;
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND classid = $1::int::oid AND objid = $2::int::oid AND granted`,
    [namespace, serverLock],
  );
  await client.end();
  const pid = rows[0]?.name.replace('carnet ', '') ?? '?';
  throw new ExplainedError({
    fr: `Un serveur Carnet (processus ${pid}) utilise déjà le dossier de données ${dataFolder}. Arrêtez-le, ou indiquez un autre dossier par CARNET_DATA.`,
    en: `A Carnet server (process ${pid}) already uses the data folder ${dataFolder}. Stop it, or name another folder with CARNET_DATA.`,
  });
}

/** Joins those who use the cluster; false, the connection closed, when the last one is just stopping it. */
export async function takeUse(client: pg.Client): Promise<boolean> {
  if (await holds(client, 'pg_try_advisory_lock_shared', useLock)) return true;
  await client.end();
  return false;
}

/** Leaves the cluster, and stops it when nobody else uses it. A lost connection leaves it running: the next start joins it. */
export async function leave(session: Session, cluster: Cluster): Promise<void> {
  const { client } = session;
  let last = false;
  try {
    await holds(client, 'pg_advisory_unlock_shared', useLock);
    last = await holds(client, 'pg_try_advisory_lock', useLock);
  } catch {
    // PostgreSQL has ended before: there is nothing to stop.
  }
  if (last) await stopPostmaster(cluster);
  await client.end().catch(() => undefined);
}
