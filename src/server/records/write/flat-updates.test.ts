import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../lib/ids.ts';
import { fieldsStandingAlone } from '../../../meta/derive/standing-alone.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { noPermission, type Permissions } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import { createTestCompany, principalOf, type TestCompany } from '../../testing/test-company.ts';
import type { Values } from '../rows.ts';
import { derivedColumns } from './derived.ts';
import { createRecord, deleteRecord, writeInTransaction } from './engine.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

const account = () => test.company.model().record('account');

class TakenBack extends Error {}

/** Takes values for each of some accounts; returns what came of writing them, and what stood there then. Takes it back. */
async function tryOut(context: Context, ids: readonly string[], given: readonly Values[]) {
  let found: unknown;
  const work = test.company.database.transaction().execute(async (transaction) => {
    const writes = ids.map((id, place) => ({ kind: 'update' as const, id, values: given[place] ?? {} }));
    const outcomes = await writeInTransaction(transaction, context, account(), writes);
    const at = sql`ANY(${ids as string[]}::uuid[])`;
    const rows =
      await sql`SELECT to_jsonb(account) - 'updated_at' AS row FROM account WHERE id = ${at} ORDER BY id`.execute(
        transaction,
      );
    const trail =
      await sql`SELECT record, record_id, root_id, kind, version, user_id, channel, changes FROM audit WHERE record_id = ${at} ORDER BY record_id, version`.execute(
        transaction,
      );
    found = { outcomes, rows: rows.rows, trail: trail.rows };
    throw new TakenBack();
  });
  await expect(work).rejects.toThrow(TakenBack);
  return found;
}

const values = fc.record(
  {
    comment: fc.option(fc.string({ maxLength: 12 }), { nil: null }),
    industry: fc.constantFrom('construction', 'nowhere', '', null, 3),
    roles: fc.constantFrom(['client'], ['supplier', 'client'], ['nobody'], [], null),
    vatNumber: fc.constantFrom('FR40303265045', 'FR00', null),
    doNotDun: fc.constantFrom(true, false, null, 'maybe'),
    closedAt: fc.constantFrom('2026-02-03', '2026-02-30', null),
    latitude: fc.constantFrom('48.85', 'north', null),
  },
  { requiredKeys: [] },
);

/** Who changes their own accounts alone, does not see one field and only reads another. */
const narrow: Permissions = {
  areas: { settings: false, users: false, audit: false, backup: false },
  others: noPermission,
  records: {
    account: { ...noPermission, read: 'all', update: 'own', fields: { vatNumber: 'none', industry: 'read' } },
  },
};

it('writes what stands alone as it writes all else: rows, trail, versions, refusals', async () => {
  const model = test.company.model();
  const role = await createRecord(test.system, model.record('role'), { name: 'Commercial' });
  const { id: user } = await createRecord(test.system, model.record('user'), {
    name: 'Léa Roux',
    email: 'lea@example.com',
    role: role.id,
  });
  const readers = [test.system, { ...test.system, principal: principalOf(user, narrow) }];
  const known = { legalName: 'Atelier', comment: 'Avant', industry: 'construction', roles: ['client'] };
  const made = await Promise.all(
    [user, null, user].map((owner) => createRecord(test.system, account(), { ...known, owner })),
  );
  const [own, other, gone] = made.map(({ id }) => id);
  await deleteRecord(test.system, account(), String(gone));
  const ids = [String(own), String(other), String(gone), newId()];
  await fc.assert(
    fc.asyncProperty(
      fc.array(values, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(...readers),
      async (given, who) => {
        const alone = await tryOut(who, ids, given);
        // Where children are named, even none, families are read and written whole.
        const whole = given.map((one) => ({ ...one, sites: [] }));
        expect(alone).toEqual(await tryOut(who, ids, whole));
      },
    ),
    { numRuns: 60 },
  );
});

it('has a batch of many written in slices, each record once', async () => {
  const made = await Promise.all(
    Array.from({ length: 3 }, () => createRecord(test.system, account(), { legalName: 'Un' })),
  );
  await test.company.database.transaction().execute(async (transaction) => {
    const writes = Array.from({ length: 1200 }, (_none, place) => ({
      kind: 'update' as const,
      id: made[place % 400 === 0 ? place / 400 : -1]?.id ?? newId(),
      values: { comment: 'Après' },
    }));
    const outcomes = await writeInTransaction(transaction, test.system, account(), writes);
    expect(outcomes.flatMap((outcome, place) => (outcome.ok ? [[place, outcome.version]] : []))).toEqual([
      [0, 2],
      [400, 2],
      [800, 2],
    ]);
  });
});

it('is so written where no column that the engine keeps beside the values is made of the field', () => {
  const model = test.company.model();
  const kept = (record: EffectiveRecord, values: Values) =>
    derivedColumns(record, model, values, {}, new Map(), { readers: [], editors: [] });
  for (const record of model.records) {
    const examples = record.fields.map(({ name, type }) => [name, type.examples[0]?.value ?? null] as const);
    const whole = Object.fromEntries(examples);
    for (const name of fieldsStandingAlone(record))
      expect(kept(record, { ...whole, [name]: null }), `${record.name}.${name}`).toEqual(kept(record, whole));
  }
});
