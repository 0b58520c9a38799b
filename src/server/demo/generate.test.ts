import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valuesOf } from '../records/rows.ts';
import { checkValue } from '../records/write/check.ts';
import { writeBatch } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { demoEmail } from './colleagues.ts';
import { generateBase, filled as kept } from './generate.ts';
import { smallestPortfolio } from './owners.ts';

const accounts = 4_000;

let test: TestCompany;
let indexesBefore: unknown;
let made: boolean;

async function definitions(): Promise<unknown> {
  const { rows } = await test.database.pool.query(
    `SELECT indexdef AS made FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1`,
  );
  return rows;
}

async function count(question: string, ...values: unknown[]): Promise<number> {
  const { rows } = await test.database.pool.query<{ count: number }>(
    `SELECT count(*) AS count FROM ${question}`,
    values,
  );
  return Number(rows[0]?.count);
}

beforeAll(async () => {
  test = await createTestCompany();
  indexesBefore = await definitions();
  made = await generateBase(test.system, { accounts, audit: true });
});

afterAll(() => test.close());

describe('A generated base', () => {
  it('has twice as many contacts as accounts, a default site each, and a line of the trail for every record', async () => {
    expect(made).toBe(true);
    expect(await count('account')).toBe(accounts);
    expect(await count('contact')).toBe(2 * accounts);
    expect(await count('site WHERE is_default')).toBe(accounts);
    let records = 0;
    for (const name of kept) records += await count(test.company.model().record(name).table);
    expect(await count(`audit WHERE kind = 'create' AND record = ANY($1)`, kept)).toBe(records);
  });

  it('keeps every index and key as the migrations made them', async () => {
    expect(await definitions()).toEqual(indexesBefore);
  });

  it('holds nothing that the engine would refuse', async () => {
    const faults: unknown[] = [];
    for (const name of kept) {
      const record = test.company.model().record(name);
      const { rows } = await test.database.pool.query(`SELECT * FROM ${record.table} ORDER BY id LIMIT 500`);
      for (const row of rows) {
        const values = valuesOf(record, row);
        for (const field of record.fields) {
          if (field.kind === 'system') continue;
          const checked = checkValue(field, values[field.name], null);
          if ('fault' in checked) faults.push(checked.fault);
          else expect(checked.value).toEqual(values[field.name] ?? null);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('is, row for row, what the engine would have written', async () => {
    for (const name of kept) {
      const record = test.company.model().record(name);
      const read = () => test.database.pool.query(`SELECT * FROM ${record.table} ORDER BY id LIMIT 300`);
      const before = await read();
      const writes = before.rows.map(({ id }) => ({ kind: 'update' as const, id, values: {} }));
      const outcomes = await writeBatch(test.system, record, writes);
      expect(outcomes.filter((outcome) => !outcome.ok || outcome.changed)).toEqual([]);
      expect((await read()).rows).toEqual(before.rows);
    }
  });

  it('gives each manager a fifth, and one salesperson exactly 500 accounts', async () => {
    const { rows } = await test.database.pool.query<{ id: string }>(
      `SELECT team.id FROM "user" person JOIN team ON team.id = person.team_id WHERE person.email = $1`,
      [demoEmail('Claire Morel')],
    );
    const team = rows[0]?.id;
    expect(await count('account WHERE readers && ARRAY(SELECT id FROM "user" WHERE team_id = $1)', team)).toBe(
      accounts / 5,
    );
    const salesperson = '(SELECT id FROM "user" WHERE email = $1)';
    const portfolio = Math.min(smallestPortfolio, accounts / 10);
    expect(await count(`account WHERE owner_id = ${salesperson}`, demoEmail('Hugo Leroy'))).toBe(portfolio);
  });

  it('has deals, events and actions for its accounts, and one account with a long history', async () => {
    const near = async (table: string, wanted: number) => {
      const there = await count(table);
      expect(Math.abs(there - wanted) / wanted).toBeLessThan(0.15);
    };
    await near('deal', accounts / 10);
    await near('event', accounts * 0.4);
    await near('action', accounts * 4);
    const { rows } = await test.database.pool.query<{ count: string }>(
      'SELECT count(*) AS count FROM action GROUP BY account_id ORDER BY 1 DESC LIMIT 1',
    );
    expect(Number(rows[0]?.count)).toBeGreaterThanOrEqual(accounts / 5);
  });

  it('is not made over what is there already', async () => {
    expect(await generateBase(test.system, { accounts, audit: false })).toBe(false);
    expect(await count('account')).toBe(accounts);
  });

  it('gives its users no way in', async () => {
    expect(await count('auth.account')).toBe(0);
    expect(await count('"user"')).toBe(24);
  });
});
