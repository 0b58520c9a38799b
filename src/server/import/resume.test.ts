import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { operationKinds } from '../operations/kinds.ts';
import { cancelOperation, type OperationKind, readOperation, resumeOperation } from '../operations/operation.ts';
import { runWaiting } from '../operations/runner.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { ended, proposedMapping, runAll, send, undo } from './import-fixture.ts';
import { importChunkSize } from './import-kinds.ts';
import { queueImport } from './queue-import.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.pool.query(
    'TRUNCATE account, site, contact, account_contact, site_contact, operation, import_file CASCADE',
  );
});

const rows = 5000;

/** People of 1 250 companies to make, every seventh without one. */
function people(): string {
  const lines = ['Nom;Prénom;Société;E-mail'];
  for (let index = 0; index < rows; index++)
    lines.push(`Durand ${index};Marie;${index % 7 === 6 ? '' : `Société ${index % 1250}`};p${index}@exemple.fr`);
  return `${lines.join('\n')}\n`;
}

async function queue(): Promise<string> {
  const file = await send(test.system, 'contacts', people());
  const mapping = proposedMapping(test.system, file);
  return await queueImport(test.system, file, 'import', {
    mapping,
    onMatch: 'update',
    createAccounts: true,
    onInvalid: 'refuse',
    emptyErases: false,
  });
}

async function count(query: string): Promise<number> {
  const { rows: found } = await test.database.pool.query<{ count: number }>(query);
  return Number(found[0]?.count);
}

const refused = Math.floor(rows / 7);
const kept = rows - refused;

/** Nothing twice, nothing half: each row is one contact with one link, its company one account with one site, all in the trail. */
async function expectWhole(operation: string): Promise<void> {
  const { operation: row, result } = await ended(test.system, operation);
  expect(row.state).toBe('done');
  expect(result).toMatchObject({ created: kept, refused, createdAccounts: 1250, updated: 0, unchanged: 0 });
  expect(await count('SELECT count(*) FROM contact')).toBe(kept);
  expect(await count('SELECT count(DISTINCT email) FROM contact')).toBe(kept);
  expect(await count('SELECT count(*) FROM account_contact WHERE is_primary')).toBe(kept);
  expect(await count('SELECT count(*) FROM account')).toBe(1250);
  expect(await count('SELECT count(*) FROM site WHERE is_default')).toBe(1250);
  expect(await count(`SELECT count(*) FROM audit WHERE operation_id = '${operation}'`)).toBe(2 * kept + 2 * 1250);
  expect(await count(`SELECT count(*) FROM operation_refusal WHERE operation_id = '${operation}'`)).toBe(refused);
}

it('goes on after its last chunk when a run failed in the middle, and begins nothing anew', async () => {
  const operation = await queue();
  let chunks = 0;
  const failing = new Map<string, OperationKind>(
    [...operationKinds].map(([name, kind]) => [
      name,
      {
        ...kind,
        run: (job) =>
          kind.run({
            ...job,
            step: async (work) => {
              // Once before the chunk is committed, once after.
              if (chunks === 1) {
                chunks++;
                return job.step(async (transaction) => {
                  await work(transaction);
                  throw new Error('cut before the commit');
                });
              }
              await job.step(work);
              if (++chunks === 3) throw new Error('cut after the commit');
            },
          }),
      },
    ]),
  );
  for (let attempt = 0; attempt < 2; attempt++) {
    await runWaiting(test.company, failing, () => undefined);
    expect((await readOperation(test.company.database, operation))?.state).toBe('failed');
    await resumeOperation(test.system, operation);
  }
  await runAll(test);
  await expectWhole(operation);
}, 120_000);

it('stops when asked, keeps what is done, and goes on when asked', async () => {
  const operation = await queue();
  const stopping = new Map<string, OperationKind>(
    [...operationKinds].map(([name, kind]) => [
      name,
      {
        ...kind,
        run: (job) =>
          kind.run({
            ...job,
            step: async (work) => {
              if (job.operation.checkpoint === null)
                await cancelOperation(test.system, operation).catch(() => undefined);
              await job.step(work);
            },
          }),
      },
    ]),
  );
  await runWaiting(test.company, stopping, (error) => {
    throw error;
  });
  const stopped = await readOperation(test.company.database, operation);
  expect(stopped).toMatchObject({ state: 'cancelled', done: importChunkSize });
  expect(await count('SELECT count(*) FROM contact')).toBe(importChunkSize - Math.floor(importChunkSize / 7));
  await resumeOperation(test.system, operation);
  await runAll(test);
  await expectWhole(operation);
}, 120_000);

it('can be undone where it was stopped', async () => {
  const operation = await queue();
  await cancelOperation(test.system, operation);
  expect((await readOperation(test.company.database, operation))?.state).toBe('cancelled');
  expect(await undo(test.system, operation)).toMatchObject({ restored: 0, keptCount: 0 });
  await expect(resumeOperation(test.system, operation)).rejects.toThrow('operation-ended');
});

/** Builds a program that runs what waits in the test's company, as a server's jobs do. */
async function buildRunner(folder: string): Promise<string> {
  const source = resolve(import.meta.dirname, '../..');
  const entry = join(folder, 'run.ts');
  writeFileSync(
    entry,
    `import { openCompany } from '${source}/server/company-open.ts';
     import { createPool } from '${source}/server/db/connection.ts';
     import { operationKinds } from '${source}/server/operations/kinds.ts';
     import { runWaiting } from '${source}/server/operations/runner.ts';
     const connection = { connectionString: process.env.RUN_URL };
     const company = await openCompany({ pool: createPool(connection), connection, deriveKey: () => Buffer.alloc(32), dataFolder: process.env.RUN_FOLDER });
     await runWaiting({ ...company, filesFolder: process.env.RUN_FOLDER }, operationKinds, (error) => console.error(error));
     process.exit(0);`,
  );
  symlinkSync(resolve(source, '../node_modules'), join(folder, 'node_modules'));
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
    logLevel: 'silent',
  });
  await bundle.write({
    dir: join(folder, 'dist'),
    format: 'esm',
    entryFileNames: 'run.js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  return join(folder, 'dist', 'run.js');
}

it('survives being killed again and again: nothing twice, nothing half', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-test-runner-'));
  try {
    const program = await buildRunner(folder);
    const operation = await queue();
    const progress = async () => (await readOperation(test.company.database, operation))?.done ?? 0;
    let kills = 0;
    for (;;) {
      const child: ChildProcess = spawn(process.execPath, [program], {
        env: { ...process.env, RUN_URL: test.database.url, RUN_FOLDER: test.company.filesFolder },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const gone = once(child, 'exit');
      const before = await progress();
      while (child.exitCode === null && (await progress()) === before) await delay(5);
      // Somewhere in the middle of the next chunk.
      if (kills < 3) await delay(5 + 40 * kills);
      if (child.exitCode !== null || kills >= 3) {
        await gone;
        break;
      }
      child.kill('SIGKILL');
      await gone;
      kills++;
      const row = await readOperation(test.company.database, operation);
      if (row?.state !== 'running') break;
    }
    await runAll(test);
    expect(kills).toBeGreaterThan(0);
    await expectWhole(operation);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
