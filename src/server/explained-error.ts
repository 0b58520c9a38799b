import type { Localized } from '../lib/localized.ts';

/**
 * A fault that the person at the terminal can mend: it carries what to tell them in their language. The command line
 * prints `text` alone, without a stack, and ends with `exitCode`.
 */
export class ExplainedError extends Error {
  readonly text: Localized;
  readonly exitCode: number;

  /** Takes the text to show, the exit code (1 unless told) and what caused it. */
  constructor(text: Localized, options: { exitCode?: number; cause?: unknown } = {}) {
    super(text.en, { cause: options.cause });
    this.name = 'ExplainedError';
    this.text = text;
    this.exitCode = options.exitCode ?? 1;
  }
}
