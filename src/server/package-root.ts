import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface PackageFile {
  readonly name: string;
  readonly version: string;
}

/**
 * Returns the folder of Carnet's package.json and the version written there. It is looked for upwards from this file,
 * since the code runs both from src and, bundled, from dist. Throws when there is none.
 */
export function findPackage(): { root: string; version: string } {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (!existsSync(path)) continue;
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as PackageFile;
    if (name === 'carnet') return { root: folder, version };
  }
  throw new Error(`no package.json of Carnet above ${import.meta.dirname}`);
}
