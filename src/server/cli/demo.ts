import { parseArgs } from 'node:util';
import type { Size } from '../demo/generate.ts';
import { type Command, usageError } from './command.ts';

const isSize = (text: string | undefined): text is Size => text === 'S' || text === 'M' || text === 'L';

/** Accounts between two lines of progress. */
const announced = 50_000;

/** Fills an empty company with made-up data, to try Carnet or to measure it. */
export const demoCommand: Command = {
  name: 'demo',
  summary: {
    fr: 'remplit une base vide de données inventées (S : 10 000 comptes, M : 100 000, L : 500 000)',
    en: 'fills an empty base with made-up data (S: 10,000 accounts, M: 100,000, L: 500,000)',
  },
  usage: 'demo --size S|M|L [--audit|--no-audit]',
  run: async (args, { config, language, openDatabase, print, say }) => {
    const { values } = parseArgs({
      args: [...args],
      options: { size: { type: 'string' }, audit: { type: 'boolean' } },
      allowNegative: true,
    });
    const size = values.size?.toUpperCase();
    if (!isSize(size))
      throw usageError({
        fr: 'Indiquez la taille : --size S (10 000 comptes), M (100 000) ou L (500 000)',
        en: 'Give the size: --size S (10,000 accounts), M (100,000) or L (500,000)',
      });
    const [{ openCompany }, { generateBase, sizes }, { systemPrincipal }, { ExplainedError }] = await Promise.all([
      import('../company-open.ts'),
      import('../demo/generate.ts'),
      import('../access/principal.ts'),
      import('../explained-error.ts'),
    ]);
    const database = await openDatabase();
    const company = await openCompany({ ...database, deriveKey: config.deriveKey, dataFolder: config.dataFolder });
    const started = Date.now();
    const accounts = sizes[size];
    const number = (value: number, tongue: 'fr' | 'en'): string =>
      value.toLocaleString(tongue === 'fr' ? 'fr-FR' : 'en-GB');
    try {
      const made = await generateBase(
        { company, principal: { ...systemPrincipal(company), language }, channel: 'command' },
        {
          accounts,
          // A line of the trail for each of two million records would be most of the base.
          audit: values.audit ?? size !== 'L',
          onProgress: (done) => {
            if (done % announced === 0 && done < accounts)
              say({
                fr: `${number(done, 'fr')} comptes sur ${number(accounts, 'fr')}…`,
                en: `${number(done, 'en')} accounts of ${number(accounts, 'en')}…`,
              });
          },
          onIndexes: (count) =>
            say({
              fr: `Les lignes sont écrites ; ${count} index et clés se construisent…`,
              en: `The rows are written; ${count} indexes and keys are being made…`,
            }),
        },
      );
      if (!made)
        throw new ExplainedError({
          fr: 'Cette base contient déjà des comptes ou des contacts : rien n’a été écrit. Les données inventées demandent une base vide (un autre CARNET_DATA, par exemple).',
          en: 'This base holds accounts or contacts already: nothing was written. Made-up data needs an empty base (another CARNET_DATA, for example).',
        });
    } finally {
      await company.close();
    }
    const seconds = Math.round((Date.now() - started) / 1000);
    print(
      language === 'fr'
        ? `${number(accounts, 'fr')} comptes et ${number(accounts * 2, 'fr')} contacts créés en ${seconds} s.`
        : `${number(accounts, 'en')} accounts and ${number(accounts * 2, 'en')} contacts made in ${seconds} s.`,
    );
  },
};
