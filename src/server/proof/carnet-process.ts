import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { findPackage } from '../package-root.ts';

/** The server as it is installed, in a process of its own. */
export interface CarnetProcess {
  readonly url: string;
  /** Tells how it is: whether it runs, and what it said last. */
  readonly state: () => string;
  /** Ends every process of it at once, PostgreSQL's too, as a power cut does. */
  readonly cutPower: () => Promise<void>;
}

/** Builds the server into `folder` (below the project, whose packages it finds); returns its entry. */
export async function buildServer(folder: string): Promise<string> {
  const { root } = findPackage();
  const bundle = await rolldown({
    cwd: root,
    input: { 'main.server': 'src/main.server.ts', 'main.job': 'src/main.job.ts' },
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[a-zA-Z]:\\/.test(id),
    logLevel: 'silent',
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
  });
  await bundle.close();
  return join(folder, 'main.server.js');
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** The postmaster of a data folder and its children (Linux). */
function postgresProcesses(dataFolder: string): number[] {
  try {
    const postmaster = Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const children = readdirSync('/proc').filter((name) => {
      if (!/^\d+$/.test(name)) return false;
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === postmaster;
      } catch {
        return false;
      }
    });
    return [postmaster, ...children.map(Number)].filter((pid) => pid > 1);
  } catch {
    return [];
  }
}

/** Starts the built server on a data folder and any free port; resolves once it answers. */
export async function startCarnet(
  entry: string,
  dataFolder: string,
  environment: Readonly<Record<string, string>>,
): Promise<CarnetProcess> {
  const child = spawn(process.execPath, [entry, 'start'], {
    env: {
      ...process.env,
      CARNET_LANG: 'en',
      HOST: '127.0.0.1',
      PORT: '0',
      CARNET_DATA: dataFolder,
      DATABASE_URL: '',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /Carnet is ready: (http:\S+?)"?\s/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('exit', (code) => reject(new Error(`Carnet ended with code ${code}:\n${output.slice(-4_000)}`)));
  });
  return {
    url,
    state: () => `exit code ${child.exitCode}, signal ${child.signalCode}; it said:\n${output.slice(-4_000)}`,
    cutPower: async () => {
      const processes = postgresProcesses(dataFolder);
      child.kill('SIGKILL');
      for (const pid of processes) kill(pid);
      await ended(child);
    },
  };
}
