import { expect } from 'vitest';
import type { Model } from '../../meta/effective-record.ts';
import type { Context } from '../context.ts';
import { operationKinds } from '../operations/kinds.ts';
import { type OperationRow, readOperation, undoOperation } from '../operations/operation.ts';
import { runWaiting } from '../operations/runner.ts';
import { createQueryTest, type QueryTest } from '../records/query/query-fixture.ts';
import { type MergeRequest, queueMerge } from './merge-request.ts';

/** A company whose records are merged, and given back, in tests. */
export interface MergeTest extends QueryTest {
  /** Merges records of a type and waits for the end; returns the operation. */
  readonly merge: (
    name: string,
    keep: string,
    merge: readonly string[],
    more?: Partial<MergeRequest> & { readonly as?: Context },
  ) => Promise<OperationRow>;
  readonly undo: (operation: string, as?: Context) => Promise<OperationRow>;
  readonly run: () => Promise<void>;
  /** Every row of every record type, and every share, less what says when and how often it was written. */
  readonly picture: () => Promise<Record<string, unknown[]>>;
  /** The live rows of a type as values by column. */
  readonly rows: (table: string, condition?: string) => Promise<Record<string, unknown>[]>;
}

/** Makes such a company; `model` is the one it has instead of the standard one. */
export async function createMergeTest(model?: Model): Promise<MergeTest> {
  const test = await createQueryTest(model);
  const { pool } = test.database;
  const run = async () => {
    await runWaiting(test.company, operationKinds, (error) => {
      throw error;
    });
  };
  const ended = async (id: string): Promise<OperationRow> => {
    await run();
    const operation = await readOperation(test.company.database, id);
    if (!operation) throw new Error('The operation is gone');
    return operation;
  };
  return {
    ...test,
    run,
    merge: async (name, keep, merge, { as = test.system, values = {}, versions = {} } = {}) =>
      await ended(await queueMerge(as, test.record(name), { keep, merge, values, versions })),
    undo: async (operation, as = test.system) => {
      const undone = await ended(await undoOperation(as, operation, operationKinds));
      expect(undone.state).toBe('done');
      return undone;
    },
    picture: async () => {
      const picture: Record<string, unknown[]> = {};
      for (const { table } of test.company.model().records) {
        const { rows } = await pool.query(`SELECT * FROM "${table}" ORDER BY id`);
        picture[table] = rows.map(({ version: _version, updated_at: _at, updated_by: _by, ...rest }) => rest);
      }
      const { rows } = await pool.query('SELECT record, record_id, grantee, level FROM record_share ORDER BY 2, 3');
      return { ...picture, record_share: rows };
    },
    rows: async (table, condition = 'deleted_at IS NULL') =>
      (await pool.query(`SELECT * FROM "${table}" WHERE ${condition} ORDER BY id`)).rows,
  };
}
