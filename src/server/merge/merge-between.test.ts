import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { CarnetError } from '../errors.ts';
import { brokenInvariants } from '../proof/invariants.ts';
import { storedFields, storedValue } from '../records/rows.ts';
import { updateRecord } from '../records/write/engine.ts';
import { createMergeTest, type MergeTest } from './merge-fixture.ts';
import { addCustomColumns, customModel, makeFamily, step } from './random-family.ts';

let test: MergeTest;

beforeAll(async () => {
  test = await createMergeTest(customModel);
  await addCustomColumns(test);
});
afterAll(() => test.close());

/** A text that anybody may change meanwhile, by type of record. */
const changeable = {
  account: 'comment',
  contact: 'comment',
  accountContact: 'department',
  site: 'name',
  deal: 'comment',
  action: 'subject',
  event: 'place',
} as const;

type Line = { readonly record: string; readonly record_id: string; readonly root_id: string };

const plan = fc.record({
  steps: fc.array(step, { minLength: 8, maxLength: 30 }),
  type: fc.constantFrom('contact', 'contact', 'account'),
  first: fc.nat(100),
  touched: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }),
  meanwhile: fc.boolean(),
});

/** The values of a row of any state that a person or the programme gave it; what is made of them is left out. */
async function valuesAt(record: EffectiveRecord, id: string): Promise<Record<string, unknown>> {
  const [row = {}] = await test.rows(record.table, `id = '${id}'`);
  const fields = storedFields(record).filter(({ kind }) => kind === 'plain');
  return {
    ...Object.fromEntries(fields.map((field) => [field.name, storedValue(field, row)])),
    gone: row.deleted_at !== null,
  };
}

/** More where a longer proof is wanted. */
const runs = Number(process.env.CARNET_MERGE_RUNS ?? 12);

it(
  'keeps and names what others changed after the merge, and gives back all else',
  async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(plan, async ({ steps, type, first, touched, meanwhile }) => {
        const pool = await makeFamily(test, steps);
        const live = new Set((await test.rows(test.record(type).table)).map(({ id }) => String(id)));
        const known = (pool.get(type) ?? []).filter((id) => live.has(id));
        if (known.length < 2) return;
        const [keep = '', gone = ''] = [...known.slice(first % known.length), ...known];
        const before = new Map<string, Record<string, unknown>>();
        for (const record of test.company.model().records)
          for (const { id } of await test.rows(record.table, 'true'))
            before.set(String(id), await valuesAt(record, String(id)));
        const operation = await test.merge(type, keep, [gone]);
        if (operation.state !== 'done') return;
        const lines = (await test.rows('audit', `operation_id = '${operation.id}'`)) as Line[];
        const some = lines.filter(({ record }) => record in changeable);
        const written = new Map<
          string,
          { readonly record: EffectiveRecord; readonly field: string; readonly text: string }
        >();
        const write = async ({ record: name, record_id: id }: Line, text: string) => {
          const record = test.record(name);
          const field = changeable[name as keyof typeof changeable];
          try {
            await updateRecord(test.system, record, id, { [field]: text });
            written.set(id, { record, field, text });
          } catch (error) {
            // It is in the trash, or has come to stand where it may not be changed.
            if (!(error instanceof CarnetError)) throw error;
          }
        };
        const chosen = touched.flatMap((number) => some[number % some.length] ?? []);
        const writes = () => Promise.all(chosen.map((line, place) => write(line, `Entre-temps ${place}`)));
        if (!meanwhile) await writes();
        const [undone] = await Promise.all([test.undo(operation.id), ...(meanwhile ? [writes()] : [])]);
        changed += written.size;
        const kept = new Set((undone.result.kept as { id: string }[]).map(({ id }) => id));
        for (const [id, { record, field, text }] of written) expect((await valuesAt(record, id))[field]).toBe(text);
        const roots = new Map<string, Line[]>();
        for (const line of lines) roots.set(line.root_id, [...(roots.get(line.root_id) ?? []), line]);
        for (const [root, own] of roots) {
          // A link that could not go back is told of by the record it belongs to.
          const named = kept.has(root) || own.some(({ record_id: id }) => kept.has(id));
          const touchedHere = own.some(({ record_id: id }) => written.has(id));
          if (!meanwhile && touchedHere) expect(named).toBe(true);
          if (named || touchedHere) continue;
          for (const { record, record_id: id } of own)
            expect(await valuesAt(test.record(record), id), `${record} ${id}`).toEqual(before.get(id));
        }
        expect(await brokenInvariants(test.database.pool)).toEqual([]);
      }),
      { numRuns: runs, endOnFailure: true },
    );
    expect(changed).toBeGreaterThan(0);
  },
  20_000 * runs,
);
