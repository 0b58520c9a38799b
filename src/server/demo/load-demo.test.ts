import { afterAll, beforeAll, expect, it } from 'vitest';
import { operationKinds } from '../operations/kinds.ts';
import { queueOperation, readOperation, undoOperation } from '../operations/operation.ts';
import { runWaiting } from '../operations/runner.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';

let test: TestCompany;

async function count(question: string): Promise<number> {
  const { rows } = await test.database.pool.query<{ count: string }>(`SELECT count(*) AS count FROM ${question}`);
  return Number(rows[0]?.count);
}

async function run(operation: string): Promise<void> {
  await runWaiting(test.company, operationKinds, (error) => {
    throw error;
  });
  expect((await readOperation(test.company.database, operation))?.result.error).toBeUndefined();
}

beforeAll(async () => {
  test = await createTestCompany();
});

afterAll(() => test.close());

it('The data offered at set-up are written as one batch, each record with its audit line, and given back as one', async () => {
  const operation = await queueOperation(test.system, 'demo', null, {});
  await run(operation);
  const row = await readOperation(test.company.database, operation);
  expect(row).toMatchObject({ state: 'done', result: { accounts: 60, contacts: 150 } });
  expect(await count('deal')).toBeGreaterThan(40);
  expect(await count("action WHERE occurred_at < now() - interval '300 days'")).toBeGreaterThan(20);
  expect(await count('action WHERE occurred_at > now()')).toBe(0);
  expect(await count('event WHERE at > now()')).toBeGreaterThan(5);
  expect(await count("event WHERE due_at < now() AND status <> 'done'")).toBeGreaterThan(0);
  expect(await count("project WHERE status = 'done'")).toBeGreaterThan(5);
  expect(await count('account WHERE deleted_at IS NULL')).toBe(60);
  expect(await count('contact WHERE deleted_at IS NULL')).toBe(150);
  expect(await count(`account WHERE parent_account_id IS NOT NULL`)).toBe(4);
  expect(await count('account_contact WHERE NOT is_primary')).toBeGreaterThan(0);
  expect(await count(`audit WHERE operation_id = '${operation}' AND record = 'contact'`)).toBe(150);

  await run(await undoOperation(test.system, operation, operationKinds));
  expect(await count('account WHERE deleted_at IS NULL')).toBe(0);
  expect(await count('contact WHERE deleted_at IS NULL')).toBe(0);
  for (const table of ['deal', 'action', 'event', 'project', 'target', 'target_member', 'account_relation'])
    expect([table, await count(`${table} WHERE deleted_at IS NULL`)]).toEqual([table, 0]);
});
