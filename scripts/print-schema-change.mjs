/**
 * Prints the SQL that leads from the migrated schema to the declarations, for the next migration. Bundles the sources
 * on the way, since Node 20 does not read TypeScript.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from './sources.mjs';

const folder = join(root, 'dist', `schema-${process.pid}`);
const bundle = await rolldown({
  cwd: root,
  input: 'src/server/db/print-schema-change.ts',
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[a-zA-Z]:\\/.test(id),
  logLevel: 'warn',
});
try {
  const { output } = await bundle.write({ dir: folder, format: 'esm' });
  await import(pathToFileURL(join(folder, output[0].fileName)).href);
} finally {
  await bundle.close();
  await rm(folder, { recursive: true, force: true });
}
