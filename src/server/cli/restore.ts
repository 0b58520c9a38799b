import { createReadStream, existsSync } from 'node:fs';
import { ExplainedError } from '../explained-error.ts';
import { filesFolderIn } from '../files/content-store.ts';
import { secretKeyPath } from '../secret-key.ts';
import { type Command, usageError } from './command.ts';

/** Brings a company back from a backup into an empty database. */
export const restoreCommand: Command = {
  name: 'restore',
  summary: { fr: 'reprend une sauvegarde dans une base vide', en: 'restores a backup into an empty database' },
  usage: 'restore FILE',
  run: async ([file, ...more], { config, openDatabase, say }) => {
    if (!file || more.length > 0)
      throw usageError({
        fr: 'Il faut le nom du fichier à reprendre.',
        en: 'It needs the name of the file to restore.',
      });
    if (file !== '-' && !existsSync(file))
      throw new ExplainedError({ fr: `Le fichier ${file} n’existe pas.`, en: `There is no file ${file}.` });
    const { restore } = await import('../backup/restore.ts');
    const { connect } = await import('../db/connection.ts');
    const { migrationsFolder, readMigrations } = await import('../db/migrate.ts');
    const database = await openDatabase({ migrate: false });
    const client = await connect(database.connection);
    try {
      const input = file === '-' ? process.stdin : createReadStream(file);
      const { rows, files } = await restore(
        {
          client,
          filesFolder: filesFolderIn(config.dataFolder),
          keyPath: secretKeyPath(config.dataFolder),
          migrations: readMigrations(migrationsFolder(config.packageRoot)),
        },
        input,
      );
      say({ fr: `Reprise faite : ${rows} lignes, ${files} fichiers.`, en: `Restored: ${rows} rows, ${files} files.` });
    } finally {
      await client.end();
    }
  },
};
