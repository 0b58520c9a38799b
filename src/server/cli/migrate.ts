import type { Command } from './command.ts';

/** Brings the database up to this version of Carnet, as every start does: for who wants it done before. */
export const migrateCommand: Command = {
  name: 'migrate',
  summary: { fr: 'met la base au niveau de cette version', en: 'brings the database up to this version' },
  usage: 'migrate',
  run: async (_args, { openDatabase, print, say }) => {
    const { migrated } = await openDatabase();
    for (const name of migrated) print(name);
    if (migrated.length === 0) say({ fr: 'La base est déjà à jour.', en: 'The database is already up to date.' });
  },
};
