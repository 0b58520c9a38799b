import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteExpired } from './expiry.ts';
import { createTestCompany, type TestCompany } from './testing/test-company.ts';

let tried: TestCompany;
beforeAll(async () => {
  tried = await createTestCompany();
});
afterAll(() => tried.close());

test('answers to idempotency keys and failed sign-ins go once they no longer matter, fresh ones stay', async () => {
  const { pool } = tried.database;
  const user = '0190aaaa-0000-7000-8000-000000000000';
  for (const [key, age] of [
    ['old', '31 days'],
    ['fresh', '1 day'],
  ])
    await pool.query(
      `INSERT INTO idempotency_key (user_id, key, request_hash, status, body, created_at) VALUES ($1, $2, '', 201, '{}', now() - $3::interval)`,
      [user, key, age],
    );
  for (const [subject, age] of [
    ['a', '2 days'],
    ['b', '1 minute'],
  ])
    await pool.query(`INSERT INTO auth.failed_sign_in VALUES ($1::bytea, 3, now() - $2::interval)`, [subject, age]);
  await deleteExpired(tried.company);
  expect((await pool.query('SELECT key FROM idempotency_key')).rows).toEqual([{ key: 'fresh' }]);
  expect((await pool.query(`SELECT convert_from(subject, 'UTF8') AS subject FROM auth.failed_sign_in`)).rows).toEqual([
    { subject: 'b' },
  ]);
});
