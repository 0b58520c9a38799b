import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Passwords of the embedded cluster, known to who may read the data folder's `database.json`. */
export interface Credentials {
  /** Of the superuser, which only starts, stops and restores. */
  readonly superuserPassword: string;
  /** Of the role that owns Carnet's database. */
  readonly password: string;
}

const path = (dataFolder: string): string => join(dataFolder, 'database.json');

/** Returns the credentials kept in the data folder, or undefined when there are none (or they are damaged). */
export function readCredentials(dataFolder: string): Credentials | undefined {
  if (!existsSync(path(dataFolder))) return undefined;
  try {
    const { superuserPassword, password } = JSON.parse(readFileSync(path(dataFolder), 'utf8')) as Partial<Credentials>;
    return superuserPassword && password ? { superuserPassword, password } : undefined;
  } catch {
    return undefined;
  }
}

/** Makes new credentials. */
export function makeCredentials(): Credentials {
  const secret = (): string => randomBytes(24).toString('hex');
  return { superuserPassword: secret(), password: secret() };
}

/** Keeps credentials in the data folder, readable by its owner alone. */
export function keepCredentials(dataFolder: string, credentials: Credentials): void {
  const aside = `${path(dataFolder)}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(credentials, undefined, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(aside, path(dataFolder));
}
