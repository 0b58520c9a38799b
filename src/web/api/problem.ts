import type { Localized } from '../../lib/localized.ts';
import type { Item } from './types.ts';

/** One thing wrong with what was sent. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** The body of an answer `application/problem+json`, as far as screens read it. */
export interface ProblemBody {
  readonly title?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly [more: string]: unknown;
}

/** What a 409 `version-conflict` carries: the record as it is, and what both people changed. */
export interface ConflictBody extends ProblemBody {
  readonly current: Item;
  readonly yours: Readonly<Record<string, unknown>>;
  readonly base?: Readonly<Record<string, unknown>>;
  readonly conflicts: readonly string[];
}

/** What a 409 `already-held` carries of each value: what it is called, who has it, who is to get it (null: not to be named). */
export interface Move {
  readonly field: string;
  readonly code: string;
  readonly label: Localized;
  readonly from: string | null;
  readonly to: string | null;
}

/** An answer of the server that is no success, or no answer at all (`status` 0, code `network`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** The sentence to show, already in the language of the screen. */
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly body: ProblemBody;

  constructor(status: number, body: ProblemBody) {
    const code = body.code ?? (status === 0 ? 'network' : 'internal');
    const detail = body.detail ?? body.title ?? code;
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = body.errors ?? [];
    this.body = body;
  }

  /** The conflict when two people changed the same fields, null for every other problem. */
  get conflict(): ConflictBody | null {
    return this.status === 409 && this.code === 'version-conflict' ? (this.body as ConflictBody) : null;
  }

  /** The record that the one asked for is part of now, null for every other problem. */
  get mergedInto(): string | null {
    return this.code === 'merged' && typeof this.body.mergedInto === 'string' ? this.body.mergedInto : null;
  }

  /** What would have to move when somebody else holds what one alone may hold, null for every other problem. */
  get moves(): readonly Move[] | null {
    return this.status === 409 && this.code === 'already-held' ? (this.body.moves as readonly Move[]) : null;
  }
}

/** Tells whether `error` came from the API. */
export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem;
}

/** Tells whether `error` is that the server did not answer. */
export function isNetworkProblem(error: unknown): error is ApiProblem {
  return isApiProblem(error) && error.status === 0;
}
