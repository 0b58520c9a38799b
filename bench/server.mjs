import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../scripts/sources.mjs';

const entry = join(root, 'dist', 'server', 'main.server.js');
const administrator = { email: 'bench@example.com', password: 'bench-only-by-itself' };

/** Users of the generated base: who sees all, a fifth, 500 accounts. */
export const readers = {
  administrator: administrator.email,
  manager: 'claire.morel@example.com',
  salesperson: 'hugo.leroy@example.com',
};

const environment = (dataFolder, port) => ({
  ...process.env,
  CARNET_DATA: dataFolder,
  CARNET_LANG: 'en',
  PORT: String(port),
  CARNET_ADMIN_EMAIL: administrator.email,
  CARNET_ADMIN_PASSWORD: administrator.password,
});

/** Runs a command of Carnet's; resolves to what it printed and its exit code. */
export function run(args, dataFolder, port) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      env: environment(dataFolder, port),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (data) => (printed += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ printed: printed.trim(), code }));
  });
}

/**
 * Takes a server's address and an API key; returns `ask(method, path, body)`, which resolves to what the API answers and
 * throws for a refusal, and `ended(id, { every, on })`, which looks at a batch every so many milliseconds until it has
 * ended, tells `on` of it each time, and resolves to the batch.
 */
export function client(url, key) {
  async function ask(method, path, body) {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const told = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told).slice(0, 500)}`);
    return told;
  }
  async function ended(id, { every = 100, on = async () => undefined } = {}) {
    for (;;) {
      const operation = await ask('GET', `operations/${id}`);
      if (operation.state !== 'queued' && operation.state !== 'running') return operation;
      await on(operation);
      await delay(every);
    }
  }
  return { ask, ended };
}

/** Starts the built server on a data folder; resolves once it answers, with how long that took and a way to stop it. */
export async function start(dataFolder, port) {
  const began = performance.now();
  const child = spawn(process.execPath, [entry, 'start'], { env: environment(dataFolder, port), stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let answered = false; !answered; ) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    answered = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (!answered) await delay(20);
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, pid: child.pid, took: performance.now() - began, administrator, stop };
}

/** The client for bare measures of the database: pg, as Carnet uses it. */
export const pg = createRequire(import.meta.url)('pg');
