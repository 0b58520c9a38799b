import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from './explained-error.ts';

const keyBytes = 32;

/** Makes a key of 32 bytes for one purpose; the same name always gives the same key of this installation. */
export type DeriveKey = (name: string) => Buffer;

/** Takes the data folder; returns where the installation's secret lies. */
export function secretKeyPath(dataFolder: string): string {
  return join(dataFolder, 'secret.key');
}

/**
 * Reads the installation's secret (`secret.key` in the data folder, 64 hexadecimal digits, readable by its owner
 * alone), or makes it when there is none, and returns the function that derives one key a purpose from it (HKDF,
 * RFC 5869, SHA-256). Losing the file loses what was encrypted with it. Throws an ExplainedError when it is damaged.
 */
export function loadSecretKey(dataFolder: string): DeriveKey {
  const path = secretKeyPath(dataFolder);
  const secret = readKey(path) ?? makeKey(path);
  return (name) => Buffer.from(hkdfSync('sha256', secret, 'carnet', name, keyBytes));
}

function readKey(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new ExplainedError({
      fr: `La clé secrète ${path} est abîmée : remettez celle de votre sauvegarde.`,
      en: `The secret key ${path} is damaged: put back the one of your backup.`,
    });
  }
  return Buffer.from(text, 'hex');
}

/** Written aside and linked into place: two first starts at once agree on one key, and a crash leaves none half made. */
function makeKey(path: string): Buffer {
  const aside = `${path}.${process.pid}`;
  const file = openSync(aside, 'w', 0o600);
  try {
    writeSync(file, `${randomBytes(keyBytes).toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(aside, 0o600);
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  const key = readKey(path);
  if (key === undefined) throw new Error(`${path} vanished while it was made`);
  return key;
}
