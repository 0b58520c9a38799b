import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type { RecordDeclaration } from '../../meta/define-record.ts';
import { effectiveModel, type Model } from '../../meta/effective-record.ts';
import type { Permissions } from '../../meta/permissions.ts';
import { emptySettings } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Company, DynamicTables } from '../company.ts';
import { type Context, everyoneKey, type Principal } from '../context.ts';
import { statementReader } from '../db/statement-reader.ts';
import { plainOutgoing } from '../outgoing/environment.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A company on a database of its own, for the tests of the engine. */
export interface TestCompany {
  readonly company: Company;
  readonly database: TestDatabase;
  /** What the programme itself may do: everything. */
  readonly system: Context;
  readonly close: () => Promise<void>;
}

const system = systemPrincipal({ timeZone: 'Europe/Paris' });

/** Takes a user's id, their rights and the users of their team; returns them as a principal. */
export function principalOf(userId: string, permissions: Permissions, team: readonly string[] = []): Principal {
  return {
    ...system,
    kind: 'user',
    userId,
    name: userId,
    permissions,
    keys: { own: [userId, everyoneKey], team: [userId, ...team, everyoneKey] },
  };
}

/** Makes a migrated, empty company; `declarations` add record types whose tables the test makes itself, `own` is its model. */
export async function createTestCompany(
  declarations: Readonly<Record<string, RecordDeclaration>> = {},
  own?: Model,
): Promise<TestCompany> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'carnet-test-files-'));
  const model = own ?? effectiveModel({ ...records, ...declarations }, emptySettings, standardLists);
  const company: Company = {
    database: new Kysely<DynamicTables>({ dialect: new PostgresDialect({ pool: database.pool }) }),
    read: statementReader(database.pool),
    largestFile: 1024 * 1024,
    outgoing: plainOutgoing,
    databaseUrl: database.url,
    model: () => model,
    reloadModel: async () => undefined,
    key: (purpose) => createHash('sha256').update(purpose).digest(),
    filesFolder: folder,
    timeZone: 'Europe/Paris',
  };
  return {
    company,
    database,
    system: { company, principal: system, channel: 'command' },
    close: async () => {
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
