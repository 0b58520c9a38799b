import { parseArgs } from 'node:util';
import { type Command, usageError } from './command.ts';

/** Makes an API key with a user's rights and prints it alone. */
export const apiKeyCommand: Command = {
  name: 'api-key create',
  summary: { fr: 'crée une clé d’API pour un utilisateur', en: 'creates an API key for a user' },
  usage: 'api-key create --email E',
  run: async (args, { config, openDatabase, print }) => {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' }, name: { type: 'string' } } });
    const { email, name = 'carnet' } = values;
    if (!email) throw usageError({ fr: 'Indiquez l’utilisateur : --email E', en: 'Name the user: --email E' });
    const [{ openCompany }, { createApiKey }, { CarnetError }, { ExplainedError }] = await Promise.all([
      import('../company-open.ts'),
      import('../auth/api-key.ts'),
      import('../errors.ts'),
      import('../explained-error.ts'),
    ]);
    const database = await openDatabase();
    const company = await openCompany({ ...database, deriveKey: config.deriveKey, dataFolder: config.dataFolder });
    try {
      print(await createApiKey(company, email, name));
    } catch (error) {
      if (!(error instanceof CarnetError)) throw error;
      throw new ExplainedError({
        fr: `Aucun utilisateur actif n’a l’adresse ${email}.`,
        en: `No active user has the address ${email}.`,
      });
    } finally {
      await company.close();
    }
  },
};
