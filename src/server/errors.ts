import { errorText } from '../lib/error-catalogue.ts';
import type { Language } from '../lib/localized.ts';

/** One fault of one field, named as the API names it (`phone`, `accountLinks.0.account`). */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** A refusal that a person can understand and act on; the only error that leaves the server with its words. */
export class CarnetError extends Error {
  readonly status: number;
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldError[];
  /** Further members of the problem document (the current record on a conflict). */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    more: {
      parameters?: Readonly<Record<string, string | number>>;
      errors?: readonly FieldError[];
      extra?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.parameters = more.parameters ?? {};
    this.errors = more.errors ?? [];
    this.extra = more.extra ?? {};
  }

  /** Takes a language; returns the problem document of RFC 9457 in that language. */
  problem(language: Language): Record<string, unknown> {
    return {
      type: 'about:blank',
      status: this.status,
      code: this.code,
      title: errorText(this.code, language, this.parameters),
      detail:
        this.errors.length > 0
          ? this.errors.map((error) => errorText(error.code, language, error.parameters ?? {})).join(' ')
          : errorText(this.code, language, this.parameters),
      ...(this.errors.length > 0
        ? {
            errors: this.errors.map((error) => ({
              field: error.field,
              code: error.code,
              message: errorText(error.code, language, error.parameters ?? {}),
            })),
          }
        : {}),
      ...this.extra,
    };
  }
}
