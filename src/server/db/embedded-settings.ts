import { statfsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';

const mebibyte = 1024 * 1024;

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** Memory that this process may count on, in MiB: the machine's, or its container's when that is less. */
function memory(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  const total = totalmem();
  return Math.floor((limit > 0 && limit < total ? limit : total) / mebibyte);
}

/** Containers often give /dev/shm only 64 MB, on which a parallel query fails. */
function sharedMemoryType(): string {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'posix';
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 256 * mebibyte ? 'posix' : 'mmap';
  } catch {
    return 'mmap';
  }
}

/** Where the cluster listens: a folder for its Unix socket, or a port of 127.0.0.1 where there are none (Windows). */
export interface Listen {
  readonly socketFolder?: string;
  readonly port: number;
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Returns the text of postgresql.conf for the embedded cluster, sized to the machine. `durable: false` is for tests
 * only: it gives up surviving a crash. An administrator's own settings go to `postgresql.local.conf` beside it, which
 * is read last and never written by Carnet.
 */
export function postgresSettings(listen: Listen, { durable }: { durable: boolean }): string {
  const available = memory();
  const cores = availableParallelism();
  const settings: Record<string, string | number> = {
    listen_addresses: quote(listen.socketFolder === undefined ? '127.0.0.1' : ''),
    port: listen.port,
    unix_socket_directories: quote(listen.socketFolder ?? ''),
    unix_socket_permissions: '0700',
    max_connections: 60,
    // Pages beyond it are copied from the system's cache each time, which costs ten times as much as reading them here.
    shared_buffers: `${between(64, Math.floor(available / 10), durable ? 2048 : 256)}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(available / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${between(64, Math.floor(available / 32), 256)}MB`,
    dynamic_shared_memory_type: sharedMemoryType(),
    max_parallel_workers: cores,
    // A page of a list is read before a second process would have begun, and the other cores serve other people.
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    random_page_cost: 1.1,
    // Nothing replicates this cluster: less is written, and a table filled where it is made needs no journal.
    wal_level: 'minimal',
    max_wal_senders: 0,
    wal_compression: 'on',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    synchronous_commit: 'on',
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.02,
    password_encryption: quote('scram-sha-256'),
    timezone: quote('UTC'),
    log_timezone: quote('UTC'),
    datestyle: quote('iso, ymd'),
    lc_messages: quote('C'),
    log_min_messages: 'warning',
    log_line_prefix: quote('%m [%p] '),
    cluster_name: quote('carnet'),
  };
  if (!durable) Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' });
  return [
    '# Written by Carnet at each start. Your own settings: postgresql.local.conf, beside this file.',
    ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`),
    "include_if_exists = 'postgresql.local.conf'",
    '',
  ].join('\n');
}

/** The text of pg_hba.conf: a password, always, and from this machine only. */
export const clientAuthentication = [
  '# Written by Carnet at each start.',
  'local all all scram-sha-256',
  'host all all 127.0.0.1/32 scram-sha-256',
  '',
].join('\n');
