import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableOf } from '../../meta/derive/storage.ts';
import { effectiveModel } from '../../meta/effective-record.ts';
import { emptySettings } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { findPackage } from '../package-root.ts';
import { addExtensions, connect } from './connection.ts';
import { openEmbedded } from './embedded-server.ts';
import { migrate, migrationsFolder, readMigrations } from './migrate.ts';
import { compareSchema } from './schema-comparison.ts';

/**
 * Migrates a database of its own, made for the occasion, compares it with the declarations and prints the SQL that
 * leads from the one to the other: what a developer who adds a standard field puts in the next migration.
 */
async function printSchemaChange(): Promise<void> {
  const packageRoot = findPackage().root;
  const dataFolder = mkdtempSync(join(tmpdir(), `carnet-schema-${randomBytes(4).toString('hex')}-`));
  chmodSync(dataFolder, 0o711);
  const notify = (text: { readonly en: string }): void => console.error(text.en);
  const { connection, close } = await openEmbedded({
    packageRoot,
    dataFolder,
    holder: 'command',
    notify,
    durable: false,
  });
  const client = await connect(connection);
  try {
    await addExtensions(client);
    await migrate(client, readMigrations(migrationsFolder(packageRoot)));
    const model = effectiveModel(records, emptySettings, standardLists);
    const differences = await compareSchema(
      client,
      model.records.map((record) => tableOf(record, model)),
    );
    for (const { statements } of differences) for (const statement of statements) console.log(statement);
    if (differences.length === 0) console.error('The migrations lead to what the declarations ask for.');
  } finally {
    await client.end();
    await close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

await printSchemaChange();
