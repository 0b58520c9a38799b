import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Localized } from '../../lib/localized.ts';
import { type Account, canEnter, findAccount } from './embedded-account.ts';

const elsewhere = '/var/lib/carnet';

/**
 * Returns the folder of the embedded cluster and the account that runs it. It is `postgres` in the data folder; when
 * Carnet is root and PostgreSQL's account cannot enter there (a root home of mode 0700), a folder of the system, whose
 * path is kept in the data folder's `postgres.location`: it is found again wherever that folder is moved. `notify` is
 * told when the database is not in the data folder.
 */
export function locateCluster(
  dataFolder: string,
  notify: (text: Localized) => void,
): { folder: string; account: Account | undefined } {
  const inside = join(dataFolder, 'postgres');
  const pointer = join(dataFolder, 'postgres.location');
  if (existsSync(pointer)) {
    const folder = readFileSync(pointer, 'utf8').trim();
    tell(notify, dataFolder, folder);
    return { folder, account: findAccount(folder) };
  }
  const account = findAccount(inside);
  if (canEnter(account, dataFolder)) return { folder: inside, account };
  const folder = join(elsewhere, createHash('sha256').update(dataFolder).digest('hex').slice(0, 12), 'postgres');
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  writeFileSync(pointer, `${folder}\n`);
  tell(notify, dataFolder, folder);
  return { folder, account };
}

function tell(notify: (text: Localized) => void, dataFolder: string, folder: string): void {
  notify({
    fr: `Le compte de PostgreSQL ne peut pas entrer dans ${dataFolder} : la base de données est dans ${folder}.`,
    en: `PostgreSQL's account cannot enter ${dataFolder}: the database is in ${folder}.`,
  });
}
