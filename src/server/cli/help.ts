import type { Language, Localized } from '../../lib/localized.ts';
import type { Command } from './command.ts';

const title: Localized = {
  fr: 'Carnet, le CRM libre des PME. Usage : npm run carnet -- <commande>',
  en: 'Carnet, the open-source CRM for small companies. Usage: npm run carnet -- <command>',
};

const environment: ReadonlyArray<readonly [string, Localized]> = [
  ['PORT', { fr: 'port d’écoute (3000)', en: 'port to listen on (3000)' }],
  ['HOST', { fr: 'adresse d’écoute (127.0.0.1)', en: 'address to listen on (127.0.0.1)' }],
  [
    'CARNET_DATA',
    {
      fr: 'dossier de la base, des fichiers et de la clé (.carnet)',
      en: 'folder of database, files and key (.carnet)',
    },
  ],
  [
    'DATABASE_URL',
    {
      fr: 'PostgreSQL 15 ou plus récent, au lieu de celui de Carnet',
      en: 'PostgreSQL 15 or later, instead of Carnet’s',
    },
  ],
  [
    'CARNET_ADMIN_EMAIL',
    { fr: 'premier administrateur, créé s’il n’y en a pas', en: 'first administrator, made when there is none' },
  ],
  ['CARNET_ADMIN_PASSWORD', { fr: 'son mot de passe', en: 'their password' }],
  ['CARNET_LANG', { fr: 'langue : fr ou en', en: 'language: fr or en' }],
];

const own: Localized = { fr: 'montre cette aide', en: 'shows this help' };

const heading: Readonly<Record<'commands' | 'environment', Localized>> = {
  commands: { fr: 'Commandes', en: 'Commands' },
  environment: { fr: 'Variables d’environnement', en: 'Environment variables' },
};

function table(rows: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`);
}

/** Returns the help page of the given commands. */
export function helpText(commands: readonly Command[], language: Language): string {
  return [
    title[language],
    '',
    heading.commands[language],
    ...table([...commands.map(({ usage, summary }) => [usage, summary[language]] as const), ['help', own[language]]]),
    '',
    heading.environment[language],
    ...table(environment.map(([name, text]) => [name, text[language]])),
  ].join('\n');
}
