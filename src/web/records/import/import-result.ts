import type { Localized } from '../../../lib/localized.ts';
import type { Operation } from '../../api/types.ts';

/** A record that a row made or changed; no id where there is none yet. */
export interface NamedRow {
  readonly id: string | null;
  readonly title: string;
  readonly line: number;
}

/** What is told of a row. */
export interface RowNote {
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: Localized;
  readonly cells?: readonly (string | null)[];
}

/** What an import, or its check, came to. */
export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly refused: number;
  readonly repaired: number;
  readonly flagged: number;
  readonly createdAccounts: number;
  readonly sample: {
    readonly created: readonly NamedRow[];
    readonly updated: readonly NamedRow[];
    readonly refused: readonly RowNote[];
    readonly repaired: readonly RowNote[];
    readonly flagged: readonly RowNote[];
  };
}

const nothing: ImportResult = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  refused: 0,
  repaired: 0,
  flagged: 0,
  createdAccounts: 0,
  sample: { created: [], updated: [], refused: [], repaired: [], flagged: [] },
};

/** Takes an import's operation; returns its result so far. */
export function importResult({ result }: Operation): ImportResult {
  const given = (result ?? {}) as Partial<ImportResult>;
  return { ...nothing, ...given, sample: { ...nothing.sample, ...given.sample } };
}

/** Rows that an import would write. */
export function rowsToWrite({ created, updated }: ImportResult): number {
  return created + updated;
}
