import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A Carnet of its own, as a person would start it. */
export interface RunningCarnet {
  readonly url: string;
  readonly dataFolder: string;
  /** What it wrote so far, to both outputs. */
  readonly output: () => string;
  /** Sends SIGINT and resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Kills the server (not its PostgreSQL) at once. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same data after a stop or a kill. */
  readonly restart: () => Promise<RunningCarnet>;
  /** Stops it and deletes its data. */
  readonly remove: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '..');

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Resolves with the address that it prints once ready; rejects when it ends before. */
function ready(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /http:\/\/[^\s"]+/.exec(output())?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`Carnet ended with code ${code}:\n${output()}`)));
  });
}

async function start(dataFolder: string, environment: Record<string, string>): Promise<RunningCarnet> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, CARNET_LANG: 'fr', PORT: '0', CARNET_DATA: dataFolder, DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const collect = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const output = (): string => text;
  const url = await ready(child, output);
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT');
    return ended(child);
  };
  return {
    url,
    dataFolder,
    output,
    stop,
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
    restart: () => start(dataFolder, environment),
    remove: async () => {
      await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/**
 * Starts Carnet on a free port and a data folder of its own; `environment` adds to what it is told. With `begun`, the
 * data folder of a Carnet that is stopped, it goes on from a copy of that.
 */
export async function startCarnet(environment: Record<string, string> = {}, begun?: string): Promise<RunningCarnet> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'carnet-e2e-'));
  // PostgreSQL's own account has to pass through when the tests run as root.
  chmodSync(dataFolder, 0o711);
  try {
    // Not Node's copy: the database's files stay those of PostgreSQL's account.
    if (begun !== undefined) execFileSync('cp', ['-a', `${begun}/.`, dataFolder]);
    return await start(dataFolder, environment);
  } catch (error) {
    rmSync(dataFolder, { recursive: true, force: true });
    throw error;
  }
}
