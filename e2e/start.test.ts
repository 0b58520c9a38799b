import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type RunningCarnet, startCarnet } from './carnet.ts';

const running: RunningCarnet[] = [];
const start = async (environment?: Record<string, string>): Promise<RunningCarnet> => {
  const carnet = await startCarnet(environment);
  running.push(carnet);
  return carnet;
};
afterEach(async () => {
  for (const carnet of running.splice(0).reverse()) await carnet.remove();
});

const health = async ({ url }: RunningCarnet): Promise<unknown> => (await fetch(`${url}/health`)).json();
const healthy = { status: 'ok', version: expect.any(String) };
const postmaster = ({ dataFolder }: RunningCarnet): number =>
  Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('Carnet, started by one command', () => {
  test('answers, stops cleanly with its database, and starts again', async () => {
    const carnet = await start();
    expect(await health(carnet)).toEqual(healthy);
    expect(await carnet.stop()).toBe(0);
    expect(() => postmaster(carnet)).toThrow(/ENOENT/);
    const again = await carnet.restart();
    running.push(again);
    expect(await health(again)).toEqual(healthy);
  });

  test('says which data folder is already served, and which port is taken', async () => {
    const carnet = await start();
    await expect(carnet.restart()).rejects.toThrow(/code 1:[\s\S]*utilise déjà le dossier de données/);
    const { port } = new URL(carnet.url);
    await expect(startCarnet({ PORT: port })).rejects.toThrow(
      new RegExp(`code 1:[\\s\\S]*Le port ${port} est déjà pris`),
    );
  });

  test('joins the PostgreSQL that a killed server left at work', async () => {
    const carnet = await start();
    const before = postmaster(carnet);
    await carnet.kill();
    const again = await carnet.restart();
    running.push(again);
    expect(postmaster(again)).toBe(before);
    expect(await health(again)).toEqual(healthy);
  });

  test('comes back when the server and PostgreSQL are killed together', async () => {
    const carnet = await start();
    process.kill(postmaster(carnet), 'SIGKILL');
    await carnet.kill();
    const again = await carnet.restart();
    running.push(again);
    expect(await health(again)).toEqual(healthy);
  });

  test('starts PostgreSQL again when it alone is killed', async () => {
    const carnet = await start();
    const before = postmaster(carnet);
    process.kill(before, 'SIGKILL');
    await expect.poll(() => postmaster(carnet), { timeout: 60_000 }).not.toBe(before);
    await expect.poll(() => health(carnet), { timeout: 60_000 }).toEqual(healthy);
  });
});
