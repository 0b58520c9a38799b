import type { Language, Localized } from '../../lib/localized.ts';
import { type Environment, readConfig, readLanguage } from '../config.ts';
import type { OpenDatabase } from '../db/lifecycle.ts';
import { CarnetError } from '../errors.ts';
import { ExplainedError } from '../explained-error.ts';
import { findPackage } from '../package-root.ts';
import { type Command, type CommandContext, misuse } from './command.ts';
import { helpText } from './help.ts';

/** Where a command line writes. */
export interface Streams {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** Takes the words after `carnet`; returns the command they name (the longest name that fits) and the words left. */
export function findCommand(
  words: readonly string[],
  commands: readonly Command[],
): { command: Command; args: string[] } | undefined {
  const fits = commands
    .filter(({ name }) => name.split(' ').every((word, index) => words[index] === word))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return fits && { command: fits, args: words.slice(fits.name.split(' ').length) };
}

const interrupted = 130;

/** Runs a command with a context whose databases are closed at the end, however it ends. */
async function runCommand(
  command: Command,
  args: readonly string[],
  environment: Environment,
  language: Language,
  streams: Streams,
): Promise<void> {
  const config = readConfig(environment, findPackage());
  const say = (text: Localized): void => streams.error(text[language]);
  const open: OpenDatabase[] = [];
  const closeAll = async (): Promise<void> => {
    for (const database of open) await database.close();
  };
  const abort = new AbortController();
  const onSignal = (): void => {
    const again = abort.signal.aborted;
    abort.abort();
    if (again) process.exit(interrupted);
    if (!command.endsItself) void closeAll().finally(() => process.exit(interrupted));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  const context: CommandContext = {
    config,
    language,
    signal: abort.signal,
    print: streams.out,
    say,
    openDatabase: async ({ migrate = true, holder = 'command' } = {}) => {
      const { openDatabase } = await import('../db/lifecycle.ts');
      const database = await openDatabase(config, { holder, migrate, notify: say });
      open.push(database);
      return database;
    },
  };
  try {
    await command.run(args, context);
  } finally {
    await closeAll();
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, onSignal);
  }
}

function explain(error: unknown, language: Language): { text: string; exitCode: number } {
  if (error instanceof ExplainedError) return { text: error.text[language], exitCode: error.exitCode };
  if (error instanceof CarnetError) {
    const { title, detail } = error.problem(language);
    return { text: title === detail ? String(title) : `${title}\n${detail}`, exitCode: 1 };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Thrown by parseArgs of node:util: the command was written wrongly.
  if (code.startsWith('ERR_PARSE_ARGS_')) return { text: (error as Error).message, exitCode: misuse };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
}

/**
 * Runs the command that the words name and returns the exit code: 0 only when it succeeded, 2 when it was written
 * wrongly, 1 for any other fault, which is told on the error output.
 */
export async function runCommandLine(
  words: readonly string[],
  environment: Environment,
  commands: readonly Command[],
  streams: Streams,
): Promise<number> {
  const language = readLanguage(environment);
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help' || words[0] === '-h') {
    streams.out(helpText(commands, language));
    return words.length === 0 ? misuse : 0;
  }
  const found = findCommand(words, commands);
  if (found === undefined) {
    streams.error(language === 'fr' ? `Commande inconnue : ${words.join(' ')}` : `Unknown command: ${words.join(' ')}`);
    streams.error(helpText(commands, language));
    return misuse;
  }
  try {
    await runCommand(found.command, found.args, environment, language, streams);
    return 0;
  } catch (error) {
    const { text, exitCode } = explain(error, language);
    streams.error(text);
    if (exitCode === misuse) streams.error(`npm run carnet -- ${found.command.usage}`);
    return exitCode;
  }
}
