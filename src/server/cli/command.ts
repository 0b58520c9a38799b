import type { Language, Localized } from '../../lib/localized.ts';
import type { Config } from '../config.ts';
import type { OpenDatabase } from '../db/lifecycle.ts';
import { ExplainedError } from '../explained-error.ts';

/** What a command is given beside its arguments. */
export interface CommandContext {
  readonly config: Config;
  readonly language: Language;
  /** Writes a line of the command's result to the standard output, alone there: `KEY=$(… api-key create …)`. */
  readonly print: (line: string) => void;
  /** Tells the person something on the error output: progress, a notice. */
  readonly say: (text: Localized) => void;
  /**
   * Opens the company's database, beside a server that runs or by itself, migrated unless told otherwise. Closed when
   * the command ends.
   */
  readonly openDatabase: (options?: { migrate?: boolean; holder?: 'server' | 'command' }) => Promise<OpenDatabase>;
  /** Aborted by Ctrl-C or SIGTERM. Only a command with `endsItself` has the time to heed it. */
  readonly signal: AbortSignal;
}

/** One command of `npm run carnet -- <name>`. A fault it explains is thrown as an ExplainedError. */
export interface Command {
  /** One word or two: `backup`, `api-key create`. */
  readonly name: string;
  readonly summary: Localized;
  /** How it is written, after `carnet`: `demo --size S|M|L`. */
  readonly usage: string;
  /** True when it heeds `signal` and then ends by itself; others are ended at once, their databases closed. */
  readonly endsItself?: boolean;
  /** Resolves when it is done. What is heavy is imported inside, dynamically: `help` must not wait for it. */
  readonly run: (args: readonly string[], context: CommandContext) => Promise<void>;
}

/** Exit code of a command written wrongly. */
export const misuse = 2;

/** Takes what is wrong; returns the error to throw when a command is written wrongly: its usage is shown, the code is 2. */
export function usageError(text: Localized): ExplainedError {
  return new ExplainedError(text, { exitCode: misuse });
}
