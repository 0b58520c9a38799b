import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** A postmaster at work, as its pid file describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Folder of its Unix socket; empty when it has none. */
  readonly socketFolder: string;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The folder a process stands in, where the system tells it (Linux, for its own processes or for root). */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** After a power cut the number in the pid file may belong to any other process: the postmaster's alone counts. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    const folder = workingFolder(pid);
    if (folder !== undefined) return folder === realpathSync(cluster);
  }
  if (process.platform === 'win32') return true;
  return /postgres/.test(spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '');
}

/**
 * Returns the postmaster that runs on the cluster folder, or undefined; `recycled` tells that the number its pid file
 * names now belongs to another process: PostgreSQL would refuse to start. (A number that nobody has it clears itself.)
 */
export function findPostmaster(cluster: string): { postmaster?: Postmaster; recycled: boolean } {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return { recycled: false };
  // The lines are pid, folder, start time, port, socket folder…: src/include/utils/pidfile.h of PostgreSQL.
  const lines = readFileSync(path, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return { recycled: false };
  if (!isPostmasterOf(pid, cluster)) return { recycled: true };
  return { postmaster: { pid, port: Number(lines[3]) || 0, socketFolder: lines[4] ?? '' }, recycled: false };
}

/**
 * Ends the backends that outlived their postmaster: PostgreSQL refuses to start while one of them holds the shared
 * memory. Call it only when no postmaster runs. Linux alone can tell them from others; elsewhere they end by themselves.
 */
export function endOrphans(cluster: string): void {
  if (process.platform !== 'linux') return;
  const folder = realpathSync(cluster);
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || workingFolder(pid) !== folder) continue;
    if (!/^postgres/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}
