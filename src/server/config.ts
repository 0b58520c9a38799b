import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Language, languages } from '../lib/localized.ts';
import { ExplainedError } from './explained-error.ts';
import { standardLargestFile } from './files/content-store.ts';
import { type Outgoing, readOutgoing } from './outgoing/environment.ts';
import { type DeriveKey, loadSecretKey } from './secret-key.ts';

/** The environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment tells Carnet, checked. Made once, at start, and passed down: nothing reads the environment later. */
export interface Config {
  /** Folder of package.json. */
  readonly packageRoot: string;
  readonly version: string;
  /** Absolute path of the folder that holds the database, the files and the key. */
  readonly dataFolder: string;
  /** 0 asks the system for any free port. */
  readonly port: number;
  readonly host: string;
  /** An existing PostgreSQL; without it Carnet runs its own. */
  readonly databaseUrl?: string;
  /** Created at start when there is no administrator yet. */
  readonly administrator?: { readonly email: string; readonly password: string };
  readonly language: Language;
  readonly deriveKey: DeriveKey;
  readonly outgoing: Outgoing;
  /** Most bytes of one file that is brought. */
  readonly largestFile: number;
}

function refuse(name: string, fr: string, en: string): never {
  throw new ExplainedError({ fr: `${name} : ${fr}`, en: `${name}: ${en}` });
}

/** Takes the environment; returns the language of the terminal: CARNET_LANG, else LC_ALL or LANG, else French. */
export function readLanguage(environment: Environment): Language {
  for (const name of ['CARNET_LANG', 'LC_ALL', 'LANG']) {
    const start = environment[name]?.slice(0, 2).toLowerCase();
    const language = languages.find((known) => known === start);
    if (language !== undefined) return language;
  }
  return 'fr';
}

function readPort(text: string | undefined): number {
  const port = text === undefined || text === '' ? 3000 : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    refuse(
      'PORT',
      `« ${text} » n’est pas un numéro de port (0 à 65535).`,
      `"${text}" is not a port number (0 to 65535).`,
    );
  }
  return port;
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    refuse(
      'DATABASE_URL',
      'adresse attendue sous la forme postgresql://utilisateur:motdepasse@hote:5432/base.',
      'expected an address such as postgresql://user:password@host:5432/database.',
    );
  }
  return text;
}

/** Takes a number of megabytes as written; returns bytes. */
function readLargestFile(text: string | undefined): number {
  if (text === undefined || text === '') return standardLargestFile;
  const megabytes = Number(text);
  if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > 100_000)
    refuse(
      'CARNET_LARGEST_FILE',
      `« ${text} » n’est pas un nombre de mégaoctets (1 à 100000).`,
      `"${text}" is not a number of megabytes (1 to 100000).`,
    );
  return megabytes * 1024 * 1024;
}

const shortestPassword = 8;

function readAdministrator(environment: Environment): Config['administrator'] {
  const email = environment.CARNET_ADMIN_EMAIL?.trim() || undefined;
  const password = environment.CARNET_ADMIN_PASSWORD || undefined;
  if (email === undefined && password === undefined) return undefined;
  if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    refuse('CARNET_ADMIN_EMAIL', 'une adresse e-mail est attendue.', 'an e-mail address is expected.');
  }
  if (password === undefined || password.length < shortestPassword) {
    refuse(
      'CARNET_ADMIN_PASSWORD',
      `au moins ${shortestPassword} caractères sont attendus.`,
      `at least ${shortestPassword} characters are expected.`,
    );
  }
  return { email, password };
}

function readChosenLanguage(environment: Environment): Language {
  const chosen = environment.CARNET_LANG;
  if (chosen !== undefined && chosen !== '' && !languages.some((known) => known === chosen.slice(0, 2).toLowerCase())) {
    refuse('CARNET_LANG', `« ${chosen} » inconnu : fr ou en.`, `"${chosen}" unknown: fr or en.`);
  }
  return readLanguage(environment);
}

function makeDataFolder(path: string): void {
  try {
    // The database may run under an account of its own (embedded-account.ts), which has to pass through.
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    refuse(
      'CARNET_DATA',
      `le dossier ${path} ne peut pas être créé (${reason}).`,
      `folder ${path} cannot be made (${reason}).`,
    );
  }
}

/**
 * Takes the environment and where the package is; returns the configuration, having made the data folder and the
 * secret key when they are missing. Throws an ExplainedError that names the variable at fault.
 */
export function readConfig(environment: Environment, carnet: { root: string; version: string }): Config {
  const language = readChosenLanguage(environment);
  const port = readPort(environment.PORT);
  const databaseUrl = readDatabaseUrl(environment.DATABASE_URL);
  const administrator = readAdministrator(environment);
  const outgoing = readOutgoing(environment);
  const dataFolder = resolve(carnet.root, environment.CARNET_DATA || '.carnet');
  makeDataFolder(dataFolder);
  return {
    packageRoot: carnet.root,
    version: carnet.version,
    dataFolder,
    port,
    host: environment.HOST || '127.0.0.1',
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(administrator === undefined ? {} : { administrator }),
    language,
    deriveKey: loadSecretKey(dataFolder),
    outgoing,
    largestFile: readLargestFile(environment.CARNET_LARGEST_FILE),
  };
}
