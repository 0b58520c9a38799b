import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { filesFolderIn } from '../files/content-store.ts';
import { secretKeyPath } from '../secret-key.ts';
import { type Command, usageError } from './command.ts';

/** Writes the whole company to one file, while people go on working. */
export const backupCommand: Command = {
  name: 'backup',
  summary: {
    fr: 'sauvegarde la base, les fichiers et la clé dans un fichier',
    en: 'backs up database, files and key into one file',
  },
  usage: 'backup FILE',
  run: async ([file, ...more], { config, openDatabase, say }) => {
    if (!file || more.length > 0)
      throw usageError({
        fr: 'Il faut un nom de fichier, ou « - » pour la sortie.',
        en: 'It needs a file name, or “-” for the output.',
      });
    const { backUp } = await import('../backup/backup.ts');
    const { connect } = await import('../db/connection.ts');
    const database = await openDatabase();
    const client = await connect(database.connection);
    // Written aside: a file of that name is always whole.
    const draft = `${file}.partial`;
    const output = file === '-' ? process.stdout : createWriteStream(draft, { mode: 0o600 });
    try {
      const { rows, files } = await backUp(
        {
          client,
          filesFolder: filesFolderIn(config.dataFolder),
          keyPath: secretKeyPath(config.dataFolder),
          version: config.version,
        },
        output,
      );
      if (file !== '-') await rename(draft, file);
      say({
        fr: `Sauvegarde faite : ${rows} lignes, ${files} fichiers. Elle contient la clé secrète : gardez-la en lieu sûr.`,
        en: `Backup done: ${rows} rows, ${files} files. It holds the secret key: keep it in a safe place.`,
      });
    } catch (error) {
      if (file !== '-') await rm(draft, { force: true });
      throw error;
    } finally {
      await client.end();
    }
  },
};
