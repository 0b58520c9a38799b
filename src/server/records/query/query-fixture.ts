import { newId } from '../../../lib/ids.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { fullPermission, type Permissions, type RecordPermission } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import { createTestCompany, principalOf, type TestCompany } from '../../testing/test-company.ts';
import { createRecord } from '../write/engine.ts';

/** A company with records in it, for the tests of reading. */
export interface QueryTest extends TestCompany {
  readonly record: (name: string) => EffectiveRecord;
  /** Writes a record as the programme itself; returns its id. */
  readonly add: (name: string, values: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Makes a user; returns them as who reads, with the rights given per record type and every right on the others. */
  readonly reader: (
    rights?: Readonly<Record<string, Partial<RecordPermission>>>,
    team?: readonly string[],
  ) => Promise<Context & { readonly userId: string }>;
}

export function permissionsWith(rights: Readonly<Record<string, Partial<RecordPermission>>>): Permissions {
  return {
    records: Object.fromEntries(Object.entries(rights).map(([name, right]) => [name, { ...fullPermission, ...right }])),
    others: fullPermission,
    areas: { settings: false, users: false, audit: false, backup: false },
  };
}

/** Makes such a company; `model` is the one it has instead of the standard one, its columns are the test's to add. */
export async function createQueryTest(model?: Model): Promise<QueryTest> {
  const test = await createTestCompany({}, model);
  const record = (name: string) => test.company.model().record(name);
  const add: QueryTest['add'] = async (name, values) => (await createRecord(test.system, record(name), values)).id;
  const role = await add('role', { name: 'Essai', permissions: {} });
  return {
    ...test,
    record,
    add,
    reader: async (rights = {}, team = []) => {
      const number = newId();
      const userId = await add('user', { name: `Lecteur ${number}`, email: `${number}@exemple.fr`, role });
      return {
        company: test.company,
        channel: 'api',
        principal: principalOf(userId, permissionsWith(rights), team),
        userId,
      };
    },
  };
}
