import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mergeWays } from '../../meta/derive/merging.ts';
import { CarnetError } from '../errors.ts';
import { brokenInvariants } from '../proof/invariants.ts';
import { createMergeTest, type MergeTest } from './merge-fixture.ts';
import { previewMerge } from './preview-merge.ts';
import { addCustomColumns, customModel, makeFamily, step } from './random-family.ts';

let test: MergeTest;

beforeAll(async () => {
  test = await createMergeTest(customModel);
  await addCustomColumns(test);
});
afterAll(() => test.close());

/** What of a merged record's type still points to it. */
async function stillLinked(name: string, merged: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { from, field } of mergeWays(test.company.model(), test.record(name))) {
    const column = field.columns.at(-1)?.name;
    const { rows } = await test.database.pool.query(
      `SELECT id FROM "${from.table}" WHERE deleted_at IS NULL AND "${column}" = ANY($1)`,
      [merged],
    );
    found.push(...rows.map(({ id }) => `${from.name}.${field.name} ${id}`));
  }
  return found;
}

/** More where a longer proof is wanted. */
const runs = Number(process.env.CARNET_MERGE_RUNS ?? 12);

const plan = fc.record({
  steps: fc.array(step, { minLength: 8, maxLength: 40 }),
  type: fc.constantFrom(
    'contact',
    'contact',
    'account',
    'account',
    'site',
    'deal',
    'target',
    'event',
    'project',
    'action',
  ),
  first: fc.nat(100),
  count: fc.integer({ min: 2, max: 4 }),
  choices: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
  again: fc.boolean(),
});

it(
  'gives back both records and everything linked to them as they were, field by field',
  async () => {
    let merged = 0;
    await fc.assert(
      fc.asyncProperty(plan, async ({ steps, type, first, count, choices, again }) => {
        const pool = await makeFamily(test, steps);
        const all = pool.get(type) ?? [];
        const live = new Set((await test.rows(test.record(type).table)).map(({ id }) => id));
        const known = all.filter((id) => live.has(id));
        if (known.length < 2) return;
        const chosen = [...known.slice(first % known.length), ...known].slice(0, Math.min(count, known.length));
        const [keep = '', ...merge] = chosen;
        const before = await test.picture();
        const request = { keep, merge, values: {}, versions: {} };
        const { items, fields } = await previewMerge(test.system, test.record(type), request);
        const values = Object.fromEntries(
          fields.map(({ name }, place) => [name, items[(choices[place % 5] ?? 0) % items.length]?.[name] ?? null]),
        );
        const operation = await test.merge(type, keep, merge, { values });
        if (operation.state === 'failed') {
          // A rule of the records stands against it (the last site of a company): then nothing is changed.
          expect(operation.result.error).not.toMatchObject({ code: 'internal' });
          expect(await test.picture()).toEqual(before);
          return;
        }
        merged++;
        expect(await stillLinked(type, merge)).toEqual([]);
        expect(await brokenInvariants(test.database.pool)).toEqual([]);
        const undone = await test.undo(operation.id);
        expect(undone.result.kept).toEqual([]);
        expect(await test.picture()).toEqual(before);
        expect(await brokenInvariants(test.database.pool)).toEqual([]);
        if (!again) return;
        const redone = await test.undo(undone.id);
        expect(redone.result.kept).toEqual([]);
        expect(await stillLinked(type, merge)).toEqual([]);
        const last = await test.undo(redone.id);
        expect(last.result.kept).toEqual([]);
        expect(await test.picture()).toEqual(before);
      }),
      { numRuns: runs, endOnFailure: true },
    );
    expect(merged).toBeGreaterThan(0);
  },
  10_000 * runs,
);

it('refuses to preview what it would refuse to do', async () => {
  const request = { keep: 'x', merge: ['y'], values: {}, versions: {} };
  await expect(previewMerge(test.system, test.record('role'), request)).rejects.toBeInstanceOf(CarnetError);
});
