import { parseArgs } from 'node:util';
import { type Command, usageError } from './command.ts';

/** Takes the codes and passkeys of a user away: for the last administrator, whom nobody else can help. */
export const secondFactorCommand: Command = {
  name: 'second-factor remove',
  summary: { fr: 'retire le second facteur d’un utilisateur', en: 'takes a user’s second factor away' },
  usage: 'second-factor remove --email E',
  run: async (args, { config, openDatabase, print, say }) => {
    const { email } = parseArgs({ args: [...args], options: { email: { type: 'string' } } }).values;
    if (!email) throw usageError({ fr: 'Indiquez l’utilisateur : --email E', en: 'Name the user: --email E' });
    const [{ logAccess }, { openCompany }, { findUserId }, { removeSecondFactors }, { ExplainedError }] =
      await Promise.all([
        import('../access/access-log.ts'),
        import('../company-open.ts'),
        import('../auth/sign-in.ts'),
        import('../auth/second-factor.ts'),
        import('../explained-error.ts'),
      ]);
    const database = await openDatabase();
    const company = await openCompany({ ...database, deriveKey: config.deriveKey, dataFolder: config.dataFolder });
    try {
      const userId = await findUserId(company, email);
      if (userId === undefined)
        throw new ExplainedError({
          fr: `Aucun utilisateur actif n’a l’adresse ${email}.`,
          en: `No active user has the address ${email}.`,
        });
      await removeSecondFactors(company, userId);
      await logAccess(company.database, { kind: 'second-factor-removed', user: null, about: userId });
      print(email);
      say({
        fr: 'Son mot de passe suffit de nouveau, à moins que son rôle n’exige d’en configurer un autre.',
        en: 'Their password is enough again, unless their role asks them to set another one up.',
      });
    } finally {
      await company.close();
    }
  },
};
